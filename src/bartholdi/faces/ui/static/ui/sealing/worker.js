// The sealing twin in a worker: one message asks, one answers. Keys stay in here; the page sees manifests and codes only.

import * as certificates from "./certificates.js";
import * as keys from "./keys.js";
import { read, readSlip } from "./reading.js";
import { Refusal, demand } from "./refusal.js";
import { sealed, slip } from "./sealing.js";
import { words } from "./words.js";

let held = null; // the unlocked key

const pinned = (all) => Promise.all(all.map(certificates.parsed));
const shown = ({ manifest, signer, inner, original }) => ({
  values: manifest.values, digest: manifest.digest, signer: signer.fingerprint, inner, original: original && shown(original),
});

const ACTS = {
  async unlock({ key, passphrase }) {
    held = await keys.unlocked(key, passphrase);
    return { fingerprint: held.certificate.fingerprint };
  },
  async lock() {
    held = null;
    return {};
  },
  generate: async ({ name, passphrase, at }) => {
    const { locked, certificate, fingerprint } = await keys.generated(name, passphrase, { at });
    return { locked, certificate, fingerprint };
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

const filled = async (reader) => ({ ...reader, pinned: await pinned(reader.pinned), secrets: held?.secrets ?? [] });

self.addEventListener("message", async ({ data: { id, act, ...rest } }) => {
  try {
    self.postMessage({ id, result: await ACTS[act](rest) });
  } catch (fault) {
    self.postMessage({ id, refused: fault instanceof Refusal ? fault.code : "fault" });
  }
});
