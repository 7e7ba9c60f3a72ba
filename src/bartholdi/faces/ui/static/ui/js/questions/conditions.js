// On what questions hang: the rule of cores/formspec/conditions.py, asked of what stands in the form at this moment.

import { clean, cleanLine } from "./counting.js";
import { parse } from "./numbers.js";

const NONE = { answered: false, atoms: [] };
const one = (answered, ...atoms) => ({ answered, atoms });

/** The controls of the question or cell, by what follows its name: "" for its own, ".amount" for a part. */
function controls(element) {
  const name = element.dataset.name ?? `q-${element.dataset.question}`;
  return (part) => [...element.querySelectorAll("[name]")].filter((control) => control.name === name + part);
}

const isSent = (control) => !control.disabled && (!control.matches("[type=checkbox], [type=radio]") || control.checked);
const chosen = (found) => found.filter(isSent).map((control) => cleanLine(control.value)).filter(Boolean);
const line = (found) => cleanLine(found.filter(isSent).at(-1)?.value ?? "");

function number(found) {
  const text = line(found);
  const value = parse(text);
  return value === null ? one(text !== "") : one(true, value);
}

function money(get) {
  const text = line(get(".amount"));
  const currency = get(".amount")[0]?.dataset.currency || line(get(".currency"));
  const value = parse(text);
  return value === null || !currency ? one(text !== "") : one(true, value);
}

function date(found) {
  const text = line(found);
  const day = /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  return day ? one(true, text) : one(text !== "");
}

function choice(get) {
  const own = line(get(".other"));
  const value = chosen(get("")).at(-1) ?? (own ? "other" : "");
  return value ? one(true, value) : NONE;
}

function choices(get) {
  const values = new Set(chosen(get("")));
  if (line(get(".other"))) values.add("other");
  return one(values.size > 0, ...values);
}

const several = (get) => one(chosen(get("")).length > 0, ...chosen(get("")));
const any = (...parts) => (get) => one(parts.some((part) => line(get(part)) !== ""));
const simple = (get) => (line(get("")) ? one(true, line(get(""))) : NONE);

const KINDS = {
  text: any(""),
  long_text: (get) => one(clean(get("").at(-1)?.value ?? "") !== ""),
  number: (get) => number(get("")),
  score: (get) => number(get("")),
  money,
  date: (get) => date(get("")),
  period: any(".from", ".to"),
  yes_no: (get) => (line(get("")) ? one(true, line(get("")) === "yes") : NONE),
  statement: (get) => (line(get("")) === "yes" ? one(true, true) : NONE),
  choice,
  choices,
  goals: (get) => one(chosen(get("")).length > 0, ...chosen(get("")).map(Number)),
  discipline: several,
  country: simple,
  organisation: any(".name"),
  person: any(".name", ".email", ".orcid", ".organisation.name"),
};

/** `answered`, and the `atoms` that conditions compare. */
export function answerOf(element) {
  const kind = element.dataset.kind;
  if (kind === "table") return one([...element.querySelectorAll("td[data-kind]")].some((cell) => answerOf(cell).answered));
  if (kind === "file" || kind === "files") return one(Boolean(element.querySelector("[data-file]") || element.querySelector("[type=file]")?.files.length));
  return KINDS[kind]?.(controls(element)) ?? NONE;
}

const comparable = (value, atom) => (typeof atom === "bigint" ? parse(String(value)) : value);

function meets(atom, { operator, value }) {
  if (operator === "in") return value.some((each) => comparable(each, atom) === atom);
  const other = comparable(value, atom);
  if (operator === "greater") return atom > other;
  if (operator === "less") return atom < other;
  return atom === other;
}

/** Whether the condition holds; `answers` are those of the questions that show. */
export function holds(condition, answers) {
  if (condition.how === "all") return condition.parts.every((part) => holds(part, answers));
  if (condition.how === "any") return condition.parts.some((part) => holds(part, answers));
  if (condition.how === "not") return !holds(condition.parts[0], answers);
  const { answered, atoms } = answers[condition.field] ?? NONE;
  if (condition.operator === "answered") return answered === condition.value;
  return atoms.some((atom) => meets(atom, condition));
}

/** Shows and hides the questions of a page, from the first to the last: a hidden answer is none for what comes after it. */
export function showAll(page) {
  const answers = {};
  for (const question of page.querySelectorAll("[data-question]")) {
    if (question.dataset.when) question.hidden = !holds(JSON.parse(question.dataset.when), answers);
    if (!question.hidden) answers[question.dataset.question] = answerOf(question);
  }
}
