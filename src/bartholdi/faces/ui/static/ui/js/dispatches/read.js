// The page of one dispatch: fetched, opened in the worker, compared with what stands outside, its attachments checked; only then shown
// and confirmed with a receipt that the reader's key signed.

import { hex, random, unbase64 } from "../../sealing/octets.js";
import { Unanswered, asked, json, octets } from "./asking.js";
import { offered } from "../frames/show.js";
import { differences } from "./comparing.js";
import * as cupboard from "./cupboard.js";
import { button, element, notice } from "./drawing.js";
import { exporting } from "./exporting.js";
import { disagreeing, wentBack } from "./heads.js";
import { now } from "./keeper.js";
import { clean } from "./letter.js";
import { Panel } from "./panel.js";
import { Posting } from "./posting.js";
import { files as filesOf, manifest as drawn } from "./shown.js";
import { refused, say } from "./words.js";

const page = document.querySelector("[data-read]"), result = page.querySelector("[data-result]"), opened = page.querySelector("[data-opened]");
const data = JSON.parse(document.getElementById("dispatch-data").textContent), base = `${data.places.base}${data.pk}/`;
const panel = new Panel(document.querySelector("[data-panel]")), { sealer } = panel;
const OWN_FAULTS = ["no-key", "fault", "unsupported-suite"]; // of this reader or this program, not of what was sent

let outside, pinned, posts, sealed, older, doubtful, held = [];

panel.addEventListener("locked", () => {
  opened.replaceChildren();
  opened.hidden = true;
  held = [];
  sealed = null;
});
panel.addEventListener("unlocked", async () => {
  tell(say("opening"));
  try {
    await open();
  } catch (fault) {
    if (fault instanceof Unanswered) result.replaceChildren(notice("bad", say("notOpened"), fault.message || say("noAnswer")));
    else await refuse(fault.code ?? "fault");
  }
});

const tell = (text, share) => result.replaceChildren(element("div", { class: "notice notice--waiting", role: "status" },
  element("p", { text }), element("progress", share === undefined ? { "aria-label": text } : { max: 1, value: share, "aria-label": text })));

async function open() {
  outside = await json(`${base}outside/`);
  older = await wentBack(outside.logHead);
  const trusted = await json(data.places.trusted);
  pinned = trusted.pinned.map(unbase64);
  posts = trusted.posts;
  doubtful = await disagreeing(trusted);
  sealed = await octets(mine() ? `${base}sealed/` : `${base}again/`);
  const before = await cupboard.get("seen", outside.identity), seen = before ? { [outside.identity]: before } : {};
  const found = await sealer.ask("read", { envelope: sealed, reader: { now: Date.now(), pinned, seen, again: Boolean(before) } });
  await attachments(found.original ?? found);
  await cupboard.put("seen", found.digest, found.values.id);
  await show(found);
  await confirm_(found);
}

const mine = () => outside.addressees.find((each) => each.mine && ["action", "info"].includes(each.role) && each.fingerprints.includes(panel.fingerprint));

// All of them hold, or nothing is shown.
async function attachments({ values }) {
  held = [];
  for (const [index, attachment] of (values.attachments ?? []).entries()) {
    const address = outside.blobs[attachment.blob], step = say("checkingFile", { name: attachment.name });
    tell(step, 0);
    const blob = address ? await (await asked(address)).blob() : null;
    const told = ({ read }) => tell(step, attachment.size ? read / attachment.size : 1);
    const { file } = await sealer.ask("detach", { blob, attachment, dispatch: values.id, index }, { told });
    held.push({ attachment, file });
  }
}

async function show(found) {
  const register = held.length ? (await json(data.places.digests)).digests : {}, differs = differences(found, outside);
  const warning = differs.length ? [notice("attention", say("differs"), ...differs)] : [];
  if (older) warning.unshift(notice("bad", say("logBack"), say("logBackWhy", { number: older.number, digest: older.digest.slice(0, 16) })));
  if (doubtful.length) warning.unshift(notice("bad", say("logDiffers", { posts: doubtful.join(", ") }), say("logDiffersWhy")));
  const inside = found.original ? [element("h2", { text: say("forwarded") }), drawn(found.original, outside.earlier, posts)] : [];
  opened.replaceChildren(...warning, drawn(found, outside.earlier, posts), ...inside, ...filesOf(held, register), acts(found), ...alone(found));
  opened.hidden = false;
  result.replaceChildren(notice("good", say("opened"), say("openedWhy")));
  opened.querySelector("h2").tabIndex = -1;
  opened.querySelector("h2").focus();
}

// Signed only now, when everything held; once.
async function confirm_({ values, digest }) {
  const own = mine();
  if (!own || own.outcome === "opened") return;
  try {
    await receipt({ id: values.id, digest, sender: values.sender }, "");
    result.append(notice("info", say("receiptSent")));
  } catch (fault) {
    result.append(notice("attention", say("receiptNot"), fault instanceof Unanswered ? fault.message || say("noAnswer") : refused(fault.code ?? "fault")));
    return;
  }
  await redrawn().catch(() => {}); // it is right once the page is loaded again
}

// What the server drew before the receipt, as it is now.
async function redrawn() {
  const fresh = new DOMParser().parseFromString(await (await asked(location.href)).text(), "text/html");
  for (const each of document.querySelectorAll("[data-far]")) each.replaceWith(fresh.querySelector(`[data-far=${each.dataset.far}]`));
  offered(document);
}

async function receipt(about, reason) {
  const { octets: slip } = await sealer.ask("receipt", { about, pinned, reason, logHead: outside.logHead, at: now() });
  await asked(`${base}confirm/`, { method: "POST", body: slip });
}

async function refuse(code) {
  const said = notice("bad", say("refused"), refused(code), element("p", {}, element("code", { text: code })));
  result.replaceChildren(said);
  if (!outside?.digest || !mine() || OWN_FAULTS.includes(code)) return; // without a digest there is nothing to name in a receipt
  said.append(element("p", { text: say("refusedTell") }), button(say("refusedSend"), async ({ target }) => {
    target.disabled = true;
    try {
      await receipt({ id: outside.identity, digest: outside.digest, sender: outside.sender.fingerprints[0] }, code.replace(":", "-"));
      said.append(element("p", { text: say("refusedSent") }));
      redrawn().catch(() => {});
    } catch (fault) {
      target.disabled = false;
      said.append(element("p", { text: fault.message || refused(fault.code ?? "fault") }));
    }
  }));
}

// What can be done with it ---------------------------------------------------------------------------------------------

function acts({ values, digest }) {
  const link = (name, text) => element("a", { class: "button button--secondary", href: `${data.places.write}?${name}=${data.pk}`, text });
  const wanted = [];
  if (values.kind === "dispatch") wanted.push(link("reply", say("reply")), link("forward", say("forward")));
  const given = () => ({ sealer, envelope: sealed, reader: { now: Date.now(), pinned }, files: held.map(({ file }) => file), values });
  wanted.push(button(say("print"), () => print()), button(say("plain"), () => exporting(opened, given())));
  if (canRecall(values)) wanted.push(button(say("recall"), () => recall({ values, digest })));
  return element("p", { class: "acts opened-acts" }, ...wanted);
}

const canRecall = ({ kind }) => outside.sender.mine && kind === "dispatch" && data.sent;

// Where a second person releases what leaves, the recall is the one act that does not wait (docs/decisions/0032-recalls-leave-at-once.md).
const alone = ({ values }) => (canRecall(values) && data.two ? [element("p", { class: "muted", text: say("recallAlone") })] : []);

function recall(found) {
  const reason = element("textarea", { id: "recall-reason", rows: 3, maxlength: 500 }), form = element("form", { class: "letter-release" },
    element("h2", { text: say("recall") }), element("p", { text: say("recallWhat") }),
    // Where two persons release what leaves, one alone sends no words of their own.
    data.two ? null : element("div", { class: "field" }, element("label", { for: "recall-reason", text: say("recallReason") }), reason),
    element("p", { class: "acts" }, element("button", { class: "button", text: say("recallSend") })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await recalled(found, clean(reason.value));
    } catch (fault) {
      result.replaceChildren(notice("bad", say("notSent"), fault.message || refused(fault.code ?? "fault")));
    }
  });
  opened.append(form);
  form.querySelector("textarea, button").focus();
}

async function recalled({ values, digest }, reason) {
  const posting = new Posting({ sealer, places: data.places, tell }), mailbox = data.keysOf[panel.fingerprint];
  const recipients = outside.addressees.filter((each) => ["action", "info"].includes(each.role)).map((each) => [each.mailbox, each.role]);
  const everybody = posting.everybody({ mailbox, recipients }, {}), certificates = await posting.certificates(everybody), identity = hex(random(16));
  const taken = await posting.numbers({ mailbox, identity, recipients: everybody, kind: "recall", about: data.pk, urgency: outside.urgency, openBy: null });
  const names = Object.fromEntries(outside.addressees.map((each) => [each.mailbox, each.post]));
  const own = { kind: "recall", id: identity, senderName: outside.sender.post, about: { id: values.id, digest, sender: values.sender }, reason };
  const { page: address } = await posting.sent(taken.pk, await posting.sealed(own, everybody, { certificates, numbers: taken.numbers, names }));
  location.assign(address);
}
