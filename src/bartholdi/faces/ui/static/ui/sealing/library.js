// The one door to @protontech/openpgp: composite signatures, KEM and locked secrets of SD-3, always with our own limits.

import {
  PublicKeyEncryptedSessionKeyPacket, PublicKeyPacket, PublicSubkeyPacket, SecretKeyPacket, SecretSubkeyPacket, SignaturePacket, config,
} from "../../vendor/openpgp/openpgp.js";

import { hex, join } from "./octets.js";
import { Refusal } from "./refusal.js";

export const LIMITS = {
  ...config, maxArgon2MemoryExponent: 18, aeadProtect: true, s2kType: 4, preferredAEADAlgorithm: 2,
  s2kArgon2Params: { passes: 3, parallelism: 4, memoryExponent: 16 },
};

const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0); // a WebAssembly module with nothing in it

// Argon2id is WebAssembly, which a policy or a browser's own setting can forbid. Refusal `argon2-blocked`.
async function stretching() {
  try {
    await WebAssembly.compile(EMPTY);
  } catch {
    throw new Refusal("argon2-blocked");
  }
}

async function filled(Kind, body) {
  const found = new Kind();
  await found.read(body, LIMITS);
  return found;
}

// Both halves of a signature over a digest. `body`: of the public key packet; `left`: what stands beside the signature.
export async function verifies(body, digest, value) {
  try {
    const signature = await blank(await filled(PublicKeyPacket, body), digest);
    signature.signedHashValue = digest.subarray(0, 2);
    signature.params = { eccSignature: value.subarray(0, 64), mldsaSignature: value.subarray(64) };
    signature.hashed = digest;
    await signature.verify(signature.owner, 0, null, null, true, LIMITS);
    return true;
  } catch {
    return false;
  }
}

// Both halves of a signature by an unlocked secret (`unlocked`).
export async function signed(secret, digest) {
  const signature = await blank(secret, digest);
  await signature.sign(secret, null, new Date(), true, LIMITS);
  const { eccSignature, mldsaSignature } = await signature.params;
  return join(eccSignature, mldsaSignature);
}

// The library hashes by itself otherwise; here the digest is already made by our own reading.
async function blank(owner, digest) {
  const signature = new SignaturePacket();
  Object.assign(signature, { signatureType: 0, publicKeyAlgorithm: 30, hashAlgorithm: 10, issuerKeyID: owner.getKeyID(), owner });
  signature.toHash = () => digest;
  signature.hash = async () => digest;
  return signature;
}

// The session key in a PKESK, or null when this secret does not unwrap it.
export async function sessionKey(body, secret) {
  try {
    const sealed = await filled(PublicKeyEncryptedSessionKeyPacket, body);
    await sealed.decrypt(secret);
    return sealed.sessionKey.length === 32 ? sealed.sessionKey : null;
  } catch {
    return null;
  }
}

// A PKESK's body: `session` sealed to a KEM subkey; hidden leaves its name off.
export async function sealedTo(body, session, hidden) {
  const encryptionKeyPacket = await filled(PublicSubkeyPacket, body);
  const sealed = PublicKeyEncryptedSessionKeyPacket.fromObject({
    version: 6, encryptionKeyPacket, anonymousRecipient: hidden, sessionKey: session, sessionKeyAlgorithm: 9,
  });
  await sealed.encrypt(encryptionKeyPacket);
  return sealed.write();
}

export const secretOf = (body, sub) => filled(sub ? SecretSubkeyPacket : SecretKeyPacket, body);

// `stretched`: a Map kept for one key file, so that secrets with one salt cost one Argon2id.
export async function unlock(secret, passphrase, stretched) {
  await stretching();
  const { s2k } = secret, how = hex(s2k.write()), produce = s2k.produceKey.bind(s2k);
  s2k.produceKey = (...all) => (stretched.has(how) ? stretched : stretched.set(how, produce(...all))).get(how);
  return secret.decrypt(passphrase, LIMITS);
}

// The body of a secret packet locked with Argon2id and AES-256; the packet given stays as it is.
export async function locked(body, sub, passphrase) {
  await stretching();
  const secret = await secretOf(body, sub);
  await secret.encrypt(passphrase, LIMITS);
  return secret.write();
}

// A fresh secret packet, unlocked: { packet, body }.
export async function made(sub, algorithm, created) {
  const secret = new (sub ? SecretSubkeyPacket : SecretKeyPacket)(created, { ...LIMITS, v6Keys: true });
  secret.version = 6;
  secret.algorithm = algorithm;
  await secret.generate();
  await secret.computeFingerprintAndKeyID();
  secret.s2kUsage = 0;
  return secret.write();
}
