// The page on which a dispatch is written: unlocked, kept as a sealed draft while one types, then released or sealed and sent.

import { hex, random, unbase64 } from "../../sealing/octets.js";
import { tooHigh } from "../../sealing/manifest.js";
import { Unanswered, asked, json, octets } from "./asking.js";
import { Attachments } from "./attachments.js";
import { button, element, notice } from "./drawing.js";
import { Keeper } from "./keeper.js";
import * as letter from "./letter.js";
import { Panel } from "./panel.js";
import { Posting } from "./posting.js";
import * as shelf from "./shelf.js";
import { language, refused, say } from "./words.js";

const page = document.querySelector("[data-write]"), form = page.querySelector("[data-letter]"), state = page.querySelector("[data-state]");
const result = page.querySelector("[data-result]"), release = page.querySelector("[data-release]");
const data = JSON.parse(document.getElementById("dispatch-data").textContent);
const panel = new Panel(document.querySelector("[data-panel]")), { sealer } = panel;

let mailbox = null, more = {}, busy = false; // `more`: what a draft keeps beside the form
const files = new Attachments(form.querySelector("[data-attachments]"), ({ renew } = {}) => {
  more.renew ||= renew;
  keeper.touch();
});
const content = () => (mailbox && panel.fingerprint ? { ...more, mailbox, ...letter.read(form), ...files.read() } : null);
const keeper = new Keeper({ sealer, places: data.places, content, tell });
const posting = new Posting({ sealer, places: data.places, tell: (text, share) => progress(text, share) });
const releasing = () => Boolean(data.draft?.ready && data.draft.author !== data.me);

function tell(what, why = "") {
  const words = { keeping: "draftKeeping", kept: "draftKept", waiting: "draftWaiting", stale: "draftStale", refused: "draftRefused" };
  state.replaceChildren(element("p", { text: why ? `${say(words[what])} ${why}` : say(words[what]) }));
  state.classList.toggle("is-trouble", !["keeping", "kept"].includes(what));
  if (what === "stale") state.append(button(say("keepApart"), () => keeper.apart()), button(say("loadTheirs"), () => location.reload()));
}

function progress(text, share) {
  const bar = share === undefined ? element("progress", { "aria-label": text }) : element("progress", { max: 1, value: share, "aria-label": text });
  result.replaceChildren(element("div", { class: "notice notice--waiting", role: "status" }, element("p", { text }), bar));
}

// Unlocking ------------------------------------------------------------------------------------------------------------

panel.addEventListener("unlocked", async ({ detail: fingerprint }) => {
  const found = data.keysOf[fingerprint] ?? null;
  result.replaceChildren();
  if (!found || !data.own[found] || (data.draft && data.draft.mailbox !== found)) {
    result.replaceChildren(notice("bad", say("wrongKey"), data.draft ? say("wrongKeyDraft", { post: data.own[data.draft.mailbox]?.post ?? "" }) : say("wrongKeyMine")));
    return;
  }
  mailbox = found;
  try {
    await begin();
  } catch (fault) {
    mailbox = null;
    failed(fault, say("notOpened"));
    return;
  }
  shown(true);
  if (!releasing()) (data.reply ? form.elements.body : form.querySelector("input[type=search], select:enabled")).focus();
});
panel.addEventListener("locking", ({ detail }) => mailbox && !releasing() && detail.wait(keeper.settled()));
panel.addEventListener("locked", () => {
  letter.write(form, { fields: Object.fromEntries(["subject", "summary", "body", "comment", "marking", "caption"].map((name) => [name, ""])) });
  shown(false);
});

async function begin() {
  const before = keeper.sealed ? await keeper.opened() : await keeper.taken({ pk: data.draft?.pk ?? null, version: data.draft?.version ?? 0 });
  if (before) {
    const { fields, recipients, references, attachments, held, chosen, ...rest } = before;
    more = rest;
    letter.write(form, before);
    files.write({ attachments, chosen });
    more.renew ||= !(await files.resumed(held)); // the server has a part of it, which nobody can complete
  } else if (data.reply || data.forward) await answering();
  page.querySelector("[data-from]").textContent = `${data.own[mailbox].post} · ${data.own[mailbox].name}`;
  if (more.word) result.replaceChildren(notice("info", say("givenBack"), more.word));
  marked();
  recoveries();
}

// A reply or a forward begins with what it is about, which only this page can read.
async function answering() {
  const about = data.reply ?? data.forward, { pinned } = await json(data.places.trusted);
  const envelope = await octets(`${data.places.base}${about.pk}/again/`);
  const reader = { now: Date.now(), again: true, seen: {}, pinned: pinned.map(unbase64) };
  const { values, inner } = await sealer.ask("read", { envelope, reader });
  if (data.forward) {
    more.forward = { pk: about.pk, original: (await sealer.ask("base64", { octets: inner })).text, subject: values.subject, attachments: values.attachments };
    form.elements.subject.value = values.subject;
    return;
  }
  more.replyTo = values.id;
  const subject = (values.subject ?? "").replace(/^(re|rép\.?)\s*:\s*/i, "");
  letter.write(form, {
    fields: { subject: letter.cut(say("replySubject", { subject }), 200), urgency: values.urgency ?? "routine", marking: values.marking ?? "", language: values.language ?? language },
    recipients: [[about.sender, "action"]], references: [values.id],
  });
}

function shown(open) {
  const wait = releasing();
  page.querySelector("[data-closed]").hidden = open;
  form.hidden = !open;
  form.toggleAttribute("inert", wait);
  release.hidden = !open || !wait;
  for (const each of form.querySelectorAll("[data-only]")) each.hidden = (each.dataset.only === "forward") !== Boolean(more.forward);
  const two = Boolean(data.own[mailbox]?.two);
  page.querySelector("[data-acts]").hidden = !open || wait;
  page.querySelector("[data-act=send]").hidden = two;
  page.querySelector("[data-act=offer]").hidden = !two;
  files.fixed = wait;
  files.draw();
}

// Writing --------------------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target.name === "filter") return filtered(target.value);
  if (target.name === "marking") marked();
  if (target.dataset.mailbox) recoveries();
  if (mailbox && target.name !== "files") keeper.touch();
});

function filtered(text) {
  const wanted = text.trim().toLowerCase();
  for (const row of form.querySelectorAll("[data-correspondent]")) {
    row.hidden = Boolean(wanted) && !row.textContent.toLowerCase().includes(wanted) && !row.querySelector("select")?.value;
  }
}

// A marking that this system may not carry is refused while it is typed.
function marked() {
  const field = form.elements.marking, high = tooHigh(field.value), place = form.querySelector("[data-marking]");
  field.toggleAttribute("aria-invalid", high);
  if (high) field.setAttribute("aria-invalid", "true");
  place.replaceChildren(...(high ? [notice("bad", refused("marking-too-high"), say("markingWhy"))] : []));
  return high;
}

// Who could open it in an emergency is said before it is sealed.
function recoveries() {
  const chosen = [mailbox, ...letter.read(form).recipients.map(([pk]) => pk)], posts = new Set(chosen.map((pk) => data.recoveries[pk]).filter(Boolean).map((pk) => data.names[pk]));
  form.querySelector("[data-recovery]").replaceChildren(...(posts.size ? [notice("info", say("recoveryMark"), say("recoveryWho", { posts: [...posts].join(", ") }))] : []));
}

// Sending --------------------------------------------------------------------------------------------------------------

async function numbered(everybody) {
  const { fields, recipients } = letter.read(form), key = JSON.stringify(everybody);
  const theirs = more.numbered && more.numbered.author !== data.me && !releasing();
  if (more.numbered && (more.numbered.key !== key || more.renew || more.uploading || theirs)) {
    const { pk, identity } = more.numbered;
    await files.loosened(sealer, { base: data.places.base, dispatch: pk, identity });
    Object.assign(more, { numbered: null, renew: false, uploading: false });
    await keeper.keep();
    await posting.void(pk);
  }
  if (more.numbered) return;
  more.identity = hex(random(16));
  await keeper.keep(); // so that a lost answer finds the same numbers again
  const outside = fields.outside && !more.forward;
  const taken = await posting.numbers({
    mailbox, identity: more.identity, recipients: everybody, kind: more.forward ? "forward" : "dispatch",
    urgency: outside ? fields.urgency : "routine", openBy: outside ? letter.moment(fields.open_by) : null,
  });
  more.numbered = { ...taken, identity: more.identity, key };
  await keeper.keep();
}

async function attached() {
  const { pk, identity } = more.numbered;
  if (more.forward && !more.forward.copied) {
    for (const { blob } of more.forward.attachments ?? []) {
      await posting.copied(pk, blob, await (await asked(`${data.places.base}${more.forward.pk}/blobs/${blob}/`)).blob());
    }
    more.forward.copied = true;
  }
  if (files.held.length) await completed(pk);
  while (files.files.length) {
    if (files.files[0].size <= shelf.LARGEST) {
      files.held = [await posting.shelved(files.files[0], { identity, index: files.sealed.length })];
      files.files.shift();
      await keeper.keep(); // the draft has its key, before the server has any of it
      await completed(pk);
      continue;
    }
    more.uploading = true;
    await keeper.keep();
    files.sealed.push(await posting.attach(files.files[0], { dispatch: pk, identity, index: files.sealed.length }));
    files.files.shift();
    more.uploading = false;
    files.draw();
    await keeper.keep();
  }
}

// Whole with the server, and off the shelf.
async function completed(pk) {
  const [entry] = files.held;
  await posting.copied(pk, entry.blob, await shelf.of(entry.blob), entry.name);
  files.sealed.push(entry);
  files.held = [];
  files.draw();
  await keeper.keep();
  await shelf.forget(entry.blob);
}

async function prepared() {
  const now = letter.read(form), missing = letter.missing({ ...now, forward: more.forward });
  if (missing.length || marked()) {
    const first = missing[0] === "recipients" ? form.querySelector("select[data-mailbox]:enabled") : form.elements[missing[0] ?? "marking"];
    result.replaceChildren(notice("bad", say("notYet"), ...missing.map((name) => say(`missing_${name}`))));
    first?.focus();
    return null;
  }
  if (files.lost.length) {
    result.replaceChildren(notice("bad", say("notYet"), say("filesAgain", { names: files.lost.map(({ name }) => name).join(", ") })));
    return null;
  }
  const everybody = posting.everybody({ mailbox, recipients: now.recipients }, data.recoveries), certificates = await posting.certificates(everybody);
  const without = everybody.filter(([pk]) => !certificates[pk]).map(([pk]) => data.names[pk]);
  if (without.length) {
    result.replaceChildren(notice("bad", say("notSealable", { posts: without.join(", ") }), say("notSealableWhy")));
    return null;
  }
  await numbered(everybody);
  await attached();
  return { everybody, certificates };
}

async function sent() {
  const ready = await prepared();
  if (!ready) return;
  const { numbered: { pk, number, numbers, identity }, forward } = more, senderName = data.names[mailbox];
  const own = forward
    ? { kind: "forward", senderName, note: letter.read(form).fields.comment, original: forward.original }
    : letter.values({ ...letter.read(form), replyTo: more.replyTo, attachments: files.sealed }, { senderName, number });
  const envelope = await posting.sealed({ ...own, id: identity }, ready.everybody, { ...ready, numbers, names: data.names });
  const { page: address } = await posting.sent(pk, envelope);
  await keeper.gone();
  location.assign(address);
}

async function offered() {
  if (!(await prepared())) return;
  delete more.word;
  await keeper.keep("offer");
  await left();
  result.replaceChildren(notice("good", say("offered"), say("offeredWhy")));
}

async function givenBack() {
  more.word = letter.clean(release.querySelector("textarea").value);
  await keeper.keep("give-back");
  await left();
  result.replaceChildren(notice("good", say("gaveBack")));
}

// It is with somebody else now: this page shows it no more, and keeps nothing over it.
async function left() {
  await keeper.gone();
  mailbox = null;
  shown(false);
  page.querySelector("[data-closed]").hidden = true;
  state.replaceChildren();
}

async function discarded() {
  if (!confirm(say("discardSure"))) return;
  for (const { blob } of files.held) await shelf.forget(blob);
  await keeper.discard();
  location.assign(data.places.base);
}

function failed(fault, title = say("notSent")) {
  const why = fault instanceof Unanswered ? fault.message || say("noAnswer") : refused(fault.code ?? "fault");
  result.replaceChildren(notice("bad", title, why, say("draftIsKept")));
}

shelf.tidied();

const ACTS = { send: sent, offer: offered, release: sent, "give-back": givenBack, discard: discarded };
page.addEventListener("click", async ({ target }) => {
  const act = ACTS[target.closest("[data-act]")?.dataset.act];
  if (!act || busy) return;
  busy = true;
  page.setAttribute("aria-busy", "true");
  try {
    await act();
  } catch (fault) {
    failed(fault);
  } finally {
    busy = false;
    page.removeAttribute("aria-busy");
  }
});
