// The `.dispatch` file: an envelope and its blobs in a tar of one form (docs/sealing-format.md section 12).

import { LARGEST } from "./envelope.js";
import { bytes, same, utf8 } from "./octets.js";
import { demand } from "./refusal.js";

const BLOCK = 512, MOST = 100, ENVELOPE = "envelope.pgp", BLOB = /^blobs\/[0-9a-f]{32}\.bin$/;
const filling = (size) => (BLOCK - (size % BLOCK)) % BLOCK;

// The one header that a member of this name and size may have (POSIX ustar).
export function header(name, size) {
  const block = bytes(BLOCK), put = (text, at) => block.set(utf8(text), at);
  put(name, 0);
  put("0000600\0" + "0000000\0" + "0000000\0" + size.toString(8).padStart(11, "0") + "\0" + "00000000000\0" + " ".repeat(8) + "0", 100);
  put("ustar\0" + "00", 257);
  put("0000000\0" + "0000000\0", 329);
  put(`${block.reduce((sum, octet) => sum + octet, 0).toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

// The parts of a file, for `new Blob(parts)`: envelope, then blobs ({ id, parts, size }) ascending by id.
export function written(envelope, blobs) {
  const sorted = [...blobs].sort((one, two) => (one.id < two.id ? -1 : 1));
  const rest = sorted.flatMap(({ id, parts, size }) => [header(`blobs/${id}.bin`, size), ...parts, bytes(filling(size))]);
  return [header(ENVELOPE, envelope.length), envelope, bytes(filling(envelope.length)), ...rest, bytes(2 * BLOCK)];
}

// [{ name, blob }] in a Blob; their content is not read. Refusal: `file-grammar`, `file-member`.
export async function members(file) {
  const found = await walked(file), names = found.map((each) => each.name), rest = names.slice(1);
  demand(names[0] === ENVELOPE && names.length <= MOST + 1, "file-member");
  demand(rest.every((name, at) => BLOB.test(name) && (at === 0 || rest[at - 1] < name)), "file-member");
  demand(found[0].blob.size >= 1 && found[0].blob.size <= LARGEST, "file-grammar");
  return found;
}

async function walked(file) {
  const found = [], read = async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  for (let at = 0; ; ) {
    const block = await read(at, at + BLOCK);
    demand(block.length === BLOCK, "file-grammar");
    if (!block.some(Boolean)) {
      const rest = await read(at + BLOCK, at + 2 * BLOCK);
      demand(rest.length === BLOCK && !rest.some(Boolean) && at + 2 * BLOCK === file.size, "file-grammar");
      return found;
    }
    const { name, size } = described(block), end = at + BLOCK + size, next = end + filling(size);
    demand(next <= file.size, "file-grammar");
    demand(!(await read(end, next)).some(Boolean), "file-grammar");
    found.push({ name, blob: file.slice(at + BLOCK, end) });
    demand(found.length <= MOST + 1, "file-member"); // a million empty ones would fill the memory
    at = next;
  }
}

function described(block) {
  const text = Array.from(block, (octet) => String.fromCharCode(octet)).join("");
  demand(/^[0-7]{11}\0$/.test(text.slice(124, 136)), "file-member");
  const name = text.slice(0, 100).replace(/\0+$/, ""), size = parseInt(text.slice(124, 135), 8);
  demand((name === ENVELOPE || BLOB.test(name)) && same(block, header(name, size)), "file-member");
  return { name, size };
}

// Whether a file holds the blobs of its manifest and no others. Refusal: `file-member`, `blob-missing`.
export function matched(held, wanted) {
  demand(held.every((id) => wanted.includes(id)), "file-member");
  demand(wanted.every((id) => held.includes(id)), "blob-missing");
}

export const idOf = (name) => name.slice(6, -4);
