// The door to the worker that holds keys, and what the pages of keys share: files to save, words to say, what is posted.

import { element, saver as link } from "../dispatches/drawing.js";
import { Sealer } from "../dispatches/sealer.js";
import { Refusal } from "../../sealing/refusal.js";
import { sentence } from "../../sealing/sentences.js";

export class Refused extends Error {}

// The worker's answer, or Refused with the sentence of its code.
export function opened(said) {
  const sealer = new Sealer(new URL("../../sealing/worker.js", import.meta.url));
  return async (act, rest = {}) => {
    try {
      return await sealer.ask(act, rest);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      throw new Refused(fault.code === "fault" ? said.fault : sentence(fault.code, document.documentElement.lang));
    }
  };
}

export const now = () => Math.floor(Date.now() / 1000);

// What a statement says of the mailbox and of the log's head.
export function aboutOf({ mailbox, headNumber, headDigest, digest }) {
  return { mailbox, digest, logHead: headDigest ? { number: Number(headNumber), digest: headDigest } : null };
}

export function notice(place, tone, text) {
  place.replaceChildren(element("div", { class: `notice notice--${tone}` }, element("p", { text })));
}

// A link that saves these octets; `saved` once it was pressed.
export function saver(octets, name, text) {
  const made = link(new Blob([octets], { type: "application/octet-stream" }), name, text);
  made.addEventListener("click", () => (made.dataset.saved = ""));
  return made;
}

// A button's work, which cannot be begun twice; what it refuses is said at this place.
export async function guarded(button, place, work) {
  button.disabled = true;
  try {
    await work();
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    notice(place, "bad", refused.message);
    place.scrollIntoView({ block: "center" });
  } finally {
    button.disabled = false;
  }
}

// Posts octets as files; goes to the page that the server names, or refuses in its words.
export async function post(url, files, said) {
  const body = new FormData();
  for (const [name, octets] of Object.entries(files)) if (octets.length) body.append(name, new Blob([octets]), `${name}.pgp`);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
  const found = await answer?.json().catch(() => null);
  if (!found?.url) throw new Refused(found?.refused ?? said.offline);
  location.assign(found.url);
}

// Ticked, and each file was pressed once.
export function savedAll(box, files, fault, said) {
  const done = box.checked && [...files.querySelectorAll("a")].every((link) => "saved" in link.dataset);
  mark(box, fault, done ? "" : said.saved);
  if (!done) box.focus();
  return done;
}

export function mark(control, fault, text) {
  fault.textContent = text;
  if (text) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
