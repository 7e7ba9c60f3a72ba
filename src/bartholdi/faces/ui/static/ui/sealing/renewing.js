// A key's later life: a new sealing key beside the old ones, old secrets taken out, and revocations (docs/sealing-format.md sections 8, 10).

import * as certificates from "./certificates.js";
import { SEALS_FOR, passphrase, publicSize, published, unlocked } from "./keys.js";
import { locked as lockedBody, made } from "./library.js";
import { join, number } from "./octets.js";
import { PUBLIC_SUB, SECRET_SUB, SIGNATURE, packet, split, subpacket } from "./packets.js";
import { FLAGS, BINDING, LIFETIME, REASON, REVOKED, made as signature } from "./signatures.js";
import { SD3 } from "./suites.js";

const SUPERSEDED = 1, COMPROMISED = 2;

// { locked, certificate }: the key file with one more sealing key, locked with the same passphrase. Those before it stay, to read old mail.
// `own`: what `keys.unlocked` gave of `octets`.
export async function rotated(octets, own, text, { at, sealsFor = SEALS_FOR }) {
  const body = await made(true, SD3.kem, new Date(at * 1000)), open = body.subarray(0, publicSize(body));
  const hashed = join(certificates.framed(own.certificate.primary.body), certificates.framed(open));
  const more = join(subpacket(FLAGS, [0x0c], true), subpacket(LIFETIME, number(sealsFor), true));
  const binding = packet(SIGNATURE, await signature(primaryOf(own), hashed, { type: BINDING, at, more }));
  return {
    locked: join(octets, packet(SECRET_SUB, await lockedBody(body, true, passphrase(text))), binding),
    certificate: join(published(split(octets, "key-grammar")), packet(PUBLIC_SUB, open), binding),
  };
}

// { locked, gone }: the key file without the secrets of sealing keys that have ended at this time; their public halves stay. The newest is kept.
export async function destroyed(octets, own, { at }) {
  const kems = own.certificate.subkeys.filter((each) => each.algorithm === SD3.kem);
  const newest = kems.reduce((best, each) => (!best || each.created >= best.created ? each : best), null);
  const over = new Set(kems.filter((each) => each !== newest && certificates.isOver(each, at)).map((each) => each.fingerprint)), gone = [];
  const parts = [];
  for (const { tag, body } of split(octets, "key-grammar")) {
    const open = tag === SECRET_SUB ? body.subarray(0, publicSize(body)) : null, name = open && (await certificates.fingerprint(open));
    if (over.has(name)) gone.push(name);
    parts.push(over.has(name) ? packet(PUBLIC_SUB, open) : packet(tag, body));
  }
  return { locked: join(...parts), gone };
}

// The certificate with its revocation: soft when it is replaced, counting from now; hard when it was stolen, counting always.
export async function revoked({ certificate, held }, { at, hard }) {
  const { octets, primary } = certificate, more = subpacket(REASON, [hard ? COMPROMISED : SUPERSEDED]);
  const made_ = await signature(primaryOf({ certificate, held }), certificates.framed(primary.body), { type: REVOKED, at, more });
  const [first, ...rest] = split(octets, "certificate-grammar");
  return join(packet(first.tag, first.body), packet(SIGNATURE, made_), ...rest.map(({ tag, body }) => packet(tag, body)));
}

// Both, of a key that was just made, to keep for the day it is lost or stolen.
export async function kept(bare, at) {
  const own = await unlocked(bare, "", { bare: true });
  return { own, replaced: await revoked(own, { at, hard: false }), stolen: await revoked(own, { at, hard: true }) };
}

const primaryOf = ({ certificate, held }) => ({ secret: held.get(certificate.fingerprint), fingerprint: certificate.fingerprint });
