// OpenPGP packets and subpackets, split strictly (docs/sealing-format.md section 2; RFC 9580 sections 4.2 and 5.2.3.7).

import { join, number, whole } from "./octets.js";
import { Refusal, demand } from "./refusal.js";

export const PKESK = 1, SIGNATURE = 2, ONE_PASS = 4, SECRET = 5, PUBLIC = 6, SECRET_SUB = 7, COMPRESSED = 8, LITERAL = 11, USER = 13,
  PUBLIC_SUB = 14, SEIPD = 18;

const MOST = 32_768; // length fields of one input: millions of empty packets would fill the memory

// All packets, { tag, body }. Refusal(code): old format, cut off, or a partial length where none may be.
export function split(octets, code) {
  const found = [];
  let at = 0, fields = 0;
  while (at < octets.length) {
    const header = octets[at++], tag = header & 0x3f, parts = [];
    demand((header & 0xc0) === 0xc0, code);
    for (let more = true; more; ) {
      demand(++fields <= MOST, code);
      const [length, partial, start] = measured(octets, at, code);
      demand(!partial || ((tag === SEIPD || tag === LITERAL) && (parts.length || length >= 512)), code);
      demand(start + length <= octets.length, code);
      parts.push(octets.subarray(start, start + length));
      at = start + length;
      more = partial;
    }
    found.push({ tag, body: parts.length === 1 ? parts[0] : join(...parts) });
  }
  return found;
}

// Length, whether more parts follow, and where the octets begin.
function measured(octets, at, code) {
  const first = octets[at];
  demand(first !== undefined, code);
  if (first < 192) return [first, false, at + 1];
  if (first < 224) {
    demand(at + 1 < octets.length, code);
    return [((first - 192) << 8) + octets[at + 1] + 192, false, at + 2];
  }
  if (first < 255) return [2 ** (first & 0x1f), true, at + 1];
  demand(at + 5 <= octets.length, code);
  return [whole(octets.subarray(at + 1, at + 5)), false, at + 5];
}

// Written with a length of five octets, which is always allowed.
export const packet = (tag, body) => join([0xc0 | tag, 255], number(body.length), body);

// { type, critical, body } of each. Refusal(code) when they do not split cleanly.
export function subpackets(area, code) {
  const found = [];
  let at = 0;
  while (at < area.length) {
    const first = area[at];
    const size = first < 192 ? 1 : first < 255 ? 2 : 5;
    let length = first;
    if (size === 2) length = ((first - 192) << 8) + (area[at + 1] ?? 0) + 192;
    if (size === 5) length = whole(area.subarray(at + 1, at + 5));
    at += size;
    if (length < 1 || at + length > area.length) throw new Refusal(code);
    found.push({ type: area[at] & 0x7f, critical: Boolean(area[at] & 0x80), body: area.subarray(at + 1, at + length) });
    at += length;
  }
  return found;
}

export const subpacket = (type, body, critical = false) =>
  join([255], number(body.length + 1), [type | (critical ? 0x80 : 0)], body);
