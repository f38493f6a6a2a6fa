// The hotline: what is typed is kept, what stands beside it follows, keys press buttons.
// Without this file the same form works by its buttons.

const form = document.getElementById("cuoc-goi");
const side = document.getElementById("ben");
const saved = document.getElementById("da-luu");
let waiting = 0;
let turn = 0;

async function keep() {
  const own = ++turn;
  const reply = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form) });
  if (!reply.ok || reply.redirected || own !== turn) return;
  side.innerHTML = await reply.text();
  saved.textContent = saved.textContent.replace(/\S+$/, side.querySelector("[data-saved]").dataset.saved);
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, 500);
});

addEventListener("keydown", (event) => {
  const button = form.querySelector(`[data-key="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

form.querySelector(".field--err :is(input, select, textarea)")?.focus();
