// The page for inspecting without a line: its PIN, the places that were taken along, and from there one place.

import * as notes from "./notes.js";
import { copy, day, fill, on, part, said, screen, Told } from "./page.js";
import * as place from "./place.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import * as vault from "./vault.js";

const IDLE = 15 * 60_000; // then the key leaves the memory

async function start() {
  document.getElementById("insecure").hidden = isSecureContext;
  if (!isSecureContext) return;
  showLine();
  addEventListener("online", showLine);
  addEventListener("offline", showLine);
  setInterval(showLine, 20_000); // a net that leads nowhere, and a tablet that slept, tell no event
  lockWhenIdle();
  standBy();
  await ((await vault.exists()) ? askPin() : choosePin());
}

/** Keep the page itself on the tablet, so that it opens without a line. */
async function standBy() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const { worker } = document.querySelector("[data-worker]").dataset;
  await workers.register(worker, { updateViaCache: "none" }).catch(() => {}); // without a line there may be one already
  await workers.ready;
  document.getElementById("ready").hidden = false;
  document.getElementById("not-ready").hidden = true;
}

async function showLine() {
  const there = await isLine();
  document.getElementById("on-line").hidden = !there;
  document.getElementById("off-line").hidden = there;
}

/** Say whether the server can be reached; that there is a net says little of that. */
async function isLine() {
  if (!navigator.onLine) return false;
  const { worker } = document.querySelector("[data-worker]").dataset;
  const asks = { method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(5_000) };
  return fetch(worker, asks).then(() => true, () => false);
}

function lockWhenIdle() {
  let last = Date.now();
  for (const event of ["pointerdown", "keydown", "input"]) {
    addEventListener(event, () => { last = Date.now(); }, { passive: true });
  }
  setInterval(() => {
    const busy = document.querySelector('[aria-busy="true"]'); // it sends, or keeps
    if (!vault.isOpen() || busy || Date.now() - last < IDLE) return;
    document.activeElement?.blur(); // what was typed is kept first
    setTimeout(() => notes.alone(() => location.reload()), 1_000);
  }, 30_000);
}

function choosePin() {
  const shown = copy("t-new");
  const act = async () => {
    const [pin, again] = [part(shown, "pin").value, part(shown, "again").value];
    if (pin !== again) throw new Told("pins_differ");
    await vault.create(pin);
    await navigator.storage?.persist?.();
    await showPlaces();
  };
  on(part(shown, "form"), "submit", act, part(shown, "trouble"));
  screen(shown);
}

async function askPin() {
  const shown = copy("t-locked");
  const act = async () => {
    const pin = part(shown, "pin");
    try {
      await vault.unlock(pin.value);
    } catch (wrong) {
      pin.value = "";
      pin.focus();
      if (wrong instanceof vault.WrongPin) throw new Told("wrong_pin");
      if (!(wrong instanceof vault.TooSoon)) throw wrong;
      throw new Told("too_soon", { seconds: Math.ceil((wrong.until - Date.now()) / 1000) });
    }
    await (asked() ? showPlace(asked()) : showPlaces());
  };
  const forget = async () => {
    const word = said("sure");
    if (part(shown, "sure").value.trim().toUpperCase() !== word) throw new Told("not_sure", { word });
    await store.erase();
    history.replaceState(null, "", location.pathname);
    location.reload();
  };
  on(part(shown, "form"), "submit", act, part(shown, "trouble"));
  on(part(shown, "forget"), "submit", forget, part(shown, "trouble"));
  screen(shown);
}

/** Give the place that the address asks for: `#noi-12`. */
const asked = () => Number(/^#noi-(\d+)$/.exec(location.hash)?.[1] ?? 0);

async function showPlace(number) {
  if (!(await sync.placeAlong(number))) return showPlaces();
  history.replaceState(null, "", `#noi-${number}`);
  await place.show(number, showPlaces);
}

async function showPlaces() {
  history.replaceState(null, "", location.pathname);
  const shown = copy("t-places");
  const trouble = part(shown, "trouble");
  const along = await sync.along();
  for (const one of along) part(shown, "along").append(await alongShown(one, trouble));
  part(shown, "none_along").hidden = along.length > 0;
  part(shown, "evictable").hidden = (await navigator.storage?.persisted?.()) ?? false;
  on(part(shown, "look"), "click", () => offer(shown, along, trouble), trouble);
  screen(shown);
  if (await isLine()) part(shown, "look").click();
}

async function alongShown(one, trouble) {
  const shown = fill(copy("t-along"), { unit: one.unit, title: one.title, day: day(one.visit_on) });
  const number = await notes.countOf(one.place);
  part(shown, "waiting").textContent = number ? said("waiting", { number }) : said("nothing_waiting");
  part(shown, "leave").hidden = number > 0;
  on(part(shown, "open"), "click", () => showPlace(one.place), trouble);
  on(part(shown, "leave"), "click", async () => { await sync.leave(one.place); await showPlaces(); }, trouble);
  return shown;
}

/** Show what may be taken along, where there is a line and someone is signed in. */
async function offer(shown, along, trouble) {
  const { places, slow } = await sync.offered();
  place.tellClock(slow);
  const list = part(shown, "offered");
  list.replaceChildren();
  for (const one of places.filter((each) => !along.some((other) => other.place === each.place))) {
    const line = fill(copy("t-offered"), { unit: one.unit, title: one.title, day: day(one.visit_on) });
    part(line, one.begun ? "begin" : "take").hidden = true;
    part(line, "begin").href = one.address;
    on(part(line, "take"), "click", async () => { await sync.takeAlong(one.place); await showPlace(one.place); }, trouble);
    list.append(line);
  }
  part(shown, "none_offered").hidden = list.childElementCount > 0;
}

await start();
