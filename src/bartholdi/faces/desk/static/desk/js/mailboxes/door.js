// The door to the worker that holds keys, and what the pages of keys share: files to save, words to say, what is posted.

import { sentence } from "../../../ui/sealing/sentences.js";

export class Refused extends Error {}

// One question at a time; the answer, or Refused with the sentence of its code.
export function opened(said) {
  const worker = new Worker(new URL("../../../ui/sealing/worker.js", import.meta.url), { type: "module" }), waiting = new Map();
  let last = 0;
  worker.addEventListener("message", ({ data: { id, result, refused } }) => {
    const { done, failed } = waiting.get(id);
    waiting.delete(id);
    if (refused) failed(new Refused(refused === "fault" ? said.fault : sentence(refused, document.documentElement.lang)));
    else done(result);
  });
  worker.addEventListener("error", () => waiting.forEach(({ failed }) => failed(new Refused(said.fault))));
  return (act, rest = {}) => new Promise((done, failed) => {
    waiting.set(++last, { done, failed });
    worker.postMessage({ id: last, act, ...rest });
  });
}

export const now = () => Math.floor(Date.now() / 1000);

// What a statement says of the mailbox and of the log's head.
export function aboutOf({ mailbox, headNumber, headDigest, digest }) {
  return { mailbox, digest, logHead: headDigest ? { number: Number(headNumber), digest: headDigest } : null };
}

export function notice(place, tone, text) {
  const box = document.createElement("div"), line = document.createElement("p");
  box.className = `notice notice--${tone}`;
  line.textContent = text;
  box.append(line);
  place.replaceChildren(box);
}

// A link that saves these octets; `saved` once it was pressed.
export function saver(octets, name, text) {
  const link = document.createElement("a");
  link.className = "button button--secondary";
  link.href = URL.createObjectURL(new Blob([octets], { type: "application/octet-stream" }));
  link.download = name;
  link.textContent = text;
  link.addEventListener("click", () => (link.dataset.saved = ""));
  return link;
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
