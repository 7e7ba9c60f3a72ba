// A certificate or a slip as the texts of QR pictures, and back from them in any order (docs/sealing-format.md section 16).

import { hex, join, same, sha256 } from "./octets.js";
import { demand } from "./refusal.js";

const PART = 400, MOST = 200, LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // octets in one picture, pictures of one whole
const FRAME = /^BARTHOLDI\/1\/([1-9][0-9]{0,2})\/([1-9][0-9]{0,2})\/([0-9A-F]{64})\/([A-Z2-7]{2,640})$/;

// The texts of the pictures, in their order. Refusal `frames-size`.
export async function written(octets) {
  demand(octets.length >= 1 && octets.length <= PART * MOST, "frames-size");
  const total = Math.ceil(octets.length / PART), digest = hex(await sha256(octets)).toUpperCase();
  return Array.from({ length: total }, (_, at) => `BARTHOLDI/1/${at + 1}/${total}/${digest}/${base32(octets.subarray(at * PART, (at + 1) * PART))}`);
}

// { index, total, digest, part }. Refusal `frame-grammar`.
export function parsed(text) {
  const found = FRAME.exec(text);
  demand(found, "frame-grammar");
  const index = Number(found[1]), total = Number(found[2]);
  demand(index <= total && total <= MOST && ![1, 3, 6].includes(found[4].length % 8), "frame-grammar");
  const part = unbase32(found[4]);
  demand(base32(part) === found[4] && part.length <= PART && (index === total || part.length === PART), "frame-grammar");
  return { index, total, digest: found[3].toLowerCase(), part };
}

// Pictures as they come: in any order, and the same one as often as a camera sees it.
export class Collection {
  total = 0;
  digest = "";
  #held = new Map();

  // Whether it was a new one. Refusal `frame-grammar`, `frames-mixed`, `frame-twice`.
  add(text) {
    const { index, total, digest, part } = parsed(text), before = this.#held.get(index);
    demand(!this.total || (this.total === total && this.digest === digest), "frames-mixed");
    demand(!before || same(before, part), "frame-twice");
    Object.assign(this, { total, digest });
    this.#held.set(index, part);
    return !before;
  }

  get count() {
    return this.#held.size;
  }

  get missing() {
    return Array.from({ length: this.total }, (_, at) => at + 1).filter((index) => !this.#held.has(index));
  }

  // Refusal `frames-missing`, `frames-digest`.
  async octets() {
    demand(this.total && !this.missing.length, "frames-missing");
    const whole = join(...Array.from({ length: this.total }, (_, at) => this.#held.get(at + 1)));
    demand(hex(await sha256(whole)) === this.digest, "frames-digest");
    return whole;
  }
}

// As the other implementation judges a whole list: first whether each is a frame, then whether they are of one whole, then each against its twins.
export async function joined(texts) {
  const frames = texts.map(parsed), found = new Collection();
  demand(frames.every((each) => each.total === frames[0].total && each.digest === frames[0].digest), "frames-mixed");
  for (const text of texts) found.add(text);
  return found.octets();
}

// Base32 of RFC 4648 section 6, without padding: letters of the alphanumeric mode of QR.
function base32(octets) {
  let text = "", bits = 0, value = 0;
  for (const octet of octets) {
    value = ((value << 8) | octet) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(value >> (bits - 5)) & 31];
  }
  return bits ? text + LETTERS[(value << (5 - bits)) & 31] : text;
}

function unbase32(text) {
  const found = [];
  let bits = 0, value = 0;
  for (const letter of text) {
    value = ((value << 5) | LETTERS.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) found.push((value >> (bits -= 8)) & 255);
  }
  return Uint8Array.from(found);
}
