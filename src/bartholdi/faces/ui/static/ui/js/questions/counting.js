// Text cleaned and counted as the server does it: office/lib/words.py, then cores/formspec/counting.py.

// Characters that draw nothing or turn the direction of what follows, and those no text has.
const UNSEEN = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;
const NEVER = /[^\P{Cc}\n\t]|[\p{Cs}\p{Cn}\p{Co}]/gu;
const JOINERS = /[\u200c\u200d]/g;
const JOINED = /[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc\u2190-\u2bff\ufe0f\u{1f000}-\u{1faff}]/u;
const SPACE = /^\s+|\s+$/g;

const joiner = (found, at, text) => {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
  const after = [...text.slice(at + 1, at + 3)][0] ?? "";
  return after && JOINED.test(before) && (JOINED.test(after) || !after.trim()) ? found : "";
};

/** The text as it is kept. */
export function clean(text) {
  text = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").normalize("NFC").replace(UNSEEN, "").replace(NEVER, "");
  text = text.replace(JOINERS, (found, at) => joiner(found, at, text)).replace(SPACE, "");
  return text.split("\n").map((line) => line.replace(/[ \t]+$/, "")).join("\n").normalize("NFC").replace(SPACE, "");
}

// Of the spaces that are not the common one, those of French typography and of numbers stay, where they stand alone.
const oneGap = (gap) => (/^(?: +|[\u00a0\u202f\u2009])$/.test(gap) ? gap : " ");

/** The same on one line. */
export const cleanLine = (text) => clean(text).replace(/\s*[\n\t]\s*| {2,}/g, " ").replace(/\s+/g, oneGap);

/** How many characters a reader sees in a cleaned text. */
export function characters(text) {
  text = text.replace(/\u200d./gsu, "").replace(/[\u{1f1e6}-\u{1f1ff}]{2}/gu, "F");
  return [...text.replace(/[\p{M}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}\u200c\u200d]/gu, "")].length;
}

/** How many words a cleaned text has. */
export function words(text) {
  text = text.replace(/(?<=[0-9])[\u00a0\u202f\u2009](?=[0-9])/g, "").replace(/[\u2014\u2026]/g, " ");
  return text.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}
