// Version 6 signatures of SD-3: their octets, what they claim, and whether they verify (RFC 9580 section 5.2, RFC 9980 section 5.2).

import { hex, join, number, random, same, sha512, unhex, whole } from "./octets.js";
import { signed as bothHalves, verifies as bothVerify } from "./library.js";
import { subpacket, subpackets } from "./packets.js";
import { Refusal, demand } from "./refusal.js";
import { BY_SIGN, SD3 } from "./suites.js";

export const TEXT = 0x00, BINDING = 0x18, BACK = 0x19, DIRECT = 0x1f, REVOKED = 0x20, SUB_REVOKED = 0x28;
export const CREATED = 2, EXPIRES = 3, LIFETIME = 9, FLAGS = 27, REASON = 29, EMBEDDED = 32, ISSUER = 33;
const KNOWN = new Set([2, 3, 9, 11, 21, 22, 23, 24, 25, 26, 27, 29, 30, 31, 32, 33, 34, 39]);
const SOFT = new Set([1, 3]); // superseded, retired

// A signature's fields, or Refusal: `signature-version`, `-algorithm`, `-hash`, `inner-grammar`.
export function parsed(body) {
  demand(body[0] === 6, "signature-version");
  demand(body.length > 8, "inner-grammar");
  const suite = BY_SIGN.get(body[2]);
  demand(suite, "signature-algorithm");
  demand(body[3] === 10, "signature-hash");
  const end = 8 + whole(body.subarray(4, 8)), rest = end + 4 + whole(body.subarray(end, end + 4));
  demand(body.length === rest + 2 + 1 + 32 + suite.signature && body[rest + 2] === 32, "inner-grammar");
  const hashed = subpackets(body.subarray(8, end), "inner-grammar");
  const issuers = hashed.filter((each) => each.type === ISSUER);
  demand(hashed.filter((each) => each.type === CREATED).length === 1 && issuers.length === 1, "inner-grammar");
  demand(issuers[0].body.length === 33 && issuers[0].body[0] === 6, "inner-grammar");
  demand(hashed.every((each) => ![CREATED, EXPIRES, LIFETIME].includes(each.type) || each.body.length === 4), "inner-grammar");
  return {
    body, suite, type: body[1], algorithm: body[2], head: body.subarray(0, end), left: body.subarray(rest, rest + 2),
    salt: body.subarray(rest + 3, rest + 35), value: body.subarray(rest + 35), hashed, ...claims(hashed),
  };
}

// The last of its type counts, as RFC 9580 section 5.2.4.1 advises.
function claims(hashed) {
  const one = (type) => hashed.findLast((each) => each.type === type)?.body ?? new Uint8Array();
  const reason = one(REASON);
  return {
    created: whole(one(CREATED)), expires: whole(one(EXPIRES)), lifetime: whole(one(LIFETIME)), issuer: hex(one(ISSUER).subarray(1)),
    flags: one(FLAGS)[0] ?? 0, back: one(EMBEDDED).length ? one(EMBEDDED) : null, hard: !reason.length || !SOFT.has(reason[0]),
    unknown: hashed.some((each) => each.critical && !KNOWN.has(each.type)),
  };
}

export const alive = (signature, at) =>
  signature.created <= at && !(signature.expires && at >= signature.created + signature.expires);

// Both halves; the two octets kept beside them must fit as well, so that no octet is free. `key`: body of a public key packet.
export async function verifies(signature, key, hashed) {
  const digest = await digested(signature.salt, hashed, signature.head);
  return signature.suite === SD3 && same(digest.subarray(0, 2), signature.left) && bothVerify(key, digest, signature.value);
}

const digested = (salt, hashed, head) => sha512(join(salt, hashed, head, [6, 255], number(head.length)));

// The body of a signature packet over `hashed`, by an unlocked secret: { secret, fingerprint }.
export async function made(signer, hashed, { type, at, more = new Uint8Array(), salt = random(32) }) {
  const area = join(subpacket(CREATED, number(at), true), subpacket(ISSUER, join([6], unhex(signer.fingerprint))), more);
  const head = join([6, type, SD3.sign, 10], number(area.length), area);
  const digest = await digested(salt, hashed, head);
  return join(head, number(0), digest.subarray(0, 2), [32], salt, await bothHalves(signer.secret, digest));
}

export function attempted(body) {
  try {
    return parsed(body);
  } catch (refusal) {
    if (refusal instanceof Refusal) return null;
    throw refusal;
  }
}
