// Rows that come and go without a journey to the server, and sums that follow; a row that was taken away can be put back.

import { counter } from "./counters.js";
import { lookUp } from "./organisations.js";
import { parse, written } from "./numbers.js";

const BLANK = "__row__";

/** The sum of a column in words, as the server says it. */
export function total(cells, currencies, language) {
  const sums = new Map();
  for (const cell of cells) {
    const amount = cell.querySelector("input");
    const currency = currencies ? amount.dataset.currency || cell.querySelector("select").value : "";
    const value = parse(amount.value);
    if (value !== null && (currency || !currencies)) sums.set(currency, (sums.get(currency) ?? 0n) + value);
  }
  if (!currencies) return written(sums.get("") ?? 0n, language);
  return currencies
    .split(" ")
    .map((each) => each.split(":"))
    .filter(([code]) => sums.has(code))
    .map(([code, digits]) => [code, written(sums.get(code), language, Number(digits))])
    .map(([code, sum]) => (language === "fr" ? `${sum}\u00a0${code}` : `${code}\u00a0${sum}`))
    .join(" · ");
}

function blank(template, index) {
  const row = template.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(BLANK)) attribute.value = attribute.value.replaceAll(BLANK, index);
    }
  }
  return row;
}

export function table(element, said) {
  const group = element.closest("fieldset");
  const language = said.language;
  const body = element.tBodies[0];
  const template = group.querySelector("template[data-row]");
  const add = group.querySelector("[data-table-acts] button");
  const told = group.querySelector("[data-table-said]");
  const most = Number(element.dataset.most);
  let next = Math.max(-1, ...[...body.rows].map((row) => Number(row.dataset.rowIndex))) + 1;

  const sums = () => {
    for (const sum of group.querySelectorAll("[data-total]")) {
      const cells = [...body.rows].map((row) => [...row.cells].find((cell) => cell.dataset.name?.endsWith(`.${sum.dataset.total}`)));
      sum.querySelector("dd").textContent = total(cells, sum.dataset.currencies, language);
    }
  };
  const settle = () => {
    [...body.rows].forEach((row, place) => row.querySelectorAll("[data-row-number]").forEach((number) => (number.textContent = place + 1)));
    add.hidden = body.rows.length >= most;
    sums();
    body.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const insert = (row, before = null) => {
    body.insertBefore(row, before);
    settle();
    row.querySelector("td input:not([type=hidden]), td select, td textarea")?.focus();
  };
  const remove = (row) => {
    const [place, after] = [row.rowIndex, row.nextElementSibling];
    row.remove();
    if (body.rows.length === 0) body.append(made());
    settle();
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button button--quiet button--small";
    back.textContent = said.putBack;
    back.addEventListener("click", () => {
      told.replaceChildren();
      insert(row, after?.isConnected ? after : null);
    });
    told.replaceChildren(said.removed.replace("{n}", place), " ", back);
    (add.hidden ? back : add).focus();
  };
  const made = () => {
    const row = blank(template, next);
    next += 1;
    row.querySelectorAll("input[data-characters], textarea[data-characters], input[data-words], textarea[data-words]").forEach((field) => counter(field, said));
    row.querySelectorAll("[data-organisation][data-url]").forEach((box) => lookUp(box, said));
    return row;
  };

  add.addEventListener("click", (event) => {
    event.preventDefault();
    told.replaceChildren();
    insert(made());
    if (add.hidden) told.textContent = said.full;
  });
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button[name^='remove_row:']");
    if (!button) return;
    event.preventDefault();
    remove(button.closest("tr"));
  });
  body.addEventListener("input", sums);
  body.addEventListener("change", sums);
}
