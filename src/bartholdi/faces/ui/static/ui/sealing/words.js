// Safety words: what two people compare to know that each has the other's certificate (docs/sealing-format.md section 11).

import { WORDS } from "../../vendor/slip39/words.js";

import { hex, join, unhex, utf8 } from "./octets.js";

const ROUNDS = 100_000; // each try of an attacker costs this as well

// Sixteen words for two primary fingerprints in hexadecimal, whichever comes first: 160 bits.
export async function words(one, other) {
  const derived = await agreed(one, other);
  const bits = Array.from(derived.subarray(0, 20), (octet) => octet.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{10}/g).map((ten) => WORDS[parseInt(ten, 2)]);
}

// The text of the QR picture, which a machine compares whole: 256 bits.
export const picture = async (one, other) => `bartholdi-pair:1:${hex(await agreed(one, other))}`;

async function agreed(one, other) {
  const [low, high] = [one, other].sort().map(unhex);
  const secret = join(utf8("bartholdi/words/1"), low, high);
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-512", salt: utf8("bartholdi safety words"), iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}
