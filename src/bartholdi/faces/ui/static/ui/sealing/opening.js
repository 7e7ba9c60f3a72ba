// Opening and filling an envelope: KEM by the library, chunks by the browser's AES (RFC 9580 section 5.13.2).

import { GCM, LARGEST } from "./envelope.js";
import { sealedTo, sessionKey } from "./library.js";
import { opener } from "./ocb.js";
import { bytes, hkdf, join, number, random } from "./octets.js";
import { PKESK, SEIPD, packet } from "./packets.js";
import { demand } from "./refusal.js";

const TRIES = 512, CHUNK_OCTET = 12; // with anonymous recipients: each secret with each of them; 256 KiB

// { text, secret }: the plaintext and the KEM secret that opened. `secrets`: { fingerprint, primary, secret }, the oldest first. Refusal: `no-key`, `decrypt-failed`.
export async function opened(envelope, secrets) {
  const hidden = envelope.recipients[0].subkey === null;
  const pairs = hidden
    ? [...secrets].reverse().flatMap((secret) => envelope.recipients.map((sealed) => [sealed, secret])).slice(0, TRIES)
    : envelope.recipients.flatMap((sealed) => secrets.filter((each) => each.fingerprint === sealed.subkey).map((each) => [sealed, each]));
  demand(pairs.length, "no-key");
  for (const [sealed, secret] of pairs) {
    const session = await sessionKey(sealed.body, secret.secret);
    if (session) return { text: await content(envelope, session), secret };
  }
  return demand(false, hidden ? "no-key" : "decrypt-failed");
}

async function content({ mode, chunkOctet, salt, data }, session) {
  const info = Uint8Array.of(0xd2, 2, 9, mode, chunkOctet), size = mode === GCM ? 12 : 15;
  const derived = await hkdf(session, salt, info, 32 + size - 8);
  const open = await (mode === GCM ? gcm : opener)(derived.subarray(0, 32));
  const nonce = (index) => join(derived.subarray(32), number(index, 8));
  const body = data.subarray(0, -16), step = 2 ** (chunkOctet + 6) + 16, parts = [];
  for (let at = 0; at < body.length; at += step) {
    const part = await open(nonce(parts.length), body.subarray(at, at + step), info);
    demand(part, "decrypt-failed");
    parts.push(part);
  }
  const text = join(...parts);
  demand(await open(nonce(parts.length), data.subarray(-16), join(info, number(text.length, 8))), "decrypt-failed");
  demand(text.length <= LARGEST, "decrypt-failed");
  return text;
}

async function gcm(raw) {
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  return async (iv, sealed, additionalData) => {
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, sealed));
    } catch {
      return null;
    }
  };
}

// An envelope in AES-256-GCM for these KEM subkeys (bodies of their packets); hidden ones in random order and without names.
export async function filled(inner, kems, hidden) {
  const session = random(32), salt = random(32), info = Uint8Array.of(0xd2, 2, 9, GCM, CHUNK_OCTET), sealed = [];
  for (const kem of hidden ? shuffled(kems) : kems) sealed.push(packet(PKESK, await sealedTo(kem, session, hidden)));
  const derived = await hkdf(session, salt, info, 36), step = 2 ** (CHUNK_OCTET + 6), data = [];
  const key = await crypto.subtle.importKey("raw", derived.subarray(0, 32), "AES-GCM", false, ["encrypt"]);
  const seal = async (index, text, additionalData) => {
    const iv = join(derived.subarray(32), number(index, 8));
    return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text));
  };
  for (let at = 0; at < inner.length; at += step) data.push(await seal(data.length, inner.subarray(at, at + step), info));
  const last = await seal(data.length, bytes(0), join(info, number(inner.length, 8)));
  return join(...sealed, packet(SEIPD, join(info.subarray(1), salt, ...data, last)));
}

function shuffled(kems) {
  const drawn = kems.map((kem) => [random(16).join(), kem]);
  return drawn.sort(([one], [two]) => (one < two ? -1 : 1)).map(([, kem]) => kem);
}
