// Fields made kinder: a counter under long texts, a button that shows a password, a file refused before it travels.
// The words come from the page (data-words-* on <html>'s form parts), so that this file has no language.

const words = document.getElementById("field-words")?.dataset ?? {};

const say = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);

function counter(area) {
  const limit = Number(area.dataset.limit);
  const line = document.createElement("p");
  line.className = "counter";
  line.id = `${area.id}_counter`;
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  area.after(line, spoken);
  let waiting;
  const show = () => {
    const left = limit - [...area.value.trim()].length;
    const text = say(left < 0 ? words.over : words.left, { n: new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left)) });
    line.textContent = text;
    line.classList.toggle("counter--over", left < 0);
    clearTimeout(waiting);
    // Spoken only when the typing pauses, and only near the limit: else every letter would be announced.
    waiting = setTimeout(() => (spoken.textContent = left < limit * 0.1 ? text : ""), 1000);
  };
  area.addEventListener("input", show);
  show();
}

function reveal(input) {
  const frame = document.createElement("div");
  frame.className = "reveal";
  input.replaceWith(frame);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary";
  button.setAttribute("aria-controls", input.id);
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? words.hide : words.show;
    button.setAttribute("aria-label", shown ? words.hidePassword : words.showPassword);
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  frame.append(input, button);
  show(false);
}

function weigh(input) {
  const limit = Number(input.dataset.maxBytes);
  const told = document.createElement("p");
  told.className = "field-error";
  told.id = `${input.id}_weight`;
  told.setAttribute("role", "alert");
  const heavy = () => [...input.files].find((file) => file.size > limit);
  input.addEventListener("change", () => {
    const file = heavy();
    told.textContent = file ? say(words.heavy, { name: file.name, limit: Math.floor(limit / 1048576) }) : "";
    file ? input.before(told) : told.remove();
    input.setAttribute("aria-invalid", String(Boolean(file)));
  });
  input.form?.addEventListener("submit", (event) => {
    if (!heavy()) return;
    event.preventDefault();
    input.focus();
  });
}

document.querySelectorAll("textarea[data-limit]").forEach(counter);
document.querySelectorAll("input[type=password]").forEach(reveal);
document.querySelectorAll("input[type=file][data-max-bytes]").forEach(weigh);

const summary = document.querySelector("[data-error-summary]");
summary?.focus();
