// The manifest: everything that is signed and shown (docs/sealing-format.md section 5).

import * as canonical from "./canonical.js";
import { hex, sha256, utf8 } from "./octets.js";
import { FIRST, padded } from "./padding.js";
import { demand } from "./refusal.js";
import { COMMON, KINDS, exactly } from "./schema.js";

const TOO_HIGH = new Set(["secret", "secrets", "cosmic", "topsecret", "confidentieldefense"]);

// { values, octets, digest } of these octets; a slip is not padded. Refusal with a code of section 5.
export async function read(octets, { slip = false } = {}) {
  const values = canonical.read(octets);
  held(values);
  if (slip) demand(values.padding === "", "manifest-padding");
  else demand(octets.length >= FIRST && padded(octets.length) === octets.length, "manifest-padding");
  return { values, octets, digest: hex(await sha256(octets)) };
}

// A manifest of these values (`format`, `version` and `padding` are put in). Refusal as a reader would refuse it.
export async function written(values, { slip = false } = {}) {
  const bare = { ...values, format: "bartholdi-sealing", version: 1, padding: "" };
  let octets = utf8(canonical.text(bare));
  if (!slip) octets = utf8(canonical.text({ ...bare, padding: "0".repeat(padded(octets.length) - octets.length) }));
  return read(octets, { slip });
}

function held(values) {
  demand(values.format === "bartholdi-sealing" && values.version === 1, "manifest-version");
  demand(KINDS.has(values.kind), "manifest-kind");
  const shape = { ...COMMON, ...KINDS.get(values.kind) };
  demand(exactly(values, shape), "manifest-schema");
  for (const key of Object.keys(shape)) demand(shape[key](values[key]), "manifest-schema");
  demand(lawful(values), "manifest-schema");
  for (const key of ["blob", "key"]) demand(different(values.attachments ?? [], key), "attachment-twice");
  for (const key of ["fingerprint", "subkey"]) demand(different(values.recipients, key), "recipient-twice");
  demand(!tooHigh(values.marking ?? ""), "marking-too-high");
}

// The rules of section 5.2 that look at more than one key.
function lawful({ kind, recipients, outcome, reason, sender }) {
  if (kind === "receipt") return (outcome === "opened") === (reason === "");
  if (kind === "draft") return recipients.length === 1 && recipients[0].role === "copy" && recipients[0].fingerprint === sender;
  return kind === "recall" || kind === "event" || recipients.some((each) => each.role === "action" || each.role === "info");
}

const different = (rows, key) => new Set(rows.map((row) => row[key])).size === rows.length;

// Whether a marking claims a protection that this product has no approval for.
export function tooHigh(marking) {
  const letters = marking.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase(), words = letters.match(/[a-z]+/g) ?? [];
  return words.some((word, index) => TOO_HIGH.has(word) || (word === "confidentiel" && words[index + 1] === "defense"));
}
