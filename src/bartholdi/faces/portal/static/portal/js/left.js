// Whoever can no longer open an application still gets the words that this browser holds and that never reached it.

import { leftOf } from "./unsent.js";

const section = document.getElementById("left");
const words = leftOf(section.dataset.application, section.dataset.owner)
  .flatMap((left) => Object.values(left.unsent))
  .map((entry) => entry.fields.map(([, value]) => value).filter(Boolean).join("\n"))
  .filter(Boolean);
for (const text of words) {
  const block = document.createElement("blockquote");
  block.className = "panel left-words";
  block.textContent = text;
  section.append(block);
}
section.hidden = !words.length;
