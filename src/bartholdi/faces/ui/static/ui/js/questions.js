// A questionnaire made smoother: questions appear as they are needed, texts are counted, rows come and go, sums follow.
// Nothing here decides anything: the server reads the form by the same rules, which tests hold against these.

import { characters, clean, cleanLine, words } from "./questions/counting.js";
import { answerOf, holds, showAll } from "./questions/conditions.js";
import { parse } from "./questions/numbers.js";
import { offerClearing, showOther, weigh } from "./questions/choosing.js";
import { counter } from "./questions/counters.js";
import { lookUp } from "./questions/organisations.js";
import { table, total } from "./questions/tables.js";

export { answerOf, characters, clean, cleanLine, holds, parse, showAll, total, words };

for (const page of document.querySelectorAll("[data-questions]")) {
  const said = page.querySelector("[data-question-words]").dataset;
  page.querySelectorAll("[data-characters], [data-words]").forEach((field) => field.matches("input, textarea") && !field.closest("template") && counter(field, said));
  page.querySelectorAll("[data-clear]").forEach((group) => offerClearing(group, said));
  page.querySelectorAll("[data-most][type=file]").forEach((input) => weigh(input, said));
  page.querySelectorAll("[data-organisation][data-url]").forEach((box) => lookUp(box, said));
  page.querySelectorAll("[data-table]").forEach((each) => table(each, said));
  page.querySelectorAll("[data-other]").forEach(showOther);
  page.addEventListener("input", () => showAll(page));
  page.addEventListener("change", () => showAll(page));
  showAll(page);
}
