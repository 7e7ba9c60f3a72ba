// The words of two certificates, computed here, and the picture that a machine compares.

import { picture, words } from "../../../ui/sealing/words.js";

const root = document.querySelector("[data-words]");
if (root) await shown(root.dataset);

async function shown({ one, other, picture: address }) {
  const waiting = root.querySelector("[data-words-waiting]"), figure = root.querySelector("[data-words-picture]");
  waiting.hidden = false;
  const items = (await words(one, other)).map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  root.querySelector("[data-words-list]").replaceChildren(...items);
  waiting.hidden = true;
  figure.querySelector("img").src = `${address}?text=${encodeURIComponent(await picture(one, other))}`;
  figure.hidden = false;
}
