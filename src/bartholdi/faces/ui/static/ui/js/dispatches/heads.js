// The head of the log of certificates, as this browser last saw it: a server that hides an event shows an older log, or another one.

import * as cupboard from "./cupboard.js";

// What was seen before, where the log went back since; else null, and this one is remembered.
export async function wentBack(head) {
  const before = await cupboard.get("heads", "log");
  if (before && (!head || head.number < before.number || (head.number === before.number && head.digest !== before.digest))) return before;
  if (head) await cupboard.put("heads", head, "log");
  return null;
}
