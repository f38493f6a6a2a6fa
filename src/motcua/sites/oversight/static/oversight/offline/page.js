// What the screens are made of: templates and words, both written by the server in the reader's language.

const words = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;
const dates = new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit", year: "numeric" });
const moments = new Intl.DateTimeFormat(language, {
  hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric",
});

/** Say something, with what stands between braces filled in. */
export function said(name, given = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, key) => String(given[key]));
}

export const day = (iso) => dates.format(new Date(`${iso}T12:00`));
export const moment = (given) => moments.format(new Date(given));

/** Give a copy of a template; `part` finds what of it has a name. */
export function copy(name) {
  return document.importNode(document.getElementById(name).content, true).firstElementChild;
}

export const part = (within, name) => within.querySelector(`[data-part="${name}"]`);

export function fill(within, texts) {
  for (const [name, text] of Object.entries(texts)) part(within, name).textContent = text;
  return within;
}

/** Show a screen, and lead the reader's keyboard and voice to its PIN or its heading. */
export function screen(shown) {
  document.getElementById("screen").replaceChildren(shown);
  window.scrollTo(0, 0);
  (shown.querySelector("input[type=password]") ?? shown.querySelector("h2")).focus({ preventScroll: true });
}

/**
 * Do what a form, a button or a field is for; what goes wrong is told in the place for it.
 * A press while the one before is being done is left out. A change of a field never is.
 */
export function on(what, event, act, trouble) {
  what.addEventListener(event, async (happened) => {
    happened.preventDefault();
    if (what.ariaBusy === "true" && event !== "change") return;
    what.ariaBusy = "true";
    trouble.hidden = document.getElementById("sign-in").hidden = true;
    try {
      await act(happened);
    } catch (wrong) {
      trouble.textContent = wrong.said ?? said("broken", { what: wrong.message });
      trouble.hidden = false;
      document.getElementById("sign-in").hidden = wrong.message !== "sign_in";
    } finally {
      what.ariaBusy = "false";
    }
  });
}

/** Something that a reader is told of in words. */
export class Told extends Error {
  constructor(name, given) {
    super(name);
    this.said = said(name, given);
  }
}
