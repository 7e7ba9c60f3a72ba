// What may be said of an envelope before any cryptography: its grammar (docs/sealing-format.md section 3). No key is needed.

import { hex } from "./octets.js";
import { PKESK, SEIPD, split } from "./packets.js";
import { demand } from "./refusal.js";
import { BY_KEM, supported } from "./suites.js";

export const LARGEST = 8_388_608;
export const OCB = 2, GCM = 3;
export const MOST = 64;
const AES256 = 9;

// { suite, recipients: [{ subkey, body }], mode, chunkOctet, salt, data }, or the refusal of the first check that fails.
export function parsed(octets) {
  demand(octets.length >= 1 && octets.length <= LARGEST, "envelope-size");
  demand(octets[0] & 0x80, "not-openpgp");
  const packets = split(octets, "packet-length");
  demand(packets[0].tag === PKESK, "not-encrypted");
  const last = packets.pop();
  demand(last.tag === SEIPD && packets.every((each) => each.tag === PKESK), "packet-order");
  demand(packets.length <= MOST, "recipients-count");
  const found = packets.map((each) => recipient(each.body));
  const names = found.map((each) => each.subkey);
  demand(found.every((each) => each.suite === found[0].suite && (each.subkey === null) === (names[0] === null)), "recipients-mixed");
  demand(names[0] === null || new Set(names).size === names.length, "recipient-twice");
  return { suite: found[0].suite, recipients: found, ...content(last.body) };
}

function recipient(body) {
  demand(body[0] === 6, "pkesk-version");
  demand(body[1] === 0 || body[1] === 33, "pkesk-shape");
  const named = body[1] === 33, at = named ? 35 : 2;
  demand(body.length > at && (!named || body[2] === 6), "pkesk-shape");
  const suite = BY_KEM.get(body[at]);
  if (suite) demand(body.length === at + 1 + suite.sealed + 41 && body[body.length - 41] === 40, "pkesk-shape");
  demand(suite, "pkesk-algorithm");
  supported(suite);
  return { suite, subkey: named ? hex(body.subarray(3, 35)) : null, body };
}

function content(body) {
  demand(body[0] === 2, "seipd-version");
  demand(body[1] === AES256, "seipd-cipher");
  demand(body[2] === OCB || body[2] === GCM, "seipd-mode");
  demand(body[3] >= 6 && body[3] <= 16, "seipd-chunk"); // 4 KiB to 4 MiB
  demand(body.length >= 4 + 32 + 16 + 16, "seipd-shape");
  return { mode: body[2], chunkOctet: body[3], salt: body.subarray(4, 36), data: body.subarray(36) };
}
