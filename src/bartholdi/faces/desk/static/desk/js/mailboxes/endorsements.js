// The words of a certifier's key and of what it endorsed, computed here when they are asked for: each costs some tenths of a second.

import { words } from "../../../ui/sealing/words.js";

for (const pair of document.querySelectorAll("[data-pair]")) {
  pair.addEventListener("toggle", () => shown(pair));
  shown(pair); // opened before this script came
}

async function shown(pair) {
  const list = pair.querySelector("ol"), { one, other } = pair.dataset;
  if (!pair.open || list.children.length) return;
  const items = (await words(one, other)).map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  list.replaceChildren(...items);
}
