// Making and signing what is sealed, inside our policy; what was made is read again by our own rules (docs/sealing-format.md sections 3, 7, 8).

import { alive, usable } from "./certificates.js";
import * as envelopes from "./envelope.js";
import * as inners from "./inner.js";
import { signerOf } from "./keys.js";
import { written } from "./manifest.js";
import { hex, random } from "./octets.js";
import { filled } from "./opening.js";
import { demand } from "./refusal.js";
import { SLIPS } from "./schema.js";

export const freshId = () => hex(random(16));
export const instant = (at) => new Date(at * 1000).toISOString().replace(/\.\d+Z$/, "Z");

// One member of `recipients`, to the KEM subkey that is live at `at` (seconds). Refusal: a code of section 8.
export function recipient(role, certificate, at, { name = "", number = 0 } = {}) {
  return { role, fingerprint: certificate.fingerprint, subkey: usable(certificate, at).fingerprint, name, number };
}

// { octets, manifest }: the envelope of these values, signed by `key`; `recipients`: the certificates it lists, in its order.
export async function sealed(values, key, recipients, { at, hidden = false }) {
  const manifest = await checked(values, key, at), kems = recipients.map((each) => usable(each, at));
  const listed = manifest.values.recipients.map((each) => `${each.fingerprint} ${each.subkey}`);
  demand(listed.join() === recipients.map((each, at_) => `${each.fingerprint} ${kems[at_].fingerprint}`).join(), "recipient-unlisted");
  const octets = await filled(await signed(manifest, key, at), kems.map((each) => each.body), hidden);
  const outside = envelopes.parsed(octets).recipients.map((each) => each.subkey);
  demand(hidden || outside.join() === kems.map((each) => each.fingerprint).join(), "recipient-unlisted");
  return { octets, manifest };
}

// { octets, manifest }: a receipt or a statement that travels without envelope, short enough for pictures.
export async function slip(values, key, { at }) {
  demand(SLIPS.has(values.kind), "slip-kind");
  const manifest = await checked(values, key, at, { slip: true });
  return { octets: await signed(manifest, key, at), manifest };
}

// One ordinary message (section 15) of a text that `plain.message` made: signed by `key`, sealed to these certificates.
export async function exported(text, key, recipients, { at }) {
  alive(key.certificate, at);
  demand(recipients.length >= 1 && recipients.length <= envelopes.MOST, "recipients-count");
  demand(new Set(recipients.map((each) => each.fingerprint)).size === recipients.length, "recipient-twice");
  const kems = recipients.map((each) => usable(each, at).body), octets = await inners.written(text, signerOf(key, at), at);
  await inners.verified(octets, [key.certificate]);
  return filled(octets, kems, false);
}

// What a receipt says about a manifest that was opened, or refused with a code.
export function receiptOf({ values, digest }, key, { at, recipients, senderName = "", reason = "", logHead = null }) {
  return {
    suite: "SD-3", kind: "receipt", id: freshId(), created: instant(at), sender: key.certificate.fingerprint, senderName, recipients,
    about: { id: values.id, digest, sender: values.sender }, outcome: reason ? "refused" : "opened", reason, logHead,
  };
}

// What a key says about a certificate, its own or another's; `digest`: SHA-256 of its octets.
export function statementOf(event, { mailbox, fingerprint, digest, senderName = "", logHead = null }, key, { at }) {
  return {
    suite: "SD-3", kind: "event", id: freshId(), created: instant(at), sender: key.certificate.fingerprint, senderName, recipients: [],
    event, mailbox, fingerprint, certificate: digest, logHead,
  };
}

async function checked(values, key, at, how) {
  // A key may speak of a certificate that nobody seals to any more.
  if (values.kind === "event") alive(key.certificate, at);
  else usable(key.certificate, at);
  const manifest = await written({ ...values, suite: "SD-3" }, how);
  demand(manifest.values.sender === key.certificate.fingerprint, "sender-differs");
  return manifest;
}

async function signed(manifest, key, at) {
  const octets = await inners.written(manifest.octets, signerOf(key, at), at);
  await inners.verified(octets, [key.certificate]);
  return octets;
}
