// A dispatch that was opened, drawn as text alone: subject, facts, words and files.

import { element, grouped, saver } from "./drawing.js";
import { choice, say, size, time } from "./words.js";

const row = (name, value) => (value === null || value === undefined || value === "" ? [] : [element("div", { class: "answer" }, element("dt", { text: say(name) }), element("dd", {}, value))]);

// `earlier`: identity -> { name, url }, of the dispatches that the reader may see here; `posts`: fingerprint -> post, as our own directory has it.
export function manifest({ values, signer }, earlier, posts) {
  const { language } = values, text = (name) => (values[name] ? [element("h3", { text: say(`part_${name}`) }), element("p", { class: "opened-text", text: values[name], lang: language })] : []);
  const marking = values.marking ? [element("p", { class: "opened-marking", text: values.marking })] : [];
  const heading = element("h2", { text: values.subject || choice("kinds", values.kind), lang: values.subject ? language : undefined });
  return element("div", { class: "stack" }, ...marking, heading, facts(values, { signer, posts }, earlier), ...["summary", "body", "comment", "note", "reason"].flatMap(text), ...marking.map((each) => each.cloneNode(true)));
}

function facts(values, { signer, posts }, earlier) {
  const urgency = values.urgency && choice("urgencies", values.urgency);
  return element("dl", { class: "answers" },
    ...row("fact_kind", choice("kinds", values.kind)),
    ...row("fact_from", values.senderName), ...row("fact_number", values.number || null),
    ...row("fact_created", time(values.created)), ...row("fact_to", recipients(values)),
    ...row("fact_urgency", urgency), ...row("fact_openBy", values.openBy && time(values.openBy)),
    ...row("fact_caption", values.caption), ...row("fact_notAfter", values.notAfter && time(values.notAfter)),
    ...row("fact_references", values.references?.length ? element("ul", { class: "plain" }, ...values.references.map((id) => reference(id, earlier[id]))) : null),
    // Whose key it is, whatever the sender calls itself above.
    ...row("fact_signer", element("span", {}, posts[signer] ? `${posts[signer]} · ` : "", element("code", { class: "sealer-print", text: grouped(signer) }))));
}

const reference = (id, known) => element("li", {}, known ? element("a", { href: known.url, text: known.name }) : element("code", { text: id.slice(0, 8) }));

function recipients(values) {
  const name = (each) => [each.name || each.fingerprint.slice(0, 8), each.number ? `n° ${each.number}` : ""].filter(Boolean).join(" ");
  return element("ul", { class: "plain" }, ...values.recipients.map((each) => element("li", { text: `${name(each)} (${choice("roles", each.role)})` })));
}

// `held`: [{ attachment, file }]; `register`: digest -> { title, url }, compared here and nowhere else.
export function files(held, register) {
  const link = ({ sha256 }) => (register[sha256] ? [element("a", { href: register[sha256].url, text: say("inRegister", { title: register[sha256].title }) })] : []);
  const line = ({ attachment, file }) => element("li", {},
    element("span", { text: attachment.name }), element("small", { class: "muted", text: size(attachment.size) }), saver(file, attachment.name, say("save")), ...link(attachment));
  return held.length ? [element("h3", { text: say("attachments") }), element("ul", { class: "plain opened-files" }, ...held.map(line))] : [];
}
