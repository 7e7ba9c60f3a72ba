// Key files: made here, locked with Argon2id and AES-256, and unlocked (docs/sealing-format.md section 10).

import * as certificates from "./certificates.js";
import { locked as lockedBody, made, secretOf, unlock } from "./library.js";
import { join, number, whole } from "./octets.js";
import { PUBLIC, PUBLIC_SUB, SECRET, SECRET_SUB, SIGNATURE, packet, split, subpacket } from "./packets.js";
import { Refusal, demand } from "./refusal.js";
import { BINDING, DIRECT, FLAGS, LIFETIME, made as signature } from "./signatures.js";
import { BY_KEM, BY_SIGN, SD3, supported } from "./suites.js";

const LOCKED = 253, OPEN = 0, LARGEST = 1_048_576, MOST = 64, PUBLIC_OF = new Map([[SECRET, PUBLIC], [SECRET_SUB, PUBLIC_SUB]]);
const PREFERRED = 39; // ciphersuites: AES-256 with GCM, then OCB
export const SEALS_FOR = 90 * 86_400; // a KEM subkey's life in seconds

// NFC, so that composed and decomposed letters are the same. Refusal `passphrase-empty`.
export function passphrase(text) {
  demand(text, "passphrase-empty");
  return text.normalize("NFC");
}

// { certificate, secrets, signer, packets } of a key file. `bare`: a file without passphrase is meant.
export async function unlocked(octets, text, { bare = false } = {}) {
  demand(octets.length >= 1 && octets.length <= LARGEST, "key-grammar");
  const packets = split(octets, "key-grammar");
  demand(packets[0].tag === SECRET && packets.filter(({ tag }) => PUBLIC_OF.has(tag)).length <= MOST, "key-grammar");
  const certificate = await certificates.parsed(published(packets));
  const phrase = bare ? "" : passphrase(text), held = new Map(), stretched = new Map();
  for (const each of packets.filter(({ tag }) => PUBLIC_OF.has(tag))) {
    const size = publicSize(each.body), body = each.body.subarray(0, size);
    held.set(await certificates.fingerprint(body), await opened(each, size, { phrase, bare, stretched }));
  }
  const primary = certificate.fingerprint;
  const fitting = certificate.subkeys.filter((each) => each.algorithm === SD3.kem && held.has(each.fingerprint));
  const secrets = fitting.map(({ fingerprint }) => ({ fingerprint, primary, secret: held.get(fingerprint) }));
  return { certificate, secrets, held };
}

// The key that signs at this time: { secret, fingerprint }. Refusal `certificate-no-signer`.
export function signerOf({ certificate, held }, at) {
  const found = certificates.signers(certificate, at).find((each) => held.has(each.fingerprint));
  demand(found, "certificate-no-signer");
  return { secret: held.get(found.fingerprint), fingerprint: found.fingerprint };
}

// The certificate in a key file's packets.
export const published = (packets) => join(...packets.map(({ tag, body }) =>
  PUBLIC_OF.has(tag) ? packet(PUBLIC_OF.get(tag), body.subarray(0, publicSize(body))) : packet(tag, body)));

export function publicSize(body) {
  const size = 10 + whole(body.subarray(6, 10));
  demand(body.length > size, "key-grammar");
  return size;
}

async function opened({ tag, body }, size, { phrase, bare, stretched }) {
  const usage = body[size], rest = body.subarray(size + 1), suite = BY_SIGN.get(body[5]) ?? BY_KEM.get(body[5]);
  demand(usage === LOCKED || usage === OPEN, "key-algorithm");
  demand(usage === LOCKED || bare, "key-unlocked");
  const sealed = usage === LOCKED ? bounded(rest, phrase) : rest.length;
  demand(suite, "key-algorithm");
  supported(suite);
  demand(usage === LOCKED || sealed === (suite.sign === body[5] ? 64 : 96), "key-grammar");
  const secret = await secretOf(body, tag === SECRET_SUB);
  if (usage === LOCKED) await tried(secret, phrase, stretched);
  demand(sealed === (suite.sign === body[5] ? 64 : 96), "key-grammar");
  return secret;
}

// The size of the secret in a lock whose demands are bearable; looked at before any work begins.
function bounded(rest, phrase) {
  demand(rest.length > 24, "key-grammar");
  const mode = rest[2], size = mode === 2 ? 15 : 12, [times, lanes, memory] = rest.subarray(21, 24);
  demand(rest[1] === 9 && (mode === 2 || mode === 3) && rest[4] === 4, "key-algorithm");
  demand(rest[0] === 23 + size && rest[3] === 20 && rest.length >= 24 + size + 16, "key-grammar");
  demand(times >= 1 && times <= 10 && lanes >= 1 && lanes <= 16, "key-argon2");
  demand(memory <= 18 && 8 * lanes <= 2 ** memory, "key-argon2");
  demand(phrase, "passphrase-empty");
  return rest.length - 24 - size - 16;
}

async function tried(secret, phrase, stretched) {
  try {
    await unlock(secret, phrase, stretched);
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    if (/tag mismatch|passphrase/i.test(fault.message)) throw new Refusal("passphrase-wrong");
    throw new Refusal(/MPI/.test(fault.message) ? "key-grammar" : "key-argon2");
  }
}

// A new key in the form of the browser: the primary signs, one subkey is sealed to for 90 days.
// { locked: the key file, certificate: octets, bare: never write it down }.
export async function generated(name, text, { at, sealsFor = SEALS_FOR }) {
  const phrase = passphrase(text), created = new Date(at * 1000);
  const bodies = [await made(false, SD3.sign, created), await made(true, SD3.kem, created)];
  const publics = bodies.map((body) => body.subarray(0, publicSize(body)));
  const fingerprint = await certificates.fingerprint(publics[0]);
  const signer = { secret: await secretOf(bodies[0], false), fingerprint };
  const frames = publics.map(certificates.framed);
  const use = (flags, ...more) => join(subpacket(FLAGS, [flags], true), ...more);
  const direct = await signature(signer, frames[0], { type: DIRECT, at, more: use(0x03, subpacket(PREFERRED, [9, 3, 9, 2])) });
  const more = use(0x0c, subpacket(LIFETIME, number(sealsFor), true));
  const binding = await signature(signer, join(...frames), { type: BINDING, at, more });
  const file = (first, second, tags) => join(packet(tags[0], first), packet(SIGNATURE, direct), packet(tags[1], second), packet(SIGNATURE, binding));
  return {
    fingerprint, certificate: file(...publics, [PUBLIC, PUBLIC_SUB]), bare: file(...bodies, [SECRET, SECRET_SUB]),
    locked: file(await lockedBody(bodies[0], false, phrase), await lockedBody(bodies[1], true, phrase), [SECRET, SECRET_SUB]), name,
  };
}
