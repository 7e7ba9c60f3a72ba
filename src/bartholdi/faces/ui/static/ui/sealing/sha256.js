// SHA-256 in steps (FIPS 180-4): the browser's own digest wants a file whole, which a large attachment must not be.

import { hex } from "./octets.js";

// The constants are the first 32 bits of the fractions of cube and square roots of the first primes: computed, not copied.
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
const root = (n, power) => {
  let low = 0n, high = BigInt(n) << 32n;
  const wanted = BigInt(n) << BigInt(32 * power);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(power) <= wanted) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn) | 0;
};
const ROUND = Int32Array.from(PRIMES, (n) => root(n, 3));
const START = Int32Array.from(PRIMES.slice(0, 8), (n) => root(n, 2));

export class Sha256 {
  #state = START.slice();
  #words = new Int32Array(64);
  #kept = new Uint8Array(64);
  #filled = 0;
  #length = 0;

  update(octets) {
    this.#length += octets.length;
    let at = 0;
    if (this.#filled) {
      at = Math.min(64 - this.#filled, octets.length);
      this.#kept.set(octets.subarray(0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < 64) return this;
      this.#block(new DataView(this.#kept.buffer), 0);
    }
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    for (; at + 64 <= octets.length; at += 64) this.#block(view, at);
    this.#kept.set(octets.subarray(at));
    this.#filled = octets.length - at;
    return this;
  }

  hex() {
    const length = this.#length;
    const fill = (64 - ((length + 9) % 64)) % 64;
    const end = new DataView(new ArrayBuffer(1 + fill + 8));
    end.setUint8(0, 0x80);
    end.setUint32(1 + fill, Math.floor(length / 2 ** 29));
    end.setUint32(5 + fill, (length * 8) % 2 ** 32);
    this.update(new Uint8Array(end.buffer));
    const found = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, at) => found.setInt32(at * 4, word));
    return hex(new Uint8Array(found.buffer));
  }

  #block(view, at) {
    const w = this.#words, s = this.#state;
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0;
      d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    s[0] += a; s[1] += b; s[2] += c; s[3] += d; s[4] += e; s[5] += f; s[6] += g; s[7] += h;
  }
}
