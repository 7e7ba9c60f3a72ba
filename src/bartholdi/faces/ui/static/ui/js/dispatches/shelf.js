// Attachments that are sealed and not with the server whole: kept in this browser, so that sending them goes on after the page was loaded
// again. Their keys stand in the sealed draft only.

import * as cupboard from "./cupboard.js";

export const LARGEST = 512 * 1024 * 1024; // what is larger is sent while it is sealed, and chosen again after a reload
const WEEK = 7 * 86_400_000, here = new Map();

export async function put(blob, sealed) {
  here.set(blob, sealed);
  await cupboard.put("blobs", { blob, sealed, at: Date.now() }, blob);
}

// Null: another browser has it.
export async function of(blob) {
  return here.get(blob) ?? (await cupboard.get("blobs", blob))?.sealed ?? null;
}

export async function forget(blob) {
  here.delete(blob);
  await cupboard.forget("blobs", blob);
}

// Of drafts that were sent or thrown away elsewhere.
export async function tidied() {
  for (const { blob, at } of await cupboard.all("blobs")) if (at < Date.now() - WEEK) await cupboard.forget("blobs", blob);
}
