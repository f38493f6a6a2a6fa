// Keys in a list: j and k go from row to row, x ticks one, 1 to 9 lead to a list that is kept, / goes to the search.
const rows = () => [...document.querySelectorAll("main table a.open")];

function step(by) {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) next.focus();
}

function tick() {
  const box = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]");
  if (box) box.checked = !box.checked;
}

const deeds = { j: () => step(1), k: () => step(-1), x: tick, "/": () => document.getElementById("tim")?.focus() };

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  const kept = /^[1-9]$/.test(event.key) && document.querySelectorAll("[data-kept] a")[event.key - 1];
  const deed = kept ? () => kept.click() : deeds[event.key];
  if (!deed || typing || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  deed();
});
