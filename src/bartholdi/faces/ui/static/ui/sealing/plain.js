// A dispatch that was opened, as one ordinary message that any other tool opens and reads (docs/sealing-format.md section 15).

import { base64, hex, join, sha256, utf8 } from "./octets.js";
import { demand } from "./refusal.js";

const LARGEST = 25_000_000, LINE = 998, WORD = 45, HARMLESS = new Set(["application", "audio", "image", "video"]), END = "\r\n";

// Shown words, in English and in French: the text stands in the dispatch's own language.
const WORDS = {
  kind: ["Kind", "Genre"], from: ["From", "De"], signer: ["Signed by the key", "Signée par la clé"], created: ["Written", "Écrite"],
  to: ["To", "À"], number: ["Number", "Numéro"], urgency: ["Urgency", "Urgence"], openBy: ["To be opened by", "À ouvrir avant"],
  notAfter: ["Not to be opened after", "À ne pas ouvrir après"], marking: ["Marking", "Mention"], caption: ["Distribution", "Distribution"],
  id: ["Identity", "Identité"], digest: ["Digest", "Empreinte"], outcome: ["Outcome", "Résultat"], summary: ["Summary", "Résumé"],
  body: ["Text", "Texte"], comment: ["Comment", "Commentaire"], note: ["Note of the sender", "Note de l’expéditeur"],
  reason: ["Reason", "Raison"], forwarded: ["What was forwarded", "Ce qui a été transmis"], attachments: ["Attachments", "Pièces jointes"], // typos: off
  action: ["action", "action"], info: ["information", "information"], copy: ["own copy", "copie"], recovery: ["recovery", "récupération"], // typos: off
  routine: ["routine", "ordinaire"], priority: ["priority", "prioritaire"], immediate: ["immediate", "immédiat"], flash: ["flash", "flash"],
  dispatch: ["dispatch", "dépêche"], receipt: ["receipt", "accusé de réception"], recall: ["recall", "demande de retrait"],
  forward: ["forwarded dispatch", "dépêche transmise"], draft: ["draft", "brouillon"], opened: ["opened", "ouverte"], refused: ["refused", "refusée"],
};
const CHOSEN = ["kind", "urgency", "outcome"], FACTS = ["number", "urgency", "openBy", "notAfter", "marking", "caption", "outcome"];
const PARTS = ["summary", "body", "comment", "note", "reason"];

const attachmentsOf = ({ manifest: { values } }) => values.attachments ?? [];
const grouped = (fingerprint) => fingerprint.match(/.{4}/g).join(" ");

// Asked before an attachment is opened: in Base64 alone they would be too long.
export const fits = (read) =>
  demand(attachmentsOf(read.original ?? read).reduce((sum, { size }) => sum + 4 * Math.ceil(size / 3), 0) <= LARGEST, "plain-size");

// A MIME message; `files`: Blobs in the order of the manifest, each looked at once more. Refusal: `plain-size`, `blob-missing`, `blob-digest`.
export async function message(read, files) {
  fits(read);
  const { manifest: { values, digest } } = read, shown = read.original ?? read, names = new Set(), boundary = `=_${digest}`;
  const head = [...addressed(values), field("Subject", shown.manifest.values.subject ?? values.kind)];
  head.push(`Date: ${new Date(values.created).toUTCString().replace("GMT", "+0000")}`, `Message-ID: <${values.id}@sealed.invalid>`, "MIME-Version: 1.0");
  const parts = [utf8([...head, `Content-Type: multipart/mixed; boundary="${boundary}"`, "", `--${boundary}`, ...worded(text(read)), ""].join(END))];
  for (const { name, type, octets } of [...signed(read), ...(await attached(shown, files))]) {
    parts.push(utf8([`--${boundary}`, ...described(media(type), unused(name, names)), ""].join(END)), ...lines(octets));
  }
  const whole = join(...parts, utf8(`--${boundary}--${END}`));
  demand(whole.length <= LARGEST, "plain-size");
  return whole;
}

// All that a person reads, facts first.
export function text(read) {
  const shown = read.original ?? read, at = shown.manifest.values.language === "fr" ? 1 : 0, parts = [section(read, at)];
  if (read.original) parts.push(`---- ${WORDS.forwarded[at]} ----`, section(read.original, at));
  const names = attachmentsOf(shown).map(({ name, sha256: digest }) => `${name} (SHA-256 ${digest})`);
  if (names.length) parts.push([`---- ${WORDS.attachments[at]} ----`, ...names].join("\n"));
  return parts.join("\n\n") + "\n";
}

function section({ manifest: { values, digest }, signer }, at) {
  const recipient = (each) => `${each.name || grouped(each.fingerprint)}${each.number ? ` ${each.number}` : ""} (${WORDS[each.role][at]})`;
  const rows = [
    ["kind", values.kind], ["from", values.senderName], ["signer", grouped(signer.fingerprint)], ["created", values.created],
    ...values.recipients.map((each) => ["to", recipient(each)]), ...FACTS.map((name) => [name, values[name]]), ["id", values.id], ["digest", digest],
  ];
  const fact = ([name, value]) => `${WORDS[name][at]}${at ? "\u00a0: " : ": "}${CHOSEN.includes(name) ? WORDS[value][at] : value}`;
  const texts = PARTS.filter((name) => values[name]).map((name) => `---- ${WORDS[name][at]} ----\n${values[name]}`);
  return [...(values.subject === undefined ? [] : [values.subject]), rows.filter(([, value]) => value).map(fact).join("\n"), ...texts].join("\n\n");
}

// What was signed, without padding and without the keys of blobs, which nobody needs any more.
function kept({ manifest: { values, digest }, original }) {
  const { padding, original: inside, ...rest } = values;
  if (rest.attachments) rest.attachments = rest.attachments.map(({ key, ...each }) => each);
  return { ...rest, digest, ...(original ? { original: kept(original) } : {}) };
}

function signed(read) {
  const proof = ({ inner, signer }, name, certificate) => [
    { name, type: "application/octet-stream", octets: inner }, { name: certificate, type: "application/pgp-keys", octets: signer.octets },
  ];
  const own = { name: "dispatch.json", type: "application/json", octets: utf8(JSON.stringify(kept(read), null, 1) + "\n") };
  return [own, ...proof(read, "dispatch.signed.pgp", "sender.cert"), ...(read.original ? proof(read.original, "original.signed.pgp", "original-sender.cert") : [])];
}

async function attached(read, files) {
  const found = [];
  for (const [index, { name, type, size, sha256: digest }] of attachmentsOf(read).entries()) {
    demand(files[index], "blob-missing");
    const octets = new Uint8Array(await files[index].arrayBuffer());
    demand(octets.length === size && hex(await sha256(octets)) === digest, "blob-digest");
    found.push({ name, type, octets });
  }
  return found;
}

// Two attachments may have one name, also where capitals do not count.
function unused(name, names) {
  const folded = (text_) => text_.toUpperCase().toLowerCase();
  let free = name;
  for (let number = 2; names.has(folded(free)); number++) free = `${number}-${name}`;
  names.add(folded(free));
  return free;
}

// MIME -----------------------------------------------------------------------------------------------------------------

// Addresses end in `.invalid` (RFC 2606): a mailbox is a key, and nobody can answer to it by mail.
function addressed({ sender, senderName, recipients }) {
  const one = (name, print) => [phrase(name), `<${print.slice(0, 16)}@sealed.invalid>`].filter(Boolean).join(" ");
  const listed = (role) => recipients.filter((each) => each.role === role).map((each) => one(each.name, each.fingerprint)).join(`,${END} `);
  const rows = [["From", one(senderName, sender)], ["To", listed("action")], ["Cc", listed("info")]];
  return rows.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
}

// No encoded word (RFC 2047) of the sender's own making: it would be shown as another line than was signed. The text has it as it is.
const tame = (line) => line.replaceAll("=?", "= ?");
const simple = (value) => /^[\x20-\x7e]*$/.test(value) && value.trim() === value;
const field = (name, value) => `${name}: ${simple(value) ? tame(value) : encoded(tame(value))}`;
const phrase = (name) => (!name ? "" : simple(name) ? `"${tame(name).replace(/["\\]/g, "\\$&")}"` : encoded(tame(name)));

// Encoded words (RFC 2047), cut between characters.
function encoded(value) {
  const words = [""];
  for (const letter of value) {
    if (utf8(words.at(-1) + letter).length > WORD) words.push("");
    words[words.length - 1] += letter;
  }
  return words.map((word) => `=?utf-8?B?${base64(utf8(word))}?=`).join(`${END} `);
}

function described(type, name) {
  const ascii = /^[\x20-\x7e]*$/.test(name);
  const rest = encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const named = ascii ? `filename="${name}"` : `filename*=utf-8''${rest}`;
  return [`Content-Type: ${type}`, "Content-Transfer-Encoding: base64", `Content-Disposition: attachment; ${named}`, ""];
}

function worded(words) {
  const long = words.split("\n").some((line) => utf8(line).length > LINE);
  const content = long ? base64(utf8(words)).match(/.{1,76}/g).join(END) : words.replaceAll("\n", END);
  return ['Content-Type: text/plain; charset="utf-8"', `Content-Transfer-Encoding: ${long ? "base64" : "8bit"}`, "", content];
}

// In steps: Base64 of a whole file as one text would fill the memory twice.
function lines(octets) {
  const step = 57 * 4096, found = [];
  for (let at = 0; at < octets.length; at += step) found.push(utf8(base64(octets.subarray(at, at + step)).match(/.{1,76}/g).join(END) + END));
  return found.length ? found : [utf8(END)];
}

const media = (type) => (HARMLESS.has(type.split("/")[0]) ? type : "application/octet-stream");
