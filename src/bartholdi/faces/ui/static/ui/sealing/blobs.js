// Attachments as blobs: STREAM over AES-256-GCM in chunks of 1 MiB and flat memory (docs/sealing-format.md section 6).

import { bytes, join, number, sha256, unhex, utf8 } from "./octets.js";
import { padded } from "./padding.js";
import { demand } from "./refusal.js";
import { CHUNK, TAG, blobSize } from "./schema.js";
import { Sha256 } from "./sha256.js";

const nonce = (index, last) => join(number(index, 11), [last ? 1 : 0]);
const bound = (dispatch, index) => join(utf8("bartholdi/blob/1"), unhex(dispatch), number(index));
const secret = (key, use) => crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);
const slice = async (source, from, to) => new Uint8Array(await source.slice(from, to).arrayBuffer());

// Seals `source` (a Blob or File); `write(octets)` takes each stored chunk. Gives size, sha256, blobSize and root of the attachment.
export async function written(source, { key, dispatch, index, write, told = () => {} }) {
  const size = source.size, full = padded(size), cipher = await secret(key, "encrypt"), additionalData = bound(dispatch, index);
  const plain = new Sha256(), root = new Sha256();
  for (let at = 0, count = 0; at < full; at += CHUNK, count++) {
    const chunk = bytes(Math.min(CHUNK, full - at)), held = await slice(source, at, Math.min(at + CHUNK, size));
    chunk.set(held);
    const sealing = crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce(count, at + CHUNK >= full), additionalData }, cipher, chunk);
    plain.update(held); // while the browser seals
    const stored = new Uint8Array(await sealing);
    root.update(await sha256(stored));
    await write(stored);
    told(at + held.length);
  }
  return { size, sha256: plain.hex(), blobSize: blobSize(size), root: root.hex() };
}

// Opens a blob (a Blob, or null when missing); `write(octets)` must keep what it gets apart until this returns.
// Refusal: `blob-missing`, `-size`, `-root`, `-chunk`, `-padding`, `-digest`: the first that applies to the whole.
export async function opened(blob, { attachment, dispatch, index, write, told = () => {} }) {
  demand(blob, "blob-missing");
  demand(blob.size === attachment.blobSize && blob.size === blobSize(attachment.size), "blob-size");
  const cipher = await secret(unhex(attachment.key), "decrypt"), additionalData = bound(dispatch, index);
  const found = { plain: new Sha256(), root: new Sha256(), faults: new Set() }, full = padded(attachment.size);
  for (let at = 0, count = 0; at < full; at += CHUNK, count++) {
    const from = at + count * TAG, stored = await slice(blob, from, from + Math.min(CHUNK, full - at) + TAG);
    const iv = nonce(count, at + CHUNK >= full), [digest, chunk] = await Promise.all([sha256(stored), unsealed(cipher, iv, additionalData, stored)]);
    found.root.update(digest);
    await taken(found, chunk, Math.max(0, attachment.size - at), write);
    told(Math.min(at + CHUNK, attachment.size));
  }
  demand(found.root.hex() === attachment.root, "blob-root");
  for (const code of ["blob-chunk", "blob-padding"]) demand(!found.faults.has(code), code);
  demand(found.plain.hex() === attachment.sha256, "blob-digest");
}

async function taken(found, chunk, left, write) {
  if (!chunk) return found.faults.add("blob-chunk");
  const kept = chunk.subarray(0, left);
  found.plain.update(kept);
  if (chunk.subarray(kept.length).some(Boolean)) found.faults.add("blob-padding");
  return found.faults.size ? null : write(kept);
}

async function unsealed(cipher, iv, additionalData, stored) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, cipher, stored));
  } catch {
    return null;
  }
}
