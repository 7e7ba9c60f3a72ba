// A search in mail that this page opened: the last dispatches of a mailbox, in memory only, gone when the page is left or locked.

import { unbase64 } from "../../sealing/octets.js";
import { Unanswered, json, octets } from "./asking.js";
import { element, notice } from "./drawing.js";
import { Panel } from "./panel.js";
import { refused, say, time } from "./words.js";

const page = document.querySelector("[data-find]"), input = page.querySelector("input"), list = page.querySelector("ul"), result = page.querySelector("[data-result]");
const data = JSON.parse(document.getElementById("dispatch-data").textContent), panel = new Panel(document.querySelector("[data-panel]"));

let found = [];

panel.addEventListener("unlocked", async ({ detail }) => {
  const mailbox = data.keysOf[detail];
  if (!mailbox) return result.replaceChildren(notice("bad", say("wrongKey"), say("wrongKeyMine")));
  page.querySelector("form").hidden = false;
  input.focus();
  try {
    await opened(mailbox);
  } catch (fault) {
    result.replaceChildren(notice("bad", say("notOpened"), fault instanceof Unanswered ? fault.message || say("noAnswer") : refused(fault.code ?? "fault")));
  }
});
panel.addEventListener("locked", () => {
  found = [];
  page.querySelector("form").hidden = true;
  list.replaceChildren();
  result.replaceChildren();
});
page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", draw);

async function opened(mailbox) {
  const { dispatches } = await json(`${data.places.base}last/${mailbox}/`), pinned = (await json(data.places.trusted)).pinned.map(unbase64);
  let shut = 0;
  for (const [index, each] of dispatches.entries()) {
    if (!panel.fingerprint) return;
    result.replaceChildren(element("p", { class: "muted", role: "status", text: say("searching", { done: index + 1, all: dispatches.length }) }));
    try {
      const { values, original } = await panel.sealer.ask("read", { envelope: await octets(each.envelope), reader: { now: Date.now(), again: true, seen: {}, pinned } });
      found.push({ ...each, values, text: words(values, original?.values).toLowerCase() });
    } catch (fault) {
      if (fault instanceof Unanswered) throw fault;
      shut += 1;
    }
    if (index % 10 === 9) draw();
  }
  result.replaceChildren(element("p", { class: "muted", text: [say("searchable", { n: found.length }), shut ? say("notSearchable", { n: shut }) : ""].join(" ") }));
  draw();
}

const words = (...all) => all.filter(Boolean).flatMap(({ subject, summary, body, comment, note, senderName }) => [subject, summary, body, comment, note, senderName]).filter(Boolean).join("\n");

function draw() {
  const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean), fitting = found.filter(({ text }) => wanted.every((word) => text.includes(word)));
  list.replaceChildren(...fitting.map(({ page: address, name, values }) => element("li", {},
    element("a", { href: address, text: values.subject || name }), " ", element("small", { class: "muted", text: `${name} · ${time(values.created)}` }))));
  if (found.length && !fitting.length) list.append(element("li", { text: say("nothingFound") }));
}
