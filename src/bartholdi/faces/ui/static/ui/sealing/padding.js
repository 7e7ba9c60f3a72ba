// Padmé (docs/sealing-format.md section 5.3): lengths that tell little.

export const FIRST = 16_384;

// Sizes go up to 4 GiB, so powers of two and not bit operations.
export function padme(length) {
  const e = log2(length), s = log2(e) + 1, step = 2 ** (e - s);
  return Math.ceil(length / step) * step;
}

export const padded = (length) => padme(Math.max(FIRST, length));

function log2(value) {
  let power = 0;
  while (value >= 2) {
    value = Math.floor(value / 2);
    power += 1;
  }
  return power;
}
