// Reading in the one order, one reason code for each refusal (docs/sealing-format.md section 7). Nothing is given before all holds.

import * as certificates from "./certificates.js";
import * as envelopes from "./envelope.js";
import * as inners from "./inner.js";
import * as manifests from "./manifest.js";
import { unbase64 } from "./octets.js";
import { opened } from "./opening.js";
import { Refusal, demand } from "./refusal.js";
import { SLIPS } from "./schema.js";

const EARLY = 24 * 3600 * 1000, SLIP = 65_536;

// { manifest, signer, inner, original }: an envelope that holds in every respect but its blobs.
// `reader`: { now (ms), pinned, secrets, seen {id: digest}, again, known {id: {digest, sender, recipients}} or null }.
export async function read(octets, reader) {
  const envelope = envelopes.parsed(octets);
  const { text, secret } = await opened(envelope, reader.secrets ?? []);
  const inner = await inners.verified(text, reader.pinned);
  const manifest = await manifests.read(inner.text), { values } = manifest;
  signer(inner, values);
  addressed(values, secret, envelope);
  dated(manifest, reader);
  const original = values.kind === "forward" ? await forwarded(values, inner.signer, reader) : null;
  about(values, reader);
  return { manifest, signer: inner.signer, inner: text, original };
}

// A receipt or, where the reader waits for one, a statement (`event`) without envelope.
export async function readSlip(octets, reader, kind = "receipt") {
  demand(octets.length >= 1 && octets.length <= SLIP, "envelope-size");
  const inner = await inners.verified(octets, reader.pinned);
  const manifest = await manifests.read(inner.text, { slip: true }), { values } = manifest;
  demand(SLIPS.has(kind) && values.kind === kind, "slip-kind");
  signer(inner, values);
  dated(manifest, reader);
  about(values, reader);
  return { manifest, signer: inner.signer, inner: octets, original: null };
}

function signer(inner, values) {
  demand(values.suite === inner.suite.name, "suite-mixed");
  demand(values.sender === inner.signer.fingerprint, "sender-differs");
  certificates.signed(inner.signer, inner.key, Date.parse(values.created) / 1000);
}

function addressed({ recipients }, secret, envelope) {
  demand(recipients.some((each) => each.fingerprint === secret.primary && each.subkey === secret.fingerprint), "not-addressed");
  const listed = new Set(recipients.map((each) => each.subkey)), outside = envelope.recipients;
  demand(outside.every((each) => each.subkey === null || listed.has(each.subkey)) && outside.length <= recipients.length, "recipient-unlisted");
}

function dated({ values, digest }, { now, seen = {}, again = false }) {
  demand(Date.parse(values.created) <= now + EARLY, "created-in-future");
  const before = Object.hasOwn(seen, values.id) ? seen[values.id] : null;
  demand(before === null || before === digest, "id-reused");
  demand(before === null || again, "already-opened");
  demand(!values.notAfter || again || now <= Date.parse(values.notAfter), "past-not-after");
}

// The dispatch inside a forward, signed by its own sender and unchanged.
async function forwarded(values, forwarder, reader) {
  const octets = unbase64(values.original);
  try {
    const inner = await inners.verified(octets, reader.pinned), manifest = await manifests.read(inner.text);
    demand(manifest.values.kind === "dispatch", "forward-kind");
    signer(inner, manifest.values);
    const lawful = [manifest.values.sender, ...manifest.values.recipients.map((each) => each.fingerprint)];
    demand(lawful.includes(forwarder.fingerprint), "forward-unlawful");
    return { manifest, signer: inner.signer, inner: octets, original: null };
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || ["forward-kind", "forward-unlawful"].includes(refusal.code)) throw refusal;
    throw new Refusal(`forward:${refusal.code}`);
  }
}

function about({ kind, about: { id, digest, sender } = {}, sender: writer }, { known }) {
  if (!known || !["receipt", "recall"].includes(kind)) return;
  const found = Object.hasOwn(known, id) ? known[id] : null;
  demand(found, "about-unknown");
  demand(found.digest === digest && found.sender === sender, "about-differs");
  demand((kind === "receipt" ? found.recipients : [found.sender]).includes(writer), "about-stranger");
}
