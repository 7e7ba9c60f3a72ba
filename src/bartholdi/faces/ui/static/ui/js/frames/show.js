// A certificate or a receipt as QR pictures, in a dialog: `<button data-frames="address" data-name="…" hidden>`.

import { written } from "../../sealing/frames.js";
import { Player } from "../../sealing/playing.js";
import { Refusal } from "../../sealing/refusal.js";
import { button, element, notice } from "../dispatches/drawing.js";
import { say, sentence } from "./words.js";

export function offered(place) {
  for (const each of place.querySelectorAll("[data-frames][hidden]")) {
    each.hidden = false;
    each.addEventListener("click", () => shown(each.dataset));
  }
}

offered(document);

async function shown({ frames: address, name }) {
  const place = element("div"), close = button(say("frameClose"), () => dialog.close());
  const dialog = element("dialog", { class: "frames-dialog", "aria-labelledby": "frames-title" }, element("h2", { id: "frames-title", text: say("frameTitle", { name }) }), place, element("p", { class: "acts" }, close));
  document.body.append(dialog);
  let player = null;
  dialog.addEventListener("close", () => {
    player?.stop();
    dialog.remove();
  });
  dialog.showModal();
  try {
    player = new Player(await written(await fetched(address)), say);
    place.replaceWith(player.element);
  } catch (fault) {
    place.append(notice("bad", say("frameNot"), fault instanceof Refusal ? sentence(fault.code) : say("noAnswer")));
  }
}

async function fetched(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error("no answer");
  return new Uint8Array(await answer.arrayBuffer());
}
