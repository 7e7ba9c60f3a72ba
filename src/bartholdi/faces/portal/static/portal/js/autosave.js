// A form that saves itself, question by question. Whatever the server does not have yet is kept in this browser: a lost network,
// a closed tab, an ended session or a server that stops loses nothing that was typed. Two people see each other's changes, and
// where both changed one answer, a person chooses.

import { unsentOf } from "./unsent.js";

const form = document.querySelector("form[data-autosave]");
const PAUSE = 1500; // after the last letter
const LONGEST = 4000; // of uninterrupted typing
const LOOK = 10_000; // between two looks at what others do
const PATIENCE = 20_000; // for one answer of the server
const ENOUGH = 180_000; // bytes that one save may carry

if (form) begin();

function begin() {
  const bar = document.getElementById("save-state");
  const line = bar.querySelector(".save-line");
  const words = bar.dataset;
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(8)), (each) => each.toString(16).padStart(2, "0")).join("");
  const unsent = unsentOf(form.dataset.application, form.dataset.owner, tab);
  const questions = new Map(); // key -> {seen, sent, conflict}
  const was = sessionStorage.getItem("draft-tab") ?? ""; // the page that this window showed before is here no longer
  sessionStorage.setItem("draft-tab", tab);
  let since = Number(form.dataset.version);
  let mark = "";
  let waiting, running, failures = 0, firstAt = 0, leaving = false;

  bar.hidden = false;

  const say = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const tell = (text, trouble = false) => {
    if (line.textContent !== text) line.textContent = text;
    bar.classList.toggle("save-state--trouble", trouble);
  };
  // By the server's clock, whatever this computer's says.
  const saved = (at) => tell(say(words.saved, { time: new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date(at)) }));
  const alone = () => tell(unsent.isSafe() ? words.offline : words.offlineHere, true);
  const box = (key) => form.querySelector(`[data-question="${CSS.escape(key)}"]`);
  const label = (key) => box(key)?.querySelector("legend, label, .question-label")?.firstChild?.textContent.trim() ?? key;

  // What a question says now, as the form would send it: names and values, without files.
  const fieldsOf = (question) => {
    const names = new Set([...question.querySelectorAll("[name]")].filter((each) => !each.closest("template") && !each.matches("button, [type=file]")).map((each) => each.name));
    return [...new FormData(form)].filter(([name, value]) => names.has(name) && typeof value === "string");
  };
  const said = (question) => JSON.stringify(fieldsOf(question));
  const isFile = (question) => ["file", "files", "information"].includes(question.dataset.kind);

  for (const question of form.querySelectorAll("[data-question]")) {
    if (!isFile(question)) questions.set(question.dataset.question, { seen: Math.max(since, 0), sent: said(question) });
  }

  const remember = (question) => {
    const key = question.dataset.question;
    const state = questions.get(key);
    const now = said(question);
    if (now === state.sent && !state.conflict) delete unsent.entries[key];
    else unsent.entries[key] = { fields: JSON.parse(now), seen: state.seen, at: Date.now(), page: form.dataset.page };
    return now !== state.sent;
  };
  const forget = (key) => {
    delete unsent.entries[key];
    unsent.keep();
  };

  const plan = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(send, delay);
  };

  function typed(event) {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    if (event.target.type === "file") return event.type === "change" ? sendFiles(question) : undefined;
    if (!questions.has(question.dataset.question)) return;
    // Removing a row changes a question without an event of its own: look at all of them, they are few.
    let changed = false;
    for (const key of questions.keys()) if (box(key)) changed = remember(box(key)) || changed;
    unsent.keep();
    if (!changed) return;
    firstAt ||= Date.now();
    plan(failures ? backOff() : Math.max(0, Math.min(PAUSE, LONGEST - (Date.now() - firstAt))));
  }
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("click", (event) => event.target.closest("button") && setTimeout(() => typed({ target: event.target, type: "input" }), 0));

  const backOff = () => Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)) * (0.75 + Math.random() / 2);

  function parcel() {
    const body = new FormData();
    const carried = {};
    let weight = 0;
    for (const [key, each] of Object.entries(unsent.entries)) {
      if (questions.get(key)?.conflict || questions.get(key)?.refused === JSON.stringify(each.fields)) continue;
      const size = JSON.stringify(each.fields).length * 3;
      if (weight && weight + size > ENOUGH) break;
      weight += size;
      // A question whose boxes are all empty must be named, or the server would take it for not sent.
      if (!each.fields.some(([name]) => name === `q-${key}`)) body.append(`q-${key}`, "");
      for (const [name, value] of each.fields) body.append(name, value);
      carried[key] = each;
    }
    body.append("seen", JSON.stringify(Object.fromEntries(Object.entries(carried).map(([key, each]) => [key, each.seen]))));
    return { body, carried };
  }

  async function post(body, options) {
    body.append("tab", tab);
    body.append("since", since);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", ...options });
  }

  async function send() {
    clearTimeout(waiting);
    if (running) return plan(200);
    const { body, carried } = parcel();
    if (!Object.keys(carried).length) return;
    running = true;
    firstAt = 0;
    tell(words.saving);
    try {
      const answer = await post(body, { signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) took(await answer.json(), carried);
      else await refused(answer, carried);
    } catch {
      failures += 1;
      alone();
      plan(backOff());
    } finally {
      running = false;
    }
  }

  function took(news, carried) {
    failures = 0;
    const stuck = new Set(news.refusedKeys);
    for (const [key, each] of Object.entries(carried)) {
      const text = JSON.stringify(each.fields);
      const state = questions.get(key) ?? {};
      if (news.conflicts[key] || stuck.has(key)) {
        if (stuck.has(key)) state.refused = text;
        continue;
      }
      state.sent = text;
      state.seen = news.version;
      // What was typed while the save was on its way is still unsent, but has seen this version.
      if (JSON.stringify(unsent.entries[key]?.fields) === text) delete unsent.entries[key];
      else if (unsent.entries[key]) unsent.entries[key].seen = news.version;
    }
    unsent.keep();
    hear(news);
    for (const [key, conflict] of Object.entries(news.conflicts)) apart(key, conflict);
    for (const key of carriedFaults(news, carried)) showFault(key, news.faults[key]);
    if (stuck.size) tell(words.refused, true);
    else if ([...questions.values()].some((each) => each.conflict)) tell(words.waiting, true);
    else if (Object.keys(unsent.entries).length) plan(PAUSE);
    else saved(news.at);
  }

  const carriedFaults = (news, carried) => Object.keys(carried).filter((key) => box(key));

  function showFault(key, text) {
    const question = box(key);
    let fault = question.querySelector(":scope > .field-error[data-autosaved]");
    if (!text || question.querySelector(".field-error:not([data-autosaved])")) return fault?.remove();
    if (!fault) {
      fault = document.createElement("p");
      fault.className = "field-error";
      fault.dataset.autosaved = "";
      question.prepend(fault);
    }
    fault.textContent = text;
  }

  async function refused(answer, carried = {}) {
    if (answer.status === 409) {
      const told = await answer.json();
      return tell(told.refused, true);
    }
    if (answer.status === 404) return tell(words.gone, true);
    if ([400, 413].includes(answer.status)) {
      for (const [key, each] of Object.entries(carried)) questions.set(key, { ...questions.get(key), refused: JSON.stringify(each.fields) });
      return tell(words.refused, true);
    }
    failures += 1;
    if (answer.status === 507) {
      tell((await answer.json()).refused, true); // our disk is full: what was typed waits here
      return plan(backOff());
    }
    if (answer.status === 401 || answer.type === "opaqueredirect") return signedOut();
    // The key of the form was changed: a new one came along, unless the session is gone as well.
    if (answer.status === 403) {
      const looked = await look(true);
      if (looked === 200) return plan(0);
      if (looked === 401) return signedOut();
    }
    alone();
    plan(backOff());
  }

  function signedOut() {
    tell(`${words.signedOut} `, true);
    const link = document.createElement("a");
    link.href = `${words.signInUrl}?next=${encodeURIComponent(location.pathname)}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = words.signIn;
    line.append(link);
    plan(LOOK);
  }

  // What others do ---------------------------------------------------------------------------------------------------

  // The answer's status; 0 without an answer, 204 where there is no news.
  async function look(fresh = false) {
    try {
      const query = new URLSearchParams({ since, tab, was, page: form.dataset.page, mark: fresh ? "" : mark });
      const answer = await fetch(`${form.dataset.now}?${query}`, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      if ([404, 409].includes(answer.status)) await refused(answer); // it is this person's no longer
      if (answer.status !== 200) return answer.status;
      const news = await answer.json();
      form.elements.csrfmiddlewaretoken.value = news.csrf;
      mark = news.mark;
      hear(news);
      return 200;
    } catch {
      return 0;
    }
  }

  function hear(news) {
    for (const [key, other] of Object.entries(news.others)) {
      const question = box(key);
      if (!question) continue;
      const state = questions.get(key);
      if (state && (state.conflict || said(question) !== state.sent)) continue; // one's own words are on their way: the save will tell
      replace(key, other);
      if (other.by || !isFile(question)) announce(key, other);
    }
    if (news.eligibility !== undefined) showEligibility(news.eligibility);
    if (news.until) document.dispatchEvent(new CustomEvent("deadline", { detail: news.until })); // an extension: ui/js/countdown.js shows it
    since = Math.max(since, news.version);
    form.elements.version.value = since;
    bar.querySelector(".presence").textContent = news.present.join(" ");
  }

  // What the rules of the call say now; what was unfolded stays so.
  function showEligibility(html) {
    const box = document.querySelector("[data-eligibility]");
    if (!box || !html) return;
    const open = box.querySelector("details")?.open;
    const made = document.createElement("div");
    made.innerHTML = html;
    const said = (root) => root.querySelector("[role=status]")?.textContent.trim();
    const status = box.querySelector("[role=status]");
    const fresh = made.querySelector("[role=status]");
    // The line that is read out stays the same element, so that its change is heard; and is left alone where it says the same.
    if (status && fresh) {
      if (said(box) !== said(made)) status.replaceChildren(...fresh.childNodes);
      fresh.replaceWith(status);
    }
    box.replaceChildren(...made.childNodes);
    const details = box.querySelector("details");
    if (details && open) details.open = true;
  }

  const announce = (key, other) => tell(other.by ? say(words.changed, { name: other.by, question: label(key) }) : say(words.changedHere, { question: label(key) }));

  // The question as the server draws it now; where its controls are the same, only their values are changed.
  function replace(key, other) {
    const question = box(key);
    const made = document.createElement("div");
    made.innerHTML = other.html;
    const fresh = made.querySelector("[data-question]");
    const controls = (root) => [...root.querySelectorAll("input:not([type=file]), select, textarea")].filter((each) => each.name && !each.closest("template"));
    const mine = controls(question), theirs = controls(fresh);
    const alike = mine.length === theirs.length && mine.every((each, index) => each.name === theirs[index].name) && !question.matches("[data-kind=file], [data-kind=files]");
    if (alike) {
      mine.forEach((each, index) => {
        if (each.matches("[type=checkbox], [type=radio]")) each.checked = theirs[index].checked;
        else each.value = theirs[index].value;
      });
    } else {
      fresh.hidden = question.hidden;
      question.replaceWith(fresh);
    }
    const now = box(key);
    if (questions.has(key)) Object.assign(questions.get(key), { sent: said(now), seen: other.version });
    document.querySelector("form[data-autosave] [data-questions]").dispatchEvent(new Event("input", { bubbles: false }));
    resetMark(key);
  }

  // Without a script the form says what it said when it was drawn; what others wrote since is not what this person touched.
  function resetMark(key) {
    const drawn = JSON.parse(form.elements.drawn.value);
    if (key in drawn) {
      delete drawn[key];
      form.elements.drawn.value = JSON.stringify(drawn);
    }
  }

  // Two answers, side by side ------------------------------------------------------------------------------------------

  function apart(key, conflict) {
    const question = box(key);
    if (!question) return;
    const state = questions.get(key);
    state.conflict = conflict;
    form.querySelector(`[data-theirs="${CSS.escape(key)}"]`)?.remove();
    const made = document.createElement("div");
    made.innerHTML = conflict.html;
    const other = made.firstElementChild;
    other.setAttribute("role", "group");
    other.setAttribute("aria-label", say(words.conflict, { question: label(key) }));
    question.before(other);
    question.classList.add("question--apart");
    other.querySelector("[data-choose=mine]").addEventListener("click", () => chosen(key, other, true));
    other.querySelector("[data-choose=theirs]").addEventListener("click", () => chosen(key, other, false));
    tell(say(words.conflict, { question: label(key) }), true);
  }

  async function chosen(key, other, mine) {
    const state = questions.get(key);
    const { version } = state.conflict;
    other.remove();
    box(key).classList.remove("question--apart");
    delete state.conflict;
    state.seen = version;
    if (mine) {
      remember(box(key));
      unsent.keep();
      box(key).querySelector("input, textarea, select")?.focus();
      return plan(0);
    }
    forget(key);
    state.sent = said(box(key)); // so that what the server draws may take its place
    since = Math.min(since, version - 1);
    await look(true);
  }

  // Files ----------------------------------------------------------------------------------------------------------------

  async function sendFiles(question) {
    const input = question.querySelector("input[type=file]");
    if (!input?.files.length || input.getAttribute("aria-invalid") === "true") return;
    const body = new FormData();
    for (const file of input.files) body.append(input.name, file);
    tell(words.saving);
    try {
      const answer = await post(body);
      if (!answer.ok) {
        await refused(answer);
        return answer.status === 401 || answer.status === 403 || answer.status >= 500 ? laterFiles(question) : undefined;
      }
      const news = await answer.json();
      hear(news);
      if (news.said.length) tell(news.said.join(" "), true);
      else saved(news.at);
    } catch {
      failures += 1;
      tell(words.offlineFile, true);
      laterFiles(question);
    }
  }

  // The file is still chosen, unless somebody chose otherwise meanwhile.
  const laterFiles = (question) => setTimeout(() => box(question.dataset.question) && sendFiles(box(question.dataset.question)), backOff());

  // Coming and going -------------------------------------------------------------------------------------------------------

  async function putBack() {
    const own = (key) => !box(key) || (questions.has(key) && said(box(key)) === questions.get(key).sent && !questions.get(key).conflict);
    let found = false;
    const taken = await unsent.adopt(own);
    for (const key of taken) {
      const each = unsent.entries[key];
      const question = box(key);
      if (!question) continue; // of another page: it is sent from here
      if (JSON.stringify(each.fields) === questions.get(key).sent) {
        forget(key);
        continue;
      }
      found = true;
      fill(question, each.fields);
      questions.get(key).seen = each.seen;
    }
    if (found) tell(words.restored, true);
    if (taken.length) plan(0);
  }

  function fill(question, fields) {
    const left = new Map();
    for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
    for (const control of question.querySelectorAll("input:not([type=file]), select, textarea")) {
      if (control.closest("template") || !control.name) continue;
      const values = left.get(control.name) ?? [];
      if (control.matches("[type=checkbox], [type=radio]")) control.checked = values.includes(control.value);
      else if (values.length) control.value = values.shift();
    }
    question.closest("[data-questions]").dispatchEvent(new Event("input", { bubbles: false }));
  }

  // The form itself is sent by its buttons: then it carries everything, and what is kept here has done its work once the next page is there.
  form.addEventListener("submit", () => {
    leaving = true;
    // What each question has seen: with one version for the whole form, a change that came while one was writing would be overwritten.
    put("seen", JSON.stringify(Object.fromEntries([...questions].map(([key, state]) => [key, state.seen]))));
    put("tab", tab);
    clearTimeout(waiting);
    sessionStorage.setItem("draft-sent", JSON.stringify({ tab, name: unsent.name, keys: [...questions.keys()], at: Date.now() }));
  });

  function put(name, value) {
    const input = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    input.value = value;
  }

  addEventListener("online", () => plan(0));
  // Whoever comes back from signing in again need not wait for the next try.
  addEventListener("focus", async () => [200, 204].includes(await look()) && failures && plan(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
    else look();
  });
  addEventListener("pagehide", flush);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false; // brought back as it was, by the back button
    look();
  });
  addEventListener("beforeunload", (event) => !leaving && !unsent.isSafe() && event.preventDefault());

  // A last try while the page goes; the store has it in any case.
  function flush() {
    if (leaving || running) return;
    const { body, carried } = parcel();
    if (!Object.keys(carried).length || JSON.stringify(Object.values(carried)).length > 60_000) return;
    post(body, { keepalive: true }).catch(() => {});
  }

  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    look();
    if (!failures) putBack(); // a page that was closing when this one opened
  }, LOOK);
  putBack();
  look();
}
