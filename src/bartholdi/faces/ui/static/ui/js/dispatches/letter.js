// The form of a dispatch as one object and back: what a draft keeps and what a manifest is made from.

const FIELDS = ["urgency", "open_by", "language", "subject", "summary", "body", "comment", "marking", "caption", "not_after"];
// What a manifest may not hold: controls, and marks that turn the direction of a text (docs/sealing-format.md section 5.1).
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export const clean = (text) => text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").replace(/[\uD800-\uDFFF]/gu, "\uFFFD"); // half a letter has no octets
export const cut = (text, most) => [...text].slice(0, most).join(""); // as the format counts: whole letters
export const moment = (local) => (local ? new Date(local).toISOString().replace(/\.\d+Z$/, "Z") : null);

const roles = (form) => [...form.querySelectorAll("select[data-mailbox]")];

export function read(form) {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, clean(form.elements[name].value)]));
  const recipients = roles(form).filter((each) => each.value && !each.disabled).map((each) => [Number(each.dataset.mailbox), each.value]);
  const references = [...form.querySelectorAll("input[name=references]:checked")].map((each) => each.value);
  return { fields: { ...fields, outside: form.elements.outside.checked }, recipients, references };
}

export function write(form, { fields = {}, recipients = [], references = [] }) {
  for (const name of FIELDS) if (name in fields) form.elements[name].value = fields[name];
  form.elements.outside.checked = fields.outside ?? true;
  const chosen = new Map(recipients);
  for (const each of roles(form)) each.value = each.disabled ? "" : (chosen.get(Number(each.dataset.mailbox)) ?? "");
  for (const each of form.querySelectorAll("input[name=references]")) each.checked = references.includes(each.value);
}

// A manifest's own part of a dispatch.
export function values({ fields, references, replyTo, attachments }, { senderName, number }) {
  const { open_by, not_after, outside, ...rest } = fields;
  return {
    kind: "dispatch", senderName, number, openBy: moment(open_by), notAfter: moment(not_after), ...rest,
    references, replyTo: replyTo ?? null, attachments,
  };
}

// What is missing, as the names of fields; empty: it can be sealed.
export function missing({ fields, recipients, forward }) {
  const found = [];
  if (!recipients.length) found.push("recipients");
  if (!forward && !fields.subject.trim()) found.push("subject");
  if (fields.open_by && new Date(fields.open_by) <= new Date()) found.push("open_by");
  if (fields.not_after && new Date(fields.not_after) <= new Date()) found.push("not_after");
  return found;
}
