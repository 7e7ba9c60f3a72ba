// What stands outside a seal against what stands inside it. The inside was signed; a difference is said in a sentence each.

import { choice, say, time } from "./words.js";

const READERS = ["action", "info"];
const same = (one, other) => (one ? Date.parse(one) : 0) === (other ? Date.parse(other) : 0);

export function differences({ values, digest }, outside) {
  const { kind, urgency, openBy } = values, found = [];
  // Without a digest nobody said which dispatch it is: its identity is one that this installation gave to a file.
  if (outside.digest && (values.id !== outside.identity || digest !== outside.digest)) found.push(say("differsIdentity"));
  if (!outside.sender.fingerprints.includes(values.sender)) found.push(say("differsSender", { post: outside.sender.post }));
  if (kind !== outside.kind) found.push(say("differsKind"));
  if (kind === "dispatch" && values.number !== outside.number) found.push(say("differsNumber", { inside: values.number, outside: outside.number }));
  if (kind === "dispatch" && urgency !== outside.urgency) found.push(say("differsUrgency", { inside: choice("urgencies", urgency), outside: choice("urgencies", outside.urgency) }));
  if (kind === "dispatch" && outside.openBy && !same(openBy, outside.openBy)) {
    found.push(say("differsOpenBy", { inside: openBy ? time(openBy) : say("none"), outside: time(outside.openBy) }));
  }
  return [...found, ...addressees(values, outside)];
}

function addressees({ recipients }, outside) {
  const inside = recipients.filter((each) => READERS.includes(each.role)), named = outside.addressees.filter((each) => READERS.includes(each.role));
  const mailbox = (each) => named.find((other) => other.fingerprints.includes(each.fingerprint));
  const unnamed = inside.filter((each) => !mailbox(each)).map((each) => each.name || each.fingerprint.slice(0, 8));
  const unsigned = named.filter((each) => !inside.some((other) => each.fingerprints.includes(other.fingerprint))).map((each) => each.post);
  const found = [];
  if (unnamed.length) found.push(say("differsUnnamed", { posts: unnamed.join(", ") }));
  if (unsigned.length) found.push(say("differsUnsigned", { posts: unsigned.join(", ") }));
  for (const each of inside) {
    const other = mailbox(each);
    if (other && other.role !== each.role) found.push(say("differsRole", { post: other.post }));
    if (other && other.number !== each.number) found.push(say("differsTheirNumber", { post: other.post, inside: each.number, outside: other.number }));
  }
  return found;
}
