// AES-256 in OCB mode (RFC 7253), to read what other tools sealed: each chunk's blocks pass the browser's own AES at once.

import { bytes, same } from "./octets.js";

const ZERO = bytes(16);

// Opens `sealed` (text and tag) with nonce and associated data; null when the tag does not fit.
export async function opener(raw) {
  const key = await crypto.subtle.importKey("raw", raw, "AES-CBC", false, ["encrypt", "decrypt"]);
  const star = await forward(key, ZERO), dollar = doubled(star), table = [doubled(dollar)];
  const level = (at) => {
    while (table.length <= at) table.push(doubled(table.at(-1)));
    return table[at];
  };
  return async (nonce, sealed, data) => {
    if (sealed.length < 16) return null;
    const text = sealed.subarray(0, -16), full = text.length >> 4;
    let offset = await beginning(key, nonce);
    const masks = bytes(full * 16);
    for (let block = 1; block <= full; block++) {
      offset = xor(offset, level(31 - Math.clz32(block & -block)));
      masks.set(offset, (block - 1) * 16);
    }
    const plain = bytes(text.length), sum = bytes(16);
    plain.set(xor(await backward(key, xor(text.subarray(0, full * 16), masks)), masks));
    if (text.length % 16) {
      offset = xor(offset, star);
      plain.set(xor(text.subarray(full * 16), await forward(key, offset)), full * 16);
    }
    for (let at = 0; at < plain.length; at++) sum[at % 16] ^= plain[at];
    if (text.length % 16) sum[text.length % 16] ^= 0x80;
    const tag = xor(await forward(key, xor(xor(sum, offset), dollar)), await associated(key, data, star, level));
    return same(tag, sealed.subarray(-16)) ? plain : null;
  };
}

async function beginning(key, nonce) {
  const block = bytes(16);
  block.set(nonce, 16 - nonce.length);
  block[15 - nonce.length] |= 1; // tag of 128 bits: its length stands as zero in the first seven bits
  const bottom = block[15] & 0x3f;
  block[15] &= 0xc0;
  const top = await forward(key, block), stretched = bytes(24), offset = bytes(16);
  stretched.set(top);
  for (let at = 0; at < 8; at++) stretched[16 + at] = top[at] ^ top[at + 1];
  const skip = bottom >> 3, shift = bottom & 7;
  for (let at = 0; at < 16; at++) offset[at] = (stretched[at + skip] << shift) | (stretched[at + skip + 1] >> (8 - shift));
  return offset;
}

async function associated(key, data, star, level) {
  let offset = ZERO, sum = ZERO;
  for (let at = 0; at < data.length; at += 16) {
    const block = data.subarray(at, at + 16), filled = bytes(16), index = at / 16 + 1;
    offset = xor(offset, block.length < 16 ? star : level(31 - Math.clz32(index & -index)));
    filled.set(block);
    if (block.length < 16) filled[block.length] = 0x80;
    sum = xor(sum, await forward(key, xor(filled, offset)));
  }
  return sum;
}

// One block through AES: the first block of CBC with a zero vector.
async function forward(key, block) {
  const found = await crypto.subtle.encrypt({ name: "AES-CBC", iv: ZERO }, key, block);
  return new Uint8Array(found).slice(0, 16);
}

// Many blocks back through AES at once: CBC adds the block before, which is taken off again; a last block of padding is put behind.
async function backward(key, blocks) {
  if (!blocks.length) return blocks;
  const padding = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv: blocks.slice(-16) }, key, bytes(0)));
  const whole = bytes(blocks.length + 16);
  whole.set(blocks);
  whole.set(padding, blocks.length);
  const found = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: ZERO }, key, whole));
  for (let at = 16; at < found.length; at++) found[at] ^= blocks[at - 16];
  return found;
}

function xor(one, two) {
  const found = bytes(one.length);
  for (let at = 0; at < one.length; at++) found[at] = one[at] ^ two[at];
  return found;
}

function doubled(block) {
  const found = bytes(16);
  for (let at = 0; at < 16; at++) found[at] = (block[at] << 1) | ((block[at + 1] ?? 0) >> 7);
  if (block[0] & 0x80) found[15] ^= 0x87;
  return found;
}
