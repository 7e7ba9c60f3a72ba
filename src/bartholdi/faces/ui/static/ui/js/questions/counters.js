// How much room is left in a text, by the server's counting; near the limit it is said aloud when the typing pauses.

import { characters, clean, cleanLine, words } from "./counting.js";

const COUNTS = { characters, words };
const NEAR = 0.1; // of the limit

export const plural = (said, name, n, language) => {
  const one = new Intl.PluralRules(language).select(n) === "one" ? said[`${name}One`] : undefined;
  return (one ?? said[name]).replace("{n}", new Intl.NumberFormat(language).format(n));
};

export function counter(field, said) {
  const language = said.language;
  const limits = Object.keys(COUNTS).filter((unit) => field.dataset[unit]);
  const line = document.createElement("p");
  line.className = "counter";
  line.id = `${field.id}--counter`;
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  field.after(line, spoken);
  let waiting;
  const show = () => {
    const text = field.matches("textarea") ? clean(field.value) : cleanLine(field.value);
    const parts = limits.map((unit) => ({ unit, limit: Number(field.dataset[unit]), left: Number(field.dataset[unit]) - COUNTS[unit](text) }));
    const near = parts.some(({ left, limit }) => left < limit * NEAR);
    line.textContent = parts.map(({ unit, left }) => plural(said, unit + (left < 0 ? "Over" : "Left"), Math.abs(left), language)).join(" · ");
    line.hidden = !near && "quiet" in field.dataset;
    line.classList.toggle("counter--over", parts.some(({ left }) => left < 0));
    clearTimeout(waiting);
    waiting = setTimeout(() => (spoken.textContent = near ? line.textContent : ""), 1000);
  };
  field.addEventListener("input", show);
  show();
}
