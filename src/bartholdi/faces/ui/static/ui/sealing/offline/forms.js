// The forms of the offline page as data: what each part asks for.

export const FORMS = {
  open: [["file", "file"], ["file", "key"], ["password", "passphrase"], ["files", "senders"]],
  seal: [
    ["file", "key"], ["password", "passphrase"], ["files", "action"], ["optional files", "info"], ["optional text", "own"],
    ["choice", "urgency", ["routine", "priority", "immediate", "flash"]], ["choice", "language", ["en", "fr"]],
    ["optional text", "marking"], ["text", "subject"], ["optional text", "summary"], ["long", "body"], ["optional files", "attachments"],
  ],
  make: [["text", "name"], ["new", "passphrase", "phraseHint"], ["new", "again"]],
  compare: [["file", "one"], ["file", "other", "compareHint"]],
  show: [["file", "what", "whatHint"]],
};

export function element(tag, { text, say, ...attributes } = {}, ...children) {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== false) found.setAttribute(name, value === true ? "" : value);
  if (text !== undefined) found.textContent = text;
  if (say) found.dataset.say = say;
  found.append(...children);
  return found;
}

export function section(part) {
  const fields = FORMS[part].map(([kind, name, more]) => field(part, kind, name, more));
  const button = element("button", { class: "button", type: "submit", say: part });
  const form = element("form", { novalidate: true, "data-part": part }, ...fields, button);
  const result = element("div", { class: "offline-result", "aria-live": "polite", tabindex: "-1" });
  return element("section", { id: part, "aria-labelledby": `${part}-title` }, element("h2", { id: `${part}-title`, say: `${part}Title` }), form, result);
}

function field(part, kind, name, more) {
  const id = `${part}-${name}`, optional = kind.startsWith("optional"), required = !optional && kind !== "long";
  const label = element("label", { for: id, say: name }), hint = typeof more === "string" ? more : null;
  const common = { id, name, required, "aria-describedby": hint ? `${id}-hint` : undefined };
  const rest = hint ? [element("p", { class: "hint", id: `${id}-hint`, say: hint })] : [];
  return element("div", { class: "field" }, label, ...rest, control(kind.replace("optional ", ""), common, more));
}

function control(kind, common, choices) {
  if (kind === "file" || kind === "files") return element("input", { ...common, type: "file", multiple: kind === "files" });
  if (kind === "long") return element("textarea", { ...common, rows: 8 });
  if (kind === "choice") return element("select", common, ...choices.map((value) => element("option", { value, say: value })));
  if (kind === "text") return element("input", { ...common, type: "text", autocomplete: "off" });
  return element("input", { ...common, type: "password", autocomplete: kind === "new" ? "new-password" : "off", spellcheck: "false" });
}
