// What was opened, in plain words: everything shown comes from the signed manifest, as text and never as markup.

import { element } from "./forms.js";

export const grouped = (fingerprint) => fingerprint.match(/.{4}/g).join(" ");

export function saver(parts, name, label, language) {
  const href = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
  return element("a", { class: "button button--secondary", href, download: name, ...(label.key ? { say: label.key } : { text: label.text }), lang: language });
}

export function notice(tone, ...children) {
  return element("div", { class: `notice notice--${tone}`, role: tone === "bad" ? "alert" : undefined }, ...children);
}

export function manifest({ values, digest }, signer, language) {
  const rows = [
    ["kind", element("span", { say: values.kind })], ["from", values.senderName], ["number", values.number && String(values.number)], ["signedBy", element("span", { class: "offline-print", text: grouped(signer) })],
    ["created", spoken(values.created, language)], ["to", recipients(values)],
    ["urgency", values.urgency && element("span", { say: values.urgency })], ["openBy", values.openBy && spoken(values.openBy, language)],
    ["notAfter", values.notAfter && spoken(values.notAfter, language)],
    ["marking", values.marking], ["caption", values.caption], ["reason", values.reason], ["identity", values.id], ["digest", digest],
  ].filter(([, value]) => value);
  const list = element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", { say: name === "marking" ? "markingShort" : name }), element("dd", {}, value)]));
  const level = values.subject ? "h4" : "h3";
  const text = (name) => (values[name] ? [element(level, { say: `part_${name}` }), element("p", { class: "offline-text", text: values[name], lang: values.language })] : []);
  const heading = values.subject ? [element("h3", { text: values.subject, lang: values.language })] : [];
  return element("article", { class: "offline-result" }, ...heading, list, ...["summary", "body", "comment", "note"].flatMap(text));
}

export const spoken = (value, language) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(value)) + " UTC";

function recipients(values) {
  const rows = values.recipients.map((each) =>
    element("li", {}, `${each.name || grouped(each.fingerprint)}${each.number ? ` n° ${each.number}` : ""} (`, element("span", { say: `role_${each.role}` }), ")"));
  return element("ul", {}, ...rows);
}
