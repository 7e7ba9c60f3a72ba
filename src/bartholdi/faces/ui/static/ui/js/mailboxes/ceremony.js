// The key ceremony: a passphrase, a key made in the worker, files to save, a sheet to print, and only then the certificate to the server.

import { WORDS } from "../../../vendor/slip39/words.js";

import { element, grouped, locale } from "../dispatches/drawing.js";
import { picture, words } from "../../sealing/words.js";
import { aboutOf, guarded, mark, notice, now, opened, post, saver, savedAll } from "./door.js";

const root = document.querySelector("[data-ceremony]"), said = root.querySelector("[data-say]").dataset;
const find = (name) => root.querySelector(`:not(template)[data-${name}]`), ask = opened(said);
const phrase = root.querySelector("#passphrase"), again = root.querySelector("#again");
let made = null;

const FEWEST = 6, SUGGESTED = 8; // eight of 1,024 words: 80 bits, each try stretched by Argon2id
const count = (text) => text.trim().split(/\s+/).filter(Boolean).length;

function suggest() {
  const picked = crypto.getRandomValues(new Uint16Array(SUGGESTED)); // 65,536 is a multiple of 1,024
  find("suggested").textContent = Array.from(picked, (number) => WORDS[number % WORDS.length]).join(" ");
}

function holds() {
  mark(phrase, find("fault"), count(phrase.value) < FEWEST ? said.short : "");
  mark(again, find("again-fault"), phrase.value === again.value ? "" : said.differ);
  const wrong = [phrase, again].find((each) => each.hasAttribute("aria-invalid"));
  wrong?.focus();
  return !wrong;
}

async function make() {
  const { mailbox, name } = root.dataset, at = now();
  notice(find("said"), "waiting", said.working);
  made = await ask("generate", { name: mailbox, passphrase: phrase.value, at, about: aboutOf(root.dataset) });
  phrase.value = again.value = find("suggested").textContent = "";
  find("files").replaceChildren(
    saver(made.locked, `${mailbox}.key`, said.key), saver(made.replaced, `${mailbox}-replaced.cert`, said.replaced),
    saver(made.stolen, `${mailbox}-stolen.cert`, said.stolen));
  await sheet(made.fingerprint, at);
  notice(find("said"), "good", said.made);
  find("make").closest("section").hidden = true;
  find("made").hidden = false;
  document.querySelector("#step-2").focus();
  document.title = `${mailbox} · ${name}`;
}

// The words of the certificate alone: whoever looks it up later compares them with this sheet.
async function sheet(fingerprint, at) {
  find("sheet-day").textContent = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(at * 1000));
  find("sheet-fingerprint").textContent = grouped(fingerprint);
  find("sheet-words").replaceChildren(...(await words(fingerprint, fingerprint)).map((text) => element("li", { text })));
  find("sheet-picture").src = `${root.dataset.picture}?text=${encodeURIComponent(await picture(fingerprint, fingerprint))}`;
}

root.hidden = false;
find("suggest").addEventListener("click", suggest);
find("print").addEventListener("click", () => print());
find("make").addEventListener("submit", (event) => {
  event.preventDefault();
  if (holds()) guarded(event.submitter, find("said"), make);
});
find("publish-form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!savedAll(root.querySelector("#saved"), find("files"), find("saved-fault"), said)) return;
  guarded(event.submitter, find("said"), () => post(root.dataset.publish, { certificate: made.certificate, statement: made.statement }, said));
});
