// The offline page: draws its parts, speaks two languages, and says of each refusal what it means.

import { Refusal } from "../refusal.js";
import { Scanner } from "../scanning.js";
import { sentence } from "../sentences.js";
import * as acts from "./acts.js";
import { FORMS, element, section } from "./forms.js";
import { notice } from "./shown.js";
import { say } from "./words.js";

const FEWEST = 6; // words of a passphrase, as in the ceremony and on the command line

let language = navigator.language.startsWith("fr") ? "fr" : "en";

function speak() {
  document.documentElement.lang = language;
  document.title = `${say("title", language)} · Bartholdi`;
  const text = document.querySelector("#seal-language:not([data-chosen])");
  if (text) text.value = language; // who writes here writes in the language of the page, unless they chose another
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say, language, each.dataset);
  for (const each of document.querySelectorAll("[data-code]")) each.textContent = sentence(each.dataset.code, language);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label, language));
  for (const each of document.querySelectorAll("[data-language]")) each.setAttribute("aria-pressed", String(each.dataset.language === language));
}

function answers(form) {
  return Object.fromEntries(Array.from(form.elements).filter((each) => each.name).map((each) => [each.name, each.type === "file" ? each.files : each.value]));
}

function refusal(fault) {
  if (fault instanceof Refusal) {
    const said = element("p", {});
    said.dataset.code = fault.code;
    return notice("bad", element("p", { class: "notice-title", say: "refused" }), said, element("p", {}, element("code", { text: fault.code })), element("p", { say: "mend" }));
  }
  if (!(fault instanceof acts.Mend)) return notice("bad", element("p", { say: "fault" }), element("p", { say: "mend" }));
  const said = element("p", { say: fault.key });
  Object.assign(said.dataset, fault.told);
  return notice("bad", said, element("p", { say: "mend" }));
}

async function done(form, result) {
  const part = form.dataset.part, given = answers(form), missing = form.querySelector(":invalid");
  const alone = (key) => [notice("bad", element("p", { say: key }), element("p", { say: "mend" }))];
  if (missing) missing.focus();
  if (missing) return alone("choose");
  if (part === "make" && given.passphrase.trim().split(/\s+/).length < FEWEST) {
    form.elements.passphrase.focus();
    return alone("short");
  }
  if (part === "make" && given.passphrase !== given.again) return alone("differ");
  result.replaceChildren(notice("waiting", element("p", { say: "working" })));
  speak();
  await new Promise((ready) => setTimeout(ready, 30)); // so that the page shows it
  try {
    return await acts[part](given, language);
  } catch (fault) {
    return [refusal(fault)];
  }
}

// Words as they are when it is drawn; drawn again when the language changes and nothing was read yet.
function reader() {
  const told = (key, words) => say(key, language, words), done = (octets) => acts.taken(octets, language);
  return new Scanner({ id: "read-files", say: told, sentence: (code) => (code === "fault" ? told("fault") : sentence(code, language)), done });
}

let scanner = reader();
const reading = element("section", { id: "read", "aria-labelledby": "read-title" }, element("h2", { id: "read-title", say: "readTitle" }), scanner.element);
document.querySelector("main").append(...Object.keys(FORMS).map(section), reading);
document.addEventListener("change", ({ target }) => {
  if (target.id === "seal-language") target.dataset.chosen = "";
});
document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, result = form.nextElementSibling, button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  result.replaceChildren(...(await done(form, result)));
  button.disabled = false;
  speak();
});
document.addEventListener("click", ({ target }) => {
  if (target.dataset.language) {
    language = target.dataset.language;
    scanner = scanner.replaced(reader);
    speak();
  }
  if ("print" in target.dataset) print();
});
speak();
