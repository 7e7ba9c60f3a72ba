// Judges the vectors of tests/cores/sealing/vectors (docs/sealing-format.md section 14), in a browser and in Node alike.

import * as blobs from "./blobs.js";
import * as certificates from "./certificates.js";
import * as envelopes from "./envelope.js";
import * as frames from "./frames.js";
import * as keys from "./keys.js";
import * as manifests from "./manifest.js";
import { hex, join, sha256, unbase64, utf8 } from "./octets.js";
import { padme } from "./padding.js";
import * as parcel from "./parcel.js";
import * as plain from "./plain.js";
import { read, readSlip } from "./reading.js";
import { Refusal } from "./refusal.js";
import { picture, words } from "./words.js";

// `judged(vector)` gives [verdict, result] for each of `all` (every list joined), with the keys of keys.json.
export function judge(all, known) {
  const named = new Map(all.map((each) => [each.name, each])), remembered = new Map();
  const once = (what, make) => (remembered.has(what) ? remembered : remembered.set(what, make())).get(what);

  function binary(what) {
    if (typeof what === "string") return unbase64(what);
    if ("repeat" in what) return repeated(unbase64(what.repeat), what.times);
    let octets = binary(named.get(what.of).inputs[what.input]);
    for (const { at, remove, insert } of what.edits) {
      const from = at >= 0 ? at : octets.length + at;
      octets = join(octets.subarray(0, from), unbase64(insert), octets.subarray(from + remove));
    }
    return octets;
  }
  const certificate = (what) => typeof what === "string"
    ? once(`certificate ${what}`, () => certificates.parsed(unbase64(known[what].certificate)))
    : certificates.parsed(binary(what.certificate));
  const key = (name) => once(`key ${name}`, () => keys.unlocked(unbase64(known[name].key), "", { bare: true }));
  const blob = (what, attachment, dispatch, index) =>
    blobs.opened(what === null || what === undefined ? null : new Blob([binary(what)]), { attachment, dispatch, index, write() {} });
  async function opened(what, attachment, dispatch, index) {
    const parts = [], write = (part) => parts.push(part);
    await blobs.opened(new Blob([binary(what)]), { attachment, dispatch, index, write });
    return new Blob(parts);
  }
  const result = ({ digest, values }) => ({ digest, kind: values.kind });

  async function reader({ now, inputs }) {
    const pinned = [];
    for (const each of inputs.pinned) pinned.push(await certificate(each));
    const secrets = inputs.key ? (await key(inputs.key)).secrets : [];
    return { now: Date.parse(now), pinned, secrets, seen: inputs.seen, again: inputs.again, known: inputs.known };
  }

  const forms = {
    async envelope(vector) {
      const { inputs } = vector, { manifest } = await read(binary(inputs.envelope), await reader(vector)), { values } = manifest;
      for (const [index, each] of inputs.blobs ? (values.attachments ?? []).entries() : []) {
        await blob(inputs.blobs[each.blob], each, values.id, index);
      }
      return result(manifest);
    },
    async plain(vector) {
      const { inputs } = vector, found = await read(binary(inputs.envelope), await reader(vector)), { values } = (found.original ?? found).manifest;
      plain.fits(found);
      const files = [];
      for (const [index, attachment] of values.attachments.entries()) files.push(await opened(inputs.blobs[attachment.blob], attachment, values.id, index));
      return { text: plain.text(found), files: await attached(await plain.message(found, files)) };
    },
    slip: async (vector) => result((await readSlip(binary(vector.inputs.slip), await reader(vector), vector.inputs.kind)).manifest),
    async grammar({ inputs }) {
      const { suite, recipients } = envelopes.parsed(binary(inputs.envelope));
      return { suite: suite.name, recipients: recipients.map((each) => each.subkey) };
    },
    manifest: async ({ inputs }) => result(await manifests.read(binary(inputs.manifest))),
    "slip-manifest": async ({ inputs }) => result(await manifests.read(binary(inputs.manifest), { slip: true })),
    async certificate({ inputs, now }) {
      const found = await certificate(inputs);
      return { fingerprint: found.fingerprint, kem: certificates.usable(found, Date.parse(now) / 1000).fingerprint };
    },
    async blob({ inputs: { blob: what, id, index, attachment } }) {
      await blob(what, attachment, id, index);
      return { sha256: attachment.sha256 };
    },
    async key({ inputs }) {
      const found = await keys.unlocked(binary(inputs.key), inputs.passphrase, { bare: inputs.unlocked });
      return { fingerprint: found.certificate.fingerprint };
    },
    words: async ({ inputs: { fingerprints } }) => ({ words: (await words(...fingerprints)).join(" "), picture: await picture(...fingerprints) }),
    padme: async ({ inputs }) => ({ padded: padme(inputs.length) }),
    frames: async ({ inputs }) => ({ sha256: hex(await sha256(await frames.joined(inputs.frames))) }),
    async framed({ inputs }) {
      const texts = await frames.written(binary(inputs.octets));
      return { frames: texts.length, sha256: hex(await sha256(utf8(texts.join("\n")))) };
    },
    async file({ inputs }) {
      const found = (await parcel.members(new Blob([binary(inputs.file)]))).slice(1).map((each) => parcel.idOf(each.name));
      if (inputs.wanted) parcel.matched(found, inputs.wanted);
      return { blobs: found };
    },
  };

  return async (vector) => {
    try {
      return ["ok", await forms[vector.form](vector)];
    } catch (refusal) {
      if (refusal instanceof Refusal) return [refusal.code, {}];
      return [`fault: ${refusal.stack}`, {}];
    }
  };
}

function repeated(octets, times) {
  const whole = new Uint8Array(octets.length * times);
  for (let at = 0; at < times; at++) whole.set(octets, at * octets.length);
  return whole;
}

// [name, digest] of each attachment in a message that `plain` made; not a reader of mail in general.
async function attached(octets) {
  const whole = new TextDecoder().decode(octets), [, boundary] = whole.match(/boundary="([^"]+)"/), found = [];
  for (const part of whole.split(`--${boundary}`).slice(2, -1)) {
    const [head, body] = part.split("\r\n\r\n"), named = head.match(/filename="([^"]*)"/), other = head.match(/filename\*=utf-8''(\S+)/);
    found.push([named ? named[1] : decodeURIComponent(other[1]), hex(await sha256(unbase64(body.replaceAll("\r\n", ""))))]);
  }
  return found;
}
