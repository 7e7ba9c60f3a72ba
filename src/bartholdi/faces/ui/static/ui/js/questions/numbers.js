// Numbers read and added up as cores/formspec/kinds/numbers.py does it: exactly, as whole numbers of trillionths.

import { cleanLine } from "./counting.js";

const SCALE = 12; // digits after the decimal mark that a number may have
const GREATEST = 10n ** BigInt(15 + SCALE);
const LONGEST = 2000;

/** The number that a person wrote, in the English or the French way; null where there is none, or two. */
export function parse(written) {
  let text = cleanLine(written).replaceAll("\u2212", "-").replace(/(?<=[0-9])[ \u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))/g, "");
  if (text.length > LONGEST || /^[+-]?[1-9][0-9]{0,2},[0-9]{3}$/.test(text)) return null;
  if (/^[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,12}$|^[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,5}$/.test(text)) text = text.replaceAll(",", "");
  const found = /^([+-]?)([0-9]{1,18})(?:[.,]([0-9]{1,12}))?$/.exec(text);
  if (!found) return null;
  const size = BigInt(found[2] + (found[3] ?? "").padEnd(SCALE, "0"));
  if (size >= GREATEST) return null;
  return found[1] === "-" ? -size : size;
}

/** Digits after the decimal mark: rounded to the even neighbour where it lies between two. */
function rounded(value, digits) {
  const step = 10n ** BigInt(SCALE - digits);
  const size = value < 0n ? -value : value;
  const [whole, rest] = [size / step, size % step];
  const up = rest * 2n > step || (rest * 2n === step && whole % 2n === 1n);
  return (value < 0n ? -1n : 1n) * (up ? whole + 1n : whole) * step;
}

/** 12345.5 as 12,345.5 in English and as 12 345,5 in French; `digits` where so many must stand after the mark. */
export function written(value, language, digits) {
  if (digits !== undefined) value = rounded(value, digits);
  const text = String(value < 0n ? -value : value).padStart(SCALE + 1, "0");
  const whole = text.slice(0, -SCALE).replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
  const part = digits === undefined ? text.slice(-SCALE).replace(/0+$/, "") : text.slice(-SCALE).slice(0, digits);
  return `${value < 0n ? "-" : ""}${whole}${part && (language === "fr" ? "," : ".")}${part}`;
}
