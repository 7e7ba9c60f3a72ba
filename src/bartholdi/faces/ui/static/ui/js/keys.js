// The desk's single keys: / search, j k rows, o open, ? help. Each person can turn them off on their device.

const OFF = "keys-off";
const help = document.getElementById("keys");
const button = document.querySelector("[data-keys-help]");
const box = document.querySelector("[data-keys-on]");
let here = -1;

const rows = () => [...document.querySelectorAll("[data-row]")];

function move(step) {
  const all = rows();
  if (!all.length) return;
  here = Math.max(0, Math.min(all.length - 1, here + step));
  all.forEach((row, index) => row.classList.toggle("is-here", index === here));
  const link = all[here].querySelector("a[href]");
  (link ?? all[here]).focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "nearest" });
}

function follow() {
  const row = rows()[here];
  row?.querySelector("a[href]")?.click();
}

const acts = {
  "/": () => document.querySelector("[data-search], main input[type=search], input[type=search]")?.focus(),
  j: () => move(1),
  k: () => move(-1),
  o: follow,
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

if (button && help) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}
