// A key's later life: renewed, old secrets destroyed, revoked; in the worker, with the key file and its passphrase.

import { Refused, aboutOf, guarded, mark, notice, now, opened, post, saver, savedAll } from "./door.js";

const root = document.querySelector("[data-key]"), said = root.querySelector("[data-say]").dataset;
const find = (name) => root.querySelector(`:not(template)[data-${name}]`), ask = opened(said);
const chosen = root.querySelector("#key-file"), phrase = root.querySelector("#passphrase");
let ready = null; // what is posted once the new file is saved: { url, files }

const ACTS = {
  async rotate(at, about) {
    const { locked, certificate, statement } = await ask("rotate", { at, about, passphrase: phrase.value });
    return { locked, words: said.renewed, url: root.dataset.publish, files: { certificate, statement } };
  },
  async destroy(at, about) {
    const { locked, gone, statement } = await ask("destroy", { at, about });
    if (!gone.length) throw new Refused(said.nothing);
    return { locked, words: said.destroyed, url: root.dataset.destroyed, files: { statement } };
  },
  supersede: (at, about) => revoke(at, about, false),
  compromise: (at, about) => revoke(at, about, true),
};

async function revoke(at, about, hard) {
  const { certificate, statement } = await ask("revoke", { at, about, hard });
  return { words: said.revoked, url: root.dataset.publish, files: { certificate, statement } };
}

async function act(name) {
  const [file] = chosen.files, text = phrase.value;
  mark(chosen, find("fault"), file ? "" : said.file);
  if (file) mark(phrase, find("fault"), text ? "" : said.passphrase);
  if (!file || !text) return (file ? phrase : chosen).focus();
  notice(find("said"), "waiting", said.working);
  const { fingerprint } = await ask("unlock", { key: new Uint8Array(await file.arrayBuffer()), passphrase: text });
  if (fingerprint !== root.dataset.fingerprint) throw new Refused(said.other);
  show(await ACTS[name](now(), aboutOf(root.dataset)));
}

function show({ locked, words, url, files }) {
  ready = { url, files };
  notice(find("said"), "good", words);
  find("files").replaceChildren(...(locked ? [saver(locked, `${root.dataset.mailbox}.key`, said.newkey)] : []));
  find("saved-field").hidden = !locked;
  find("made").hidden = false;
  (find("files").querySelector("a") ?? find("publish-form").querySelector("button")).focus();
}

root.hidden = false;
find("unlock").addEventListener("submit", (event) => {
  event.preventDefault();
  guarded(event.submitter, find("said"), () => act(event.submitter.value));
});
find("publish-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const box = root.querySelector("#saved");
  if (!find("saved-field").hidden && !savedAll(box, find("files"), find("saved-fault"), said)) return;
  guarded(event.submitter, find("said"), () => post(ready.url, ready.files, said));
});
