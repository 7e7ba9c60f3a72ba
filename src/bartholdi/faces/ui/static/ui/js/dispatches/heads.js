// The log of certificates, as this browser last saw it: a server that hides an event shows an older log, or another one, or a certificate
// that is not the one of its last event.

import { text } from "../../sealing/canonical.js";
import { hex, sha256, unbase64, utf8 } from "../../sealing/octets.js";
import * as cupboard from "./cupboard.js";

// What was seen before, where the log went back since; else null, and this one is remembered.
export async function wentBack(head, name = "log") {
  const before = await cupboard.get("heads", name);
  if (before && (!head || head.number < before.number || (head.number === before.number && head.digest !== before.digest))) return before;
  if (head) await cupboard.put("heads", head, name);
  return null;
}

// The posts whose certificate does not agree with the log. `events[i]`: the last one of the key of `pinned[i]`.
export async function disagreeing({ pinned, events, logHead }) {
  const found = new Set();
  for (const [index, event] of events.entries()) if (!(await agrees(unbase64(pinned[index]), event, logHead))) found.add(event.mailbox);
  return [...found];
}

async function agrees(octets, { digest, ...facts }, head) {
  const { number, certificate, mailbox, fingerprint } = facts, print = async (of) => hex(await sha256(of));
  if (!number || certificate !== (await print(octets)) || digest !== (await print(utf8(text(facts))))) return false;
  if (!head || number > head.number || (number === head.number && digest !== head.digest)) return false;
  return !(await wentBack({ number, digest }, `${mailbox} ${fingerprint}`));
}
