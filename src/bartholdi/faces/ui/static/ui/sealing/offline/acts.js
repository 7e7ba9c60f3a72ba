// What the parts of the offline page do; each gives the elements to show, or refuses.

import * as blobs from "../blobs.js";
import * as certificates from "../certificates.js";
import { written } from "../frames.js";
import * as keys from "../keys.js";
import { hex, random } from "../octets.js";
import { ONE_PASS } from "../packets.js";
import * as parcel from "../parcel.js";
import * as plain from "../plain.js";
import { Player } from "../playing.js";
import { read } from "../reading.js";
import { Refusal } from "../refusal.js";
import { kept } from "../renewing.js";
import { name as lawful } from "../schema.js";
import { exported, freshId, instant, receiptOf, recipient, sealed, slip } from "../sealing.js";
import { sentence } from "../sentences.js";
import { words } from "../words.js";
import { element } from "./forms.js";
import { grouped, manifest as shown, notice, saver, spoken } from "./shown.js";
import { say } from "./words.js";

// What the person can mend, in words of this page; `told`: the names in it.
export class Mend extends Error {
  constructor(key, told) {
    super(key);
    Object.assign(this, { key, told });
  }
}

const octets = async (file) => new Uint8Array(await file.arrayBuffer());
const ARMOR = "-----BEGIN PGP ";

// The octets of a key or a certificate. Armor is text around them, which this page does not take off.
async function binary(file) {
  if ((await file.slice(0, ARMOR.length).text()) === ARMOR) throw new Mend("armored", { names: file.name });
  return octets(file);
}

function requireSafe(files) {
  const bad = Array.from(files, (file) => file.name).filter((name) => !lawful(name));
  if (bad.length) throw new Mend("badNames", { names: bad.join(", ") });
}

const now = () => Math.floor(Date.now() / 1000);
const all = (files) => Promise.all(Array.from(files, async (file) => certificates.parsed(await binary(file))));
const good = (key) => notice("good", element("p", { say: key }));

export async function open({ file, key, passphrase, senders }, language) {
  const [envelope, ...rest] = await parcel.members(file[0]);
  const own = await keys.unlocked(await binary(key[0]), passphrase), pinned = [...(await all(senders)), own.certificate];
  const found = await read(await octets(envelope.blob), { now: Date.now(), pinned, secrets: own.secrets });
  const { manifest, signer } = found, attachments = manifest.values.attachments ?? [];
  parcel.matched(rest.map((each) => parcel.idOf(each.name)), attachments.map((each) => each.blob));
  const held = new Map(rest.map((each) => [parcel.idOf(each.name), each.blob])), files = [];
  for (const [index, attachment] of attachments.entries()) files.push(await opened(held.get(attachment.blob), attachment, manifest, index));
  const inside = found.original ? [shown(found.original.manifest, found.original.signer.fingerprint, language)] : [];
  const receipt = manifest.values.kind === "dispatch" ? await receiptFor(manifest, own, signer, language) : [];
  const savers = files.map((file, index) => saver([file], attachments[index].name, { text: say("save", language).replace("{name}", attachments[index].name) }));
  const acts = element("div", { class: "offline-acts" }, ...savers, ...receipt, plainButton(found, files, own, language));
  return [good("opened"), shown(manifest, signer.fingerprint, language), ...inside, acts];
}

async function opened(blob, attachment, manifest, index) {
  const parts = [];
  await blobs.opened(blob, { attachment, dispatch: manifest.values.id, index, write: (part) => parts.push(new Blob([part])) });
  return new Blob(parts);
}

// Made on demand: it takes its time, and few want it.
function plainButton(found, files, own, language) {
  const button = element("button", { type: "button", class: "button button--secondary", text: say("plain", language) });
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.replaceWith(await plainSaver(found, files, own, language));
  });
  return button;
}

async function plainSaver(found, files, own, language) {
  try {
    const octets = await exported(await plain.message(found, files), own, [own.certificate], { at: now() });
    const made = saver([octets], `${found.manifest.values.id}.eml.pgp`, { text: say("savePlain", language) });
    setTimeout(() => made.focus());
    return made;
  } catch (fault) {
    return notice("bad", element("p", { text: fault instanceof Refusal ? sentence(fault.code, language) : say("fault", language) }));
  }
}

// Old mail opens with an expired certificate of one's own; such a certificate signs no receipt.
async function receiptFor(manifest, own, signer, language) {
  try {
    return await receipted(manifest, own, signer, language);
  } catch (fault) {
    if (fault instanceof Refusal) return [];
    throw fault;
  }
}

// Who cannot be sealed to now still gets a receipt: it only names them.
async function receipted(manifest, own, signer, language) {
  const at = now(), kem = signer.subkeys.find((each) => each.algorithm === 35);
  const row = { role: "info", fingerprint: signer.fingerprint, subkey: kem?.fingerprint ?? signer.fingerprint, name: manifest.values.senderName, number: 0 };
  const made = await slip(receiptOf(manifest, own, { at, recipients: [row] }), own, { at });
  return [saver([made.octets], `${manifest.values.id}.receipt`, { key: "saveReceipt" }, language), await pictured(made.octets, "showReceipt", language)];
}

export async function seal(form) {
  requireSafe(form.attachments);
  const at = now(), id = freshId(), own = await keys.unlocked(await binary(form.key[0]), form.passphrase);
  const action = await all(form.action), info = await all(form.info), attachments = [], held = [];
  const named = [...action, ...info].some((each) => each.fingerprint === own.certificate.fingerprint), copy = named ? [] : [own.certificate];
  for (const [index, file] of Array.from(form.attachments).entries()) {
    const key = random(32), blob = freshId(), parts = [];
    const done = await blobs.written(file, { key, dispatch: id, index, write: (part) => parts.push(new Blob([part])) });
    attachments.push({ name: file.name, type: file.type.toLowerCase() || "application/octet-stream", blob, key: hex(key), ...done });
    held.push({ id: blob, parts, size: done.blobSize });
  }
  const values = {
    kind: "dispatch", suite: "SD-3", id, created: instant(at), sender: own.certificate.fingerprint, senderName: form.own, number: 0,
    recipients: [...action.map((each) => recipient("action", each, at)), ...info.map((each) => recipient("info", each, at)),
      ...copy.map((each) => recipient("copy", each, at, { name: form.own }))],
    urgency: form.urgency, openBy: null, notAfter: null, marking: form.marking, caption: "", language: form.language, subject: form.subject,
    summary: form.summary, body: form.body.replace(/\r\n?/g, "\n"), comment: "", references: [], replyTo: null, attachments,
  };
  const { octets: envelope } = await sealed(values, own, [...action, ...info, ...copy], { at });
  return [good("sealed"), element("div", { class: "offline-acts" }, saver(parcel.written(envelope, held), `${id}.dispatch`, { key: "saveDispatch" }))];
}

export async function make({ name, passphrase }, language) {
  const at = now(), made = await keys.generated(name, passphrase, { at }), { replaced, stolen } = await kept(made.bare, at);
  await keys.unlocked(made.locked, passphrase); // what is saved must open
  const base = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").toLowerCase() || "mailbox";
  const sheet = element("dl", {},
    element("dt", { say: "mailbox" }), element("dd", { text: name }), element("dt", { say: "fingerprint" }),
    element("dd", { class: "offline-print", text: grouped(made.fingerprint) }), element("dt", { say: "madeOn" }), element("dd", { text: spoken(instant(at), language) }));
  const print = element("button", { type: "button", class: "button button--secondary", say: "print", "data-print": true });
  return [
    good("made"), element("div", { class: "offline-sheet" }, element("h3", { say: "sheet" }), sheet),
    element("div", { class: "offline-acts" }, saver([made.locked], `${base}.key`, { key: "saveKey" }), saver([made.certificate], `${base}.cert`, { key: "saveCertificate" }), print),
    element("p", { say: "revocations" }),
    element("div", { class: "offline-acts" }, saver([replaced], `${base}-replaced.cert`, { key: "saveReplaced" }), saver([stolen], `${base}-stolen.cert`, { key: "saveStolen" })),
  ];
}

export async function compare({ one, other }) {
  const [first, second] = [...(await all(one)), ...(await all(other))];
  const found = await words(first.fingerprint, second.fingerprint);
  return [element("ol", { class: "offline-words", lang: "en" }, ...found.map((text) => element("li", { text })))];
}

// What is public and short; a key file is refused, for everybody in the room sees what is shown.
export async function show({ what }, language) {
  const given = await binary(what[0]);
  if (!isSlip(given)) await certificates.parsed(given);
  return [new Player(await written(given), (word, told) => say(word, language, told)).element];
}

// A button that gives way to the pictures.
async function pictured(octets_, key, language) {
  const texts = await written(octets_), button = element("button", { type: "button", class: "button button--secondary", say: key });
  button.addEventListener("click", () => {
    const player = new Player(texts, (word, told) => say(word, language, told));
    button.replaceWith(player.element);
    player.toggle.focus();
  });
  return button;
}

const isSlip = (given) => given[0] === (0xc0 | ONE_PASS);

// What was read from pictures, to be saved; nothing is said of it yet but what it is.
export async function taken(read, language) {
  const fingerprint = isSlip(read) ? "" : (await certificates.parsed(read)).fingerprint, name = fingerprint ? "pictures.cert" : "pictures.receipt";
  const print = fingerprint ? [element("p", { class: "offline-print", text: grouped(fingerprint) })] : [];
  const save = saver([read], name, { text: say("save", language, { name }) });
  return [notice("good", element("p", { text: say(fingerprint ? "readCertificate" : "readSlip", language) }), ...print), element("div", { class: "offline-acts" }, save)];
}
