// The words of QR pictures, as the server translated them.

import { sentence as of } from "../../sealing/sentences.js";

const WORDS = JSON.parse(document.getElementById("frame-words").textContent), language = document.documentElement.lang.startsWith("fr") ? "fr" : "en";

export const say = (key, told = {}) => (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => told[name] ?? whole);
export const sentence = (code) => (code === "fault" ? say("fault") : of(code, language));
