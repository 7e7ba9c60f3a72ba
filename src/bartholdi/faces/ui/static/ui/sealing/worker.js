// The sealing twin in a worker: one message asks, one answers. Keys stay in here; the page sees manifests and codes only.

import * as certificates from "./certificates.js";
import * as keys from "./keys.js";
import { hex, sha256 } from "./octets.js";
import { read, readSlip } from "./reading.js";
import { Refusal, demand } from "./refusal.js";
import * as renewing from "./renewing.js";
import { sealed, slip, statementOf } from "./sealing.js";
import { words } from "./words.js";

let held = null; // the unlocked key
let file = null; // and the octets of its locked file

const pinned = (all) => Promise.all(all.map(certificates.parsed));
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
  // With what belongs to a key of a mailbox: its own statement that it is published, and the revocation to keep for the day it is stolen.
  generate: async ({ name, passphrase, at, about }) => {
    const { locked, certificate, fingerprint, bare } = await keys.generated(name, passphrase, { at });
    if (!about) return { locked, certificate, fingerprint };
    await keys.unlocked(locked, passphrase); // what is saved must open
    const own = await keys.unlocked(bare, "", { bare: true });
    const revocation = await renewing.revoked(own, { at, hard: true });
    return { locked, certificate, fingerprint, revocation, statement: await stated("published", certificate, own, about, at) };
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
    demand(held, "no-key");
    const { octets, manifest } = await sealed(values, held, await pinned(recipients), { at, hidden });
    return { octets, digest: manifest.digest };
  },
  slip: async ({ values, at }) => {
    demand(held, "no-key");
    return { octets: (await slip(values, held, { at })).octets };
  },
  words: async ({ one, other }) => ({ words: await words(one, other) }),
};

// `about`: { mailbox, logHead, digest }; the digest is that of the octets, where there are new ones.
async function stated(event, octets, own, about, at) {
  const digest = octets ? hex(await sha256(octets)) : about.digest, { fingerprint } = own.certificate;
  const said = statementOf(event, { ...about, digest, fingerprint }, own, { at });
  return (await slip(said, own, { at })).octets;
}

const filled = async (reader) => ({ ...reader, pinned: await pinned(reader.pinned), secrets: held?.secrets ?? [] });

self.addEventListener("message", async ({ data: { id, act, ...rest } }) => {
  try {
    self.postMessage({ id, result: await ACTS[act](rest) });
  } catch (fault) {
    self.postMessage({ id, refused: fault instanceof Refusal ? fault.code : "fault" });
  }
});
