// The inner message: one text, signed once by a pinned certificate (docs/sealing-format.md section 4).

import { signing } from "./certificates.js";
import { hex, join, same } from "./octets.js";
import { COMPRESSED, LITERAL, ONE_PASS, SIGNATURE, packet, split } from "./packets.js";
import { demand } from "./refusal.js";
import { TEXT, made, parsed, verifies } from "./signatures.js";
import { BY_SIGN, SD3, supported } from "./suites.js";

const CRITICAL = new Set([2, 33, 35]);

// { text, signer, key, octets } after grammar, signer and signature. `pinned`: certificates given for this purpose.
export async function verified(octets, pinned) {
  const [onePass, literal, last] = three(octets);
  const signature = announced(onePass, last);
  demand(literal[0] === 0x62 && literal[1] === 0 && literal.length >= 6, "inner-grammar");
  const issuer = hex(onePass.subarray(37, 69));
  const signer = pinned.find((each) => signing(each, issuer));
  demand(signer, "signer-unknown");
  const key = signing(signer, issuer), text = literal.subarray(6);
  demand(await verifies(signature, key.body, text), "signature-bad");
  return { suite: SD3, text, signer, key, octets };
}

function three(octets) {
  const packets = split(octets, "inner-grammar"), tags = packets.map((each) => each.tag);
  const count = (tag) => tags.filter((each) => each === tag).length;
  demand(tags[0] !== COMPRESSED, "inner-compressed");
  demand(tags.length && !(tags.length === 1 && tags[0] === LITERAL), "signature-missing");
  demand(count(ONE_PASS) <= 1 && count(SIGNATURE) <= 1, "signature-many");
  demand(tags.join() === [ONE_PASS, LITERAL, SIGNATURE].join(), "inner-grammar");
  fields(packets[0].body, 3, 2);
  fields(packets[2].body, 2, 3);
  return packets.map((each) => each.body);
}

function fields(body, algorithm, digest) {
  demand(body[0] === 6, "signature-version");
  demand(body[1] === TEXT, "signature-type");
  demand(BY_SIGN.has(body[algorithm]), "signature-algorithm");
  supported(BY_SIGN.get(body[algorithm]));
  demand(body[digest] === 10, "signature-hash");
}

// The last packet, when the first announces the same.
function announced(onePass, last) {
  demand(onePass.length === 70 && onePass[4] === 32 && onePass[69] === 1, "inner-grammar");
  const signature = parsed(last);
  demand(signature.algorithm === onePass[3] && same(signature.salt, onePass.subarray(5, 37)), "inner-grammar");
  demand(signature.issuer === hex(onePass.subarray(37, 69)), "inner-grammar");
  demand(signature.hashed.every((each) => !each.critical || CRITICAL.has(each.type)), "signature-critical");
  return signature;
}

// A text, signed once: the inner message. `signer`: { secret, fingerprint }.
export async function written(text, signer, at) {
  const body = await made(signer, text, { type: TEXT, at });
  const { salt } = parsed(body);
  const onePass = join([6, TEXT, 10, SD3.sign, 32], salt, Uint8Array.from(signer.fingerprint.match(/../g), (pair) => parseInt(pair, 16)), [1]);
  return join(packet(ONE_PASS, onePass), packet(LITERAL, join([0x62, 0, 0, 0, 0, 0], text)), packet(SIGNATURE, body));
}
