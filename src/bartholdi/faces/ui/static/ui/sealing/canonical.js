// JSON in its one form (RFC 8785), without fractions: the octets that are signed and the octets that are read are the same.

import { same, utf8 } from "./octets.js";
import { Refusal, demand } from "./refusal.js";

const LARGEST = 4_194_304, DEEPEST = 6;

// Canonical text. Refusal: a fraction, a number out of range, a lone surrogate, or what JSON does not know.
export function text(value) {
  const code = "manifest-not-canonical";
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    demand(Number.isSafeInteger(value), code);
    return String(value);
  }
  if (typeof value === "string") {
    demand(!/[\uD800-\uDFFF]/u.test(value), code);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(text).join()}]`;
  if (typeof value !== "object") throw new Refusal(code);
  return `{${Object.keys(value).sort().map((name) => `${text(name)}:${text(value[name])}`).join()}}`;
}

// One object, or a refusal: `manifest-size`, `-encoding`, `-depth`, `-json`, `-not-canonical`, in this order.
export function read(octets) {
  demand(octets.length <= LARGEST, "manifest-size");
  const found = decoded(octets);
  demand(!found.startsWith("\ufeff"), "manifest-encoding");
  demand(depth(found) <= DEEPEST, "manifest-depth");
  const value = json(found);
  demand(value !== null && typeof value === "object" && !Array.isArray(value), "manifest-json");
  demand(same(utf8(text(value)), octets), "manifest-not-canonical");
  return value;
}

function decoded(octets) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    throw new Refusal("manifest-encoding");
  }
}

function json(found) {
  try {
    return JSON.parse(found);
  } catch {
    throw new Refusal("manifest-json");
  }
}

function depth(found) {
  let level = 0, deepest = 0, inside = false;
  for (let at = 0; at < found.length; at++) {
    const letter = found[at];
    if (inside && letter === "\\") at += 1;
    else if (letter === '"') inside = !inside;
    else if (!inside && (letter === "[" || letter === "{")) deepest = Math.max(deepest, ++level);
    else if (!inside && (letter === "]" || letter === "}")) level -= 1;
  }
  return deepest;
}
