// The words of this page, as the server translated them; a refusal's sentence stands beside the code that refuses.

import { sentence } from "../../sealing/sentences.js";
import { locale } from "./drawing.js";

const WORDS = JSON.parse(document.getElementById("dispatch-words").textContent);
export const language = document.documentElement.lang.startsWith("fr") ? "fr" : "en";

// "{name}" in a word gives way to what is told under that name.
export const say = (key, told = {}) => (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => told[name] ?? whole);
export const choice = (list, value) => WORDS[list]?.[value] ?? value;
export const refused = (code) => (code === "fault" ? say("fault") : sentence(code, language));

// By the clock that the server shows the reader, and named like there.
const { clock } = JSON.parse(document.getElementById("dispatch-data").textContent);
const TIMES = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: clock.zone });
export const time = (instant) => `${TIMES.format(new Date(instant))} (${clock.place})`;

export function size(octets) {
  const units = say("units").split(" ");
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, octets)) / 10));
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: power ? 1 : 0 }).format(octets / 1024 ** power)}\u00a0${units[power]}`;
}
