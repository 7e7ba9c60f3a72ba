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

function tell(form, key) {
  const words = document.getElementById("field-words")?.dataset ?? {};
  const box = document.createElement("div");
  box.className = "notice notice--info";
  box.setAttribute("role", "status");
  const line = document.createElement("p");
  line.textContent = words.kept;
  const forget = document.createElement("button");
  forget.type = "button";
  forget.className = "button button--quiet";
  forget.textContent = words.forget;
  forget.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    form.reset();
    box.remove();
  });
  box.append(line, forget);
  form.prepend(box);
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
  const kept = sessionStorage.getItem(key);
  if (kept && !refused && write(form, JSON.parse(kept))) tell(form, key);
  const keep = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(read(form)));
    } catch {
      // The browser's store is full or closed: the server's own rescue remains.
    }
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => sessionStorage.setItem("kept-sent", key));
});

// Who signs out leaves nothing behind in the tab.
document.querySelectorAll("form[data-forget-all]").forEach((form) => form.addEventListener("submit", () => sessionStorage.clear()));
