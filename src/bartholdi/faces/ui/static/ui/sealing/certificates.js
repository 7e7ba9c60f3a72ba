// Certificates: read by our own rules, so that all implementations agree (docs/sealing-format.md section 8).

import { hex, join, number, sha256, whole } from "./octets.js";
import { PUBLIC, PUBLIC_SUB, SECRET, SECRET_SUB, SIGNATURE, USER, split } from "./packets.js";
import { Refusal, demand } from "./refusal.js";
import { BACK, BINDING, DIRECT, REVOKED, SUB_REVOKED, alive as living, attempted, verifies } from "./signatures.js";
import { BY_KEM, BY_SIGN, SD3, supported } from "./suites.js";

const LARGEST = 262_144, SIGNS = 0x02, SEALS = 0x0c;

export const framed = (body) => join([0x9b], number(body.length), body);
export const fingerprint = async (body) => hex(await sha256(framed(body)));

// Grammar and own signatures. Refusal: `certificate-size`, `-grammar`, `-secret`, `-many`, `-version`, `-algorithm`.
export async function parsed(octets) {
  demand(octets.length >= 1 && octets.length <= LARGEST, "certificate-size");
  const packets = split(octets, "certificate-grammar"), tags = packets.map((each) => each.tag);
  demand(!tags.includes(SECRET) && !tags.includes(SECRET_SUB), "certificate-secret");
  demand(tags[0] === PUBLIC, "certificate-grammar");
  demand(tags.filter((tag) => tag === PUBLIC).length === 1, "certificate-many");
  demand(tags.every((tag) => [PUBLIC, SIGNATURE, USER, PUBLIC_SUB].includes(tag)), "certificate-grammar");
  const body = packets[0].body, suite = BY_SIGN.get(body[5]);
  demand(body[0] === 6, "certificate-version");
  demand(suite, "certificate-algorithm");
  const primary = await key(body);
  demand(primary, "certificate-grammar");
  supported(suite);
  const groups = grouped(packets);
  primary.signatures = await own(groups[0].slice(1), primary, primary);
  const subkeys = [];
  for (const [first, ...rest] of groups.slice(1)) {
    const found = first.tag === PUBLIC_SUB ? await key(first.body) : null;
    if (found) subkeys.push({ ...found, signatures: await own(rest, primary, found) });
  }
  return { suite, primary, subkeys, octets, fingerprint: primary.fingerprint };
}

// Each key or user ID with the signatures that follow it.
function grouped(packets) {
  const groups = [];
  for (const each of packets) {
    if (each.tag === SIGNATURE) groups.at(-1).push(each);
    else groups.push([each]);
  }
  return groups;
}

// null: not a version 6 key, or with lengths that its algorithm does not have.
async function key(body) {
  if (body.length < 10 || body[0] !== 6 || whole(body.subarray(6, 10)) !== body.length - 10) return null;
  const algorithm = body[5], size = BY_SIGN.get(algorithm)?.verifier ?? BY_KEM.get(algorithm)?.sealer;
  if (size && size !== body.length - 10) return null;
  return { body, algorithm, created: whole(body.subarray(1, 5)), fingerprint: await fingerprint(body), signatures: [] };
}

// Signatures by the primary itself that verify. A stranger's signature says nothing here.
async function own(packets, primary, owner) {
  const kinds = owner === primary ? [DIRECT, REVOKED] : [BINDING, SUB_REVOKED];
  const hashed = owner === primary ? framed(primary.body) : join(framed(primary.body), framed(owner.body));
  const found = [];
  for (const { body } of packets) {
    const signature = attempted(body);
    const mine = signature && kinds.includes(signature.type) && signature.suite === SD3 && signature.issuer === primary.fingerprint;
    if (!mine || signature.unknown || !(await verifies(signature, primary.body, hashed))) continue;
    found.push({ ...signature, backed: signature.back ? await backed(signature.back, primary, owner) : false });
  }
  return found;
}

// A signing subkey must say itself that it belongs here.
async function backed(octets, primary, owner) {
  const back = attempted(octets);
  if (!back || back.type !== BACK || back.algorithm !== owner.algorithm) return false;
  return verifies(back, owner.body, join(framed(primary.body), framed(owner.body)));
}

// The own signature of this kind that counts at this time; of two equally new, the later one.
function newest(owner, type, at) {
  const found = owner.signatures.filter((each) => each.type === type && living(each, at));
  return found.reduce((best, each) => (!best || each.created >= best.created ? each : best), null);
}

// Hard revocations count always, soft ones from their date.
const revoked = (owner, type, at) => owner.signatures.some((each) => each.type === type && (each.hard || each.created <= at));
const ended = (owner, bound, at) => Boolean(bound.lifetime) && at >= owner.created + bound.lifetime;

// Whether nothing is sealed to a subkey any more at this time: revoked, or past its life.
export function isOver(owner, at) {
  const bound = newest(owner, BINDING, at);
  return revoked(owner, SUB_REVOKED, at) || Boolean(bound && ended(owner, bound, at));
}

// The direct-key signature at this time. Refusal: `certificate-revoked`, `-not-yet`, `-unbound`, `-expired`.
export function alive({ primary }, at) {
  demand(!revoked(primary, REVOKED, at), "certificate-revoked");
  demand(at >= primary.created, "certificate-not-yet");
  const bound = newest(primary, DIRECT, at);
  demand(bound, "certificate-unbound");
  demand(!ended(primary, bound, at), "certificate-expired");
  return bound;
}

// To seal now: the KEM subkey. Refusal as `alive`, then `certificate-no-kem`, `-no-signer`, `-mixed`.
export function usable(certificate, at) {
  alive(certificate, at);
  const kems = live(certificate, SD3.kem, SEALS, at);
  const kem = kems.reduce((best, each) => (!best || each.created >= best.created ? each : best), null);
  demand(kem, "certificate-no-kem");
  demand(signers(certificate, at).length, "certificate-no-signer");
  const bound = certificate.subkeys.filter((each) => (newest(each, BINDING, at)?.flags ?? 0) & (SIGNS | SEALS));
  demand(bound.every((each) => each.algorithm === SD3.kem || each.algorithm === SD3.sign), "certificate-mixed");
  return kem;
}

// Keys that may sign at this time; the certificate itself is taken to be alive.
export function signers(certificate, at) {
  const { primary } = certificate, bound = newest(primary, DIRECT, at);
  const subs = live(certificate, SD3.sign, SIGNS, at).filter((each) => newest(each, BINDING, at).backed);
  return bound && bound.flags & SIGNS ? [primary, ...subs] : subs;
}

function live({ subkeys }, algorithm, flags, at) {
  return subkeys.filter((each) => {
    const bound = each.algorithm === algorithm && each.created <= at ? newest(each, BINDING, at) : null;
    return bound && bound.flags & flags && !ended(each, bound, at) && !revoked(each, SUB_REVOKED, at);
  });
}

// The primary or a subkey of this fingerprint that was ever bound as a signing key.
export function signing(certificate, wanted) {
  const { primary, subkeys } = certificate;
  const found = [primary, ...subkeys].find((each) => each.fingerprint === wanted && each.algorithm === SD3.sign);
  if (!found) return null;
  const kind = found === primary ? DIRECT : BINDING;
  const ever = found.signatures.filter((each) => each.type === kind && each.flags & SIGNS);
  if (found === primary) return ever.length ? found : null;
  return ever.some((each) => newest(found, BINDING, each.created)?.backed) ? found : null;
}

// Whether `owner` could sign at `at`. Refusal: `signer-not-yet`, `signer-expired`, `signer-revoked`.
export function signed(certificate, owner, at) {
  try {
    could(certificate, owner, at);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    throw new Refusal(refusal.code.replace("certificate", "signer").replace("unbound", "not-yet"));
  }
}

function could(certificate, owner, at) {
  let bound = alive(certificate, at);
  if (owner !== certificate.primary) {
    demand(!revoked(owner, SUB_REVOKED, at), "certificate-revoked");
    bound = newest(owner, BINDING, at);
    demand(at >= owner.created && bound, "certificate-not-yet");
  }
  demand(bound.flags & SIGNS, "certificate-not-yet");
  demand(!ended(owner, bound, at), "certificate-expired");
}
