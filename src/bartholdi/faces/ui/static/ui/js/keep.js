// Nothing typed is lost: forms marked data-keep are remembered in this tab, and filled again after an expired session,
// a change of language or a closed connection. Passwords, codes and files are never kept.

const NEVER = "[type=password], [type=file], [type=hidden], [autocomplete=one-time-code], [data-forget]";
// The same page in the other language is the same form.
const place = location.pathname.replace(/^\/(en|fr)\//, "/");
const nameOf = (form, index) => `kept:${place}:${form.id || index}`;

const controls = (form) => [...form.elements].filter((e) => e.name && e.matches("input, textarea, select") && !e.matches(NEVER));

const read = (form) =>
  controls(form).map((e) => [e.name, e.type === "checkbox" || e.type === "radio" ? e.value : "", e.matches("[type=checkbox], [type=radio]") ? e.checked : e.multiple ? [...e.selectedOptions].map((o) => o.value) : e.value]);

function write(form, kept) {
  let changed = false;
  for (const [name, value, state] of kept) {
    const box = typeof state === "boolean";
    const control = controls(form).find((e) => e.name === name && (!box || e.value === value));
    if (!control) continue;
    if (box) {
      changed ||= control.checked !== state;
      control.checked = state;
    } else if (Array.isArray(state)) {
      for (const option of control.options) option.selected = state.includes(option.value);
    } else if (control.value !== state) {
      changed = true;
      control.value = state;
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return changed;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function tell(form, key, typed, isBack) {
  const words = document.getElementById("field-words")?.dataset ?? {};
  const box = document.createElement("div");
  box.className = "notice notice--info";
  box.setAttribute("role", "status");
  const line = document.createElement("p");
  line.textContent = isBack ? words.kept : words.changed;
  const forget = () => {
    sessionStorage.removeItem(key);
    form.reset();
    box.remove();
  };
  const putBack = () => {
    write(form, typed);
    box.replaceWith(tell(form, key, typed, true));
  };
  box.append(line, ...(isBack ? [] : [button(words.putBack, putBack)]), button(words.forget, forget));
  form.prepend(box);
  return box;
}

// A form was taken when the next page says so, or when its page was left without a complaint; sign-in pages are no answer yet.
const sent = sessionStorage.getItem("kept-sent");
if (sent) {
  const complaint = document.querySelector("[data-error-summary], .notice--bad, .is-fault");
  const elsewhere = !sent.startsWith(`kept:${place}:`) && !document.querySelector(".is-narrow");
  if (!complaint && (elsewhere || document.querySelector(".notice--good"))) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("kept-sent");
}

document.querySelectorAll("form[data-keep]").forEach((form, index) => {
  const key = nameOf(form, index);
  const refused = document.querySelector("[data-error-summary]"); // the server has drawn what was typed already
  const shown = JSON.stringify(read(form)); // what the server drew
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (kept && !refused) {
    // If the page changed since, somebody else may have written: then the person chooses, not this module.
    const isBack = kept.shown === shown;
    if (isBack ? write(form, kept.typed) : JSON.stringify(kept.typed) !== shown) tell(form, key, kept.typed, isBack);
  }
  const keep = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify({ shown: refused ? (kept?.shown ?? shown) : shown, typed: read(form) }));
    } catch {
      // The browser's store is full or closed: the server's own rescue remains.
    }
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => sessionStorage.setItem("kept-sent", key));
});

// Who signs out leaves nothing behind: neither in the tab nor, of drafts, in the browser.
const forget = () => {
  sessionStorage.clear();
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
};
document.querySelectorAll("form[data-forget-all]").forEach((form) => form.addEventListener("submit", forget));
