// What was read before, by the digest of its octets: a search opens some hundred dispatches, each with every certificate that may have
// signed it, and checking a certificate takes longer than all else that opening needs.

import { hex, sha256 } from "./octets.js";

// `read`, asked once for the same octets; what it refused, it refuses again. All is forgotten where there are more than `most`.
export function remembered(read, most = 1_000) {
  const known = new Map();
  return async (octets) => {
    const digest = hex(await sha256(octets));
    if (known.size > most) known.clear();
    if (!known.has(digest)) known.set(digest, read(octets));
    return known.get(digest);
  };
}
