// The sealing twin in a worker: one message asks, one answers. Keys stay in here; the page sees manifests and codes only.
// The worker is served with a policy of its own that lets it reach no network (faces/ui/dispatches/policy.py).

import * as blobs from "./blobs.js";
import * as certificates from "./certificates.js";
import * as keys from "./keys.js";
import { base64, hex, join, random, sha256 } from "./octets.js";
import * as plain from "./plain.js";
import { read, readSlip } from "./reading.js";
import { Refusal, demand } from "./refusal.js";
import { remembered } from "./remembered.js";
import * as renewing from "./renewing.js";
import { exported, freshId, instant, receiptOf, recipient, sealed, slip, statementOf } from "./sealing.js";
import { words } from "./words.js";

const PART = 3; // chunks of 1 MiB and their tags in one part, which stays under 4 MiB

let held = null; // the unlocked key
let file = null; // and the octets of its locked file
const owed = new Map(); // parts that the page has not taken yet

const certificate = remembered(certificates.parsed);
const pinned = (all) => Promise.all(all.map(certificate));
const shown = ({ manifest, signer, inner, original }) => ({
  values: manifest.values, digest: manifest.digest, signer: signer.fingerprint, inner, original: original && shown(original),
});

const ACTS = {
  async unlock({ key, passphrase }) {
    held = await keys.unlocked(key, passphrase);
    file = key;
    return { fingerprint: held.certificate.fingerprint };
  },
  async lock() {
    held = file = null;
    return {};
  },
  // With what belongs to a key of a mailbox: its own statement that it is published, and two revocations to keep for the day the key is lost or stolen.
  generate: async ({ name, passphrase, at, about }) => {
    const { locked, certificate, fingerprint, bare } = await keys.generated(name, passphrase, { at });
    if (!about) return { locked, certificate, fingerprint };
    await keys.unlocked(locked, passphrase); // what is saved must open
    const { own, replaced, stolen } = await renewing.kept(bare, at);
    return { locked, certificate, fingerprint, replaced, stolen, statement: await stated("published", certificate, own, about, at) };
  },
  // The key file with a new sealing key; the old file is still whole until the person throws it away.
  async rotate({ passphrase, at, about }) {
    demand(held, "no-key");
    const { locked, certificate } = await renewing.rotated(file, held, passphrase, { at });
    await keys.unlocked(locked, passphrase);
    return { locked, certificate, statement: await stated("rotated", certificate, held, about, at) };
  },
  async destroy({ at, about }) {
    demand(held, "no-key");
    const { locked, gone } = await renewing.destroyed(file, held, { at });
    return { locked, gone, statement: await stated("destroyed", null, held, about, at) };
  },
  async revoke({ at, hard, about }) {
    demand(held, "no-key");
    const certificate = await renewing.revoked(held, { at, hard });
    return { certificate, statement: hard ? new Uint8Array() : await stated("revoked", certificate, held, about, at) };
  },
  read: async ({ envelope, reader }) => shown(await read(envelope, await filled(reader))),
  readSlip: async ({ octets, reader }) => shown(await readSlip(octets, await filled(reader))),
  seal: async ({ values, recipients, at, hidden }) => {
    const { octets, manifest } = await sealed(values, own(), await pinned(recipients), { at, hidden });
    return { octets, digest: manifest.digest };
  },
  // `to`: [{ role, certificate, name, number }]; who signs, who receives and when are put in here, and cannot be told by the page.
  write: async ({ values, to, at }) => {
    const all = await pinned(to.map((each) => each.certificate)), recipients = to.map((each, index) => recipient(each.role, all[index], at, each));
    return written({ ...values, recipients }, all, at);
  },
  // A draft opens for every holder of this key, and for nobody else.
  draft: async ({ form, content, at }) =>
    written({ kind: "draft", senderName: "", form, content, recipients: [recipient("copy", own().certificate, at)] }, [held.certificate], at),
  readDraft: async ({ envelope, now }) => shown(await read(envelope, { now, again: true, pinned: [own().certificate], secrets: held.secrets })),
  // What was opened, or refused with a code. Whoever cannot be sealed to now still gets one: it only names them.
  receipt: async ({ about, pinned: all, reason, logHead, at }) => {
    const signer = (await pinned(all)).find((each) => each.fingerprint === about.sender), kem = signer?.subkeys.find((each) => each.algorithm === 35);
    const row = { role: "info", fingerprint: about.sender, subkey: kem?.fingerprint ?? about.sender, name: "", number: 0 };
    const values = receiptOf({ values: about, digest: about.digest }, own(), { at, recipients: [row], reason, logHead });
    return { octets: (await slip(values, held, { at })).octets };
  },
  slip: async ({ values, at }) => ({ octets: (await slip(values, own(), { at })).octets }),
  words: async ({ one, other }) => ({ words: await words(one, other) }),
  // A file becomes a blob under a fresh key, part by part: the page takes one before the next is made, so memory stays flat.
  async attach({ file, dispatch, index }, ask) {
    const key = random(32), blob = freshId(), waiting = [];
    let at = 0;
    const hand = async () => {
      const part = join(...waiting.splice(0));
      await ask({ blob, at, part }, [part.buffer]);
      at += part.length;
    };
    const size = (chunk) => (waiting.push(chunk) < PART ? null : hand());
    const done = await blobs.written(file, { key, dispatch, index, write: size, told: (read) => ask({ read }) });
    if (waiting.length) await hand();
    return { name: file.name, type: file.type.toLowerCase() || "application/octet-stream", blob, key: hex(key), ...done };
  },
  // The file of a blob, given only when all of it holds.
  async detach({ blob, attachment, dispatch, index }, ask) {
    const parts = [];
    const write = (part) => parts.push(new Blob([part]));
    await blobs.opened(blob, { attachment, dispatch, index, write, told: (read) => ask({ read }) });
    return { file: new Blob(parts, { type: "application/octet-stream" }) };
  },
  // Read once more, and every file against what was signed: the page cannot have anything else signed.
  async plain({ envelope, reader, files, to, at }) {
    const found = await read(envelope, { ...(await filled(reader)), again: true }), own_ = own();
    return { octets: await exported(await plain.message(found, files), own_, to.length ? await pinned(to) : [own_.certificate], { at }) };
  },
  base64: async ({ octets }) => ({ text: base64(octets) }),
};

function own() {
  demand(held, "no-key");
  return held;
}

async function written(values, all, at) {
  const whole = { id: freshId(), created: instant(at), suite: "SD-3", ...values, sender: own().certificate.fingerprint };
  const { octets, manifest } = await sealed(whole, held, all, { at });
  return { octets, digest: manifest.digest, id: whole.id };
}

// `about`: { mailbox, logHead, digest }; the digest is that of the octets, where there are new ones.
async function stated(event, octets, own, about, at) {
  const digest = octets ? hex(await sha256(octets)) : about.digest, { fingerprint } = own.certificate;
  const said = statementOf(event, { ...about, digest, fingerprint }, own, { at });
  return (await slip(said, own, { at })).octets;
}

const filled = async (reader) => ({ ...reader, pinned: await pinned(reader.pinned), secrets: held?.secrets ?? [] });

// What a running act tells the page; a part waits until the page has taken it.
const asking = (id) => (told, transfer = []) => {
  self.postMessage({ id, told }, transfer);
  return told.part ? new Promise((taken, failed) => owed.set(id, { taken, failed })) : undefined;
};

async function acted(id, act, rest) {
  try {
    self.postMessage({ id, result: await ACTS[act](rest, asking(id)) });
  } catch (fault) {
    self.postMessage({ id, refused: fault instanceof Refusal ? fault.code : "fault" });
  }
}

self.addEventListener("message", ({ data: { id, act, took, ...rest } }) => {
  if (took === undefined) return acted(id, act, rest);
  const { taken, failed } = owed.get(id);
  owed.delete(id);
  return took ? taken() : failed(new Error("The page did not take it."));
});
