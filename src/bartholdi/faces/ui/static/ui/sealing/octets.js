// Octets: joined, compared, written as hexadecimal and Base64, hashed by the browser.

export const bytes = (length) => new Uint8Array(length);
export const random = (length) => crypto.getRandomValues(bytes(length));
export const utf8 = (text) => new TextEncoder().encode(text);

export function join(...parts) {
  const whole = bytes(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// `size` octets, big-endian; numbers above 2^32 too.
export function number(value, size = 4) {
  const found = bytes(size);
  for (let at = size - 1; at >= 0; at--) {
    found[at] = value % 256;
    value = Math.floor(value / 256);
  }
  return found;
}

export const whole = (octets) => octets.reduce((value, octet) => value * 256 + octet, 0);
export const same = (one, two) => one.length === two.length && one.every((octet, at) => octet === two[at]);
export const hex = (octets) => Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const unbase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function base64(octets) {
  let text = "";
  for (let at = 0; at < octets.length; at += 32768) text += String.fromCharCode(...octets.subarray(at, at + 32768));
  return btoa(text);
}

export const sha256 = async (octets) => new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
export const sha512 = async (octets) => new Uint8Array(await crypto.subtle.digest("SHA-512", octets));

export async function hkdf(secret, salt, info, length) {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, length * 8));
}
