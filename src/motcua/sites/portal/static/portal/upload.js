// Files go up piece by piece, and go on where they broke off: also after the page was closed, when the same file is
// chosen again. Without this script the form sends them whole.
const PIECE = 256 * 1024;
const form = document.querySelector("form[data-going]");
const fields = [...(form?.querySelectorAll("input[data-upload]") ?? [])];
const progress = form?.querySelector("[data-progress]");
const kept = new WeakSet();

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const placeOf = (file, to) => ["motcua-upload", to, file.name, file.size, file.lastModified].join("|");

function say(text, part) {
  progress.hidden = false;
  progress.querySelector("[data-said]").textContent = text;
  if (part !== undefined) progress.querySelector("progress").value = Math.round(part * 100);
}

function ask(address, method, headers, body) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  return fetch(address, { method, body, headers: { "X-CSRFToken": token, "Tus-Resumable": "1.0.0", ...headers } });
}

async function refused(answer) {
  const said = await answer.json().catch(() => ({}));
  return new Error(said.reason || String(answer.status));
}

async function announced(file, to) {
  const begun = localStorage.getItem(placeOf(file, to));
  if (begun) {
    const answer = await ask(begun, "HEAD", {});
    if (answer.ok) return [begun, Number(answer.headers.get("Upload-Offset"))];
    localStorage.removeItem(placeOf(file, to));
  }
  const headers = { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${encoded(file.name)}` };
  const answer = await ask(to, "POST", headers);
  if (answer.status !== 201) throw await refused(answer);
  localStorage.setItem(placeOf(file, to), answer.headers.get("Location"));
  return [answer.headers.get("Location"), 0];
}

async function sent(file, to, shown) {
  for (let tries = 0; ; tries += 1) {
    try {
      let [address, offset] = await announced(file, to);
      while (offset < file.size) {
        const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
        const answer = await ask(address, "PATCH", headers, file.slice(offset, offset + PIECE));
        if (answer.status >= 400 && answer.status !== 409) {
          localStorage.removeItem(placeOf(file, to));
          throw await refused(answer);
        }
        offset = Number(answer.headers.get("Upload-Offset"));
        tries = 0;
        say(`${form.dataset.going} ${shown}`, offset / file.size);
      }
      localStorage.removeItem(placeOf(file, to));
      return;
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem; // only a broken line is tried again
      say(form.dataset.broken);
      await pause(Math.min(1000 * 2 ** tries, 30000));
    }
  }
}

form?.addEventListener("submit", async (event) => {
  const chosen = fields.flatMap((field) => [...field.files].map((file) => [file, field.dataset.upload]));
  if (!chosen.length || event.submitter?.value === "khong-can") return;
  event.preventDefault();
  const does = event.submitter?.value;
  const buttons = document.querySelectorAll("main button");
  buttons.forEach((button) => (button.disabled = true));
  let called = "";
  try {
    for (const [at, [file, to]] of chosen.entries()) {
      called = file.name;
      if (!kept.has(file)) await sent(file, to, `${at + 1}/${chosen.length}`);
      kept.add(file); // what came is not sent again after another one was refused
    }
    fields.forEach((field) => (field.value = ""));
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "lam", value: does }));
    form.submit();
  } catch (problem) {
    say(`${form.dataset.refused} ${called}: ${problem.message}`);
    buttons.forEach((button) => (button.disabled = false));
  }
});
