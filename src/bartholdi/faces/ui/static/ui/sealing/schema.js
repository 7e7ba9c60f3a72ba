// The types of a manifest's values (docs/sealing-format.md section 5.1), and of each kind's keys (section 5.2).

import { base64 as encoded, unbase64, utf8 } from "./octets.js";
import { padded } from "./padding.js";

export const CHUNK = 1_048_576, TAG = 16;
export const SLIPS = new Set(["receipt", "event"]); // what may travel without envelope
const EVENTS = ["published", "rotated", "verified", "endorsed", "revoked", "destroyed", "handed"];
const SAFE = Number.MAX_SAFE_INTEGER;
const BAD_LINE = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const BAD_TEXT = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const DEVICE = /^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])$/; // Windows takes the raised digits for digits
const MEDIA = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;
const INSTANT = /^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9]Z$/;

const isText = (value) => typeof value === "string";
const points = (value) => [...value].length;
const line = (most, least = 0) => (value) => isText(value) && points(value) >= least && points(value) <= most && !BAD_LINE.test(value);
const long = (most) => (value) => isText(value) && points(value) <= most && !BAD_TEXT.test(value);
const shaped = (shape) => (value) => isText(value) && shape.test(value);
const integer = (least, most) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
const oneOf = (...values) => (value) => isText(value) && values.includes(value);
const maybe = (check) => (value) => value === null || check(value);
const listed = (check, least, most) => (value) =>
  Array.isArray(value) && value.length >= least && value.length <= most && value.every(check);

// An object with exactly these keys.
export const keyed = (shape) => (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value) && exactly(value, shape) &&
  Object.keys(shape).every((key) => shape[key](value[key]));

export const exactly = (value, shape) =>
  Object.keys(value).length === Object.keys(shape).length && Object.keys(shape).every((key) => Object.hasOwn(value, key));

export function instant(value) {
  if (!isText(value) || !INSTANT.test(value)) return false;
  const found = new Date(value);
  return !Number.isNaN(found.getTime()) && found.toISOString() === value.replace("Z", ".000Z");
}

// A file name that is safe on every system.
export function name(value) {
  if (!line(200, 1)(value) || /[/\\:*?"<>|]/.test(value) || utf8(value).length > 240) return false;
  const device = value.split(".")[0].replace(/ +$/, "").toUpperCase();
  return !/^[ .]|[ .]$/.test(value) && !DEVICE.test(device);
}

// Canonical: written again it is the same.
function base64(value) {
  if (!isText(value) || value.length < 4 || value.length > 4_000_000 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return false;
  try {
    return encoded(unbase64(value)) === value;
  } catch {
    return false;
  }
}

// Octets of a blob for a file of `size` octets: padded, and a tag for each chunk.
export const blobSize = (size) => padded(size) + TAG * Math.ceil(padded(size) / CHUNK);

const ID = shaped(/^[0-9a-f]{32}$/), DIGEST = shaped(/^[0-9a-f]{64}$/), NUMBER = integer(0, 999_999_999);
const ATTACHMENT = keyed({
  name, type: (value) => isText(value) && value.length <= 100 && MEDIA.test(value), size: integer(0, 4_294_967_296), sha256: DIGEST,
  blob: ID, blobSize: integer(0, SAFE), key: DIGEST, root: DIGEST,
});
const attachment = (value) => ATTACHMENT(value) && value.blobSize === blobSize(value.size);
const RECIPIENT = keyed({
  role: oneOf("action", "info", "copy", "recovery"), fingerprint: DIGEST, subkey: DIGEST, name: line(120), number: NUMBER,
});
const HEAD = maybe(keyed({ number: integer(0, SAFE), digest: DIGEST }));
const ABOUT = keyed({ id: ID, digest: DIGEST, sender: DIGEST });

export const COMMON = {
  format: oneOf("bartholdi-sealing"), version: integer(1, 1), suite: oneOf("SD-3", "SD-5"),
  kind: oneOf("dispatch", "receipt", "recall", "forward", "draft", "event"), id: ID, created: instant, sender: DIGEST, senderName: line(120),
  recipients: listed(RECIPIENT, 1, 64), padding: shaped(/^0*$/),
};
export const KINDS = new Map(Object.entries({
  dispatch: {
    number: NUMBER, urgency: oneOf("routine", "priority", "immediate", "flash"), openBy: maybe(instant), notAfter: maybe(instant),
    marking: line(60), caption: line(120), language: oneOf("en", "fr"), subject: line(200, 1), summary: long(2000),
    body: long(1_000_000), comment: long(20_000), references: listed(ID, 0, 20), replyTo: maybe(ID),
    attachments: listed(attachment, 0, 100),
  },
  receipt: {
    about: ABOUT, outcome: oneOf("opened", "refused"), reason: shaped(/^[a-z0-9-]{0,40}$/),
    logHead: HEAD,
  },
  recall: { about: ABOUT, reason: long(500) },
  forward: { note: long(20_000), original: base64 },
  draft: { form: line(60), content: long(1_000_000) },
  event: {
    recipients: listed(RECIPIENT, 0, 0), event: oneOf(...EVENTS), mailbox: line(24, 1), fingerprint: DIGEST, certificate: DIGEST,
    logHead: HEAD,
  },
}));
