// The counter: what is typed is kept, procedures are found while one types, a scan goes where it belongs, keys press buttons.
// Without this file the same form works by its buttons.

const form = document.getElementById("quay");
const field = form.elements.procedure;
const list = document.getElementById("tim-thay");
const KEEP_AFTER = 700;
const FIND_AFTER = 120;

let keeping = 0;
let finding = 0;
let asked = 0;

function send(value) {
  form.querySelector(`button[name="viec"][value="${value}"]`).click();
}

async function keep() {
  if (!form.elements.ma.value) return;
  const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form) });
  if (!answer.ok || answer.redirected) return;
  const side = document.getElementById("ben");
  side.innerHTML = await answer.text();
  const saved = document.getElementById("da-luu");
  saved.textContent = saved.textContent.replace(/\S+$/, side.querySelector("[data-saved]").dataset.saved);
}

function later() {
  clearTimeout(keeping);
  keeping = setTimeout(keep, KEEP_AFTER);
}

async function find() {
  const text = field.value.trim();
  if (!text) return close();
  const turn = ++asked;
  const answer = await fetch(`${form.dataset.find}?q=${encodeURIComponent(text)}`);
  if (!answer.ok || turn !== asked) return;
  list.innerHTML = await answer.text();
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  point();
}

function options() {
  return [...list.querySelectorAll('[role="option"]')];
}

function point() {
  const on = list.querySelector('[aria-selected="true"]');
  if (on) field.setAttribute("aria-activedescendant", on.id);
}

function move(by) {
  const all = options();
  if (!all.length) return;
  const at = all.findIndex((one) => one.ariaSelected === "true");
  all.forEach((one) => (one.ariaSelected = "false"));
  all[(at + by + all.length) % all.length].ariaSelected = "true";
  point();
}

function close() {
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(option) {
  form.elements.ma.value = option.dataset.code;
  field.value = "";
  send("luu");
}

function isScan(text) {
  return (text.match(/\|/g) ?? []).length >= 2;
}

field.addEventListener("input", () => {
  clearTimeout(finding);
  finding = setTimeout(find, FIND_AFTER);
});

field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") close();
});

list.addEventListener("mousedown", (event) => {
  const option = event.target.closest('[role="option"]');
  if (option) choose(option);
});

form.addEventListener("keydown", async (event) => {
  const { target, key } = event;
  if (key !== "Enter" || target.tagName !== "INPUT") return;
  if (isScan(target.value)) {
    event.preventDefault();
    form.elements.scan.value = target.value;
    if (target !== form.elements.scan) target.value = target.defaultValue;
    send("luu");
  } else if (target === field && field.value.trim() && field.value !== field.defaultValue) {
    event.preventDefault();
    clearTimeout(finding);
    await find();
    const on = list.querySelector('[aria-selected="true"]');
    if (on) choose(on);
  }
});

form.addEventListener("change", (event) => {
  if (event.target.name === "case") send("luu");
  else later();
});
form.addEventListener("input", (event) => {
  if (event.target !== field && event.target.name !== "scan") later();
});

addEventListener("keydown", (event) => {
  const button = form.querySelector(`[data-key="${event.key}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  } else if (event.key === "?" && !event.target.matches("input:not([type=radio]), textarea, select")) {
    const keys = document.getElementById("phim");
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
  }
});

const wrong = form.querySelector(".field--err :is(input, select)");
const unnamed = !form.elements.name.value && form.elements.ma.value;
if (wrong) wrong.focus();
else if (unnamed) form.elements.scan.focus();
