// From a text to a sent dispatch: numbers, attachments, seal, envelope. Each step says where it is, waits out a lost connection, and is
// not done twice.

import { unbase64 } from "../../sealing/octets.js";
import { blobSize } from "../../sealing/schema.js";
import { asked, json } from "./asking.js";
import { now } from "./keeper.js";
import * as shelf from "./shelf.js";
import { say } from "./words.js";

const PART = 4 * 1024 * 1024 - 65_536;
const READERS = ["action", "info"];

export class Posting {
  // `tell(text, share)`: which step, and how far it got.
  constructor({ sealer, places, tell }) {
    Object.assign(this, { sealer, places, tell });
  }

  #lasting(text) {
    return { forever: true, told: () => this.tell(say("noConnection", { step: text })) };
  }

  // Everybody it is sealed to: those chosen, who can open for them in an emergency, and the sender's own copy.
  everybody({ mailbox, recipients }, recoveries) {
    const chosen = new Set([mailbox, ...recipients.map(([pk]) => pk)]);
    const more = [...new Set([...chosen].map((pk) => recoveries[pk]).filter((pk) => pk && !chosen.has(pk)))];
    const copy = recipients.some(([pk]) => pk === mailbox) ? [] : [[mailbox, "copy"]];
    return [...recipients, ...more.map((pk) => [pk, "recovery"]), ...copy];
  }

  async certificates(recipients) {
    const query = new URLSearchParams(recipients.map(([pk]) => ["mailbox", pk]));
    const { certificates } = await json(`${this.places.sealable}?${query}`, {}, this.#lasting(say("stepCertificates")));
    return certificates;
  }

  async numbers({ mailbox, identity, recipients, urgency, openBy, kind, about }) {
    this.tell(say("stepNumbers"));
    const ask = { mailbox, identity, recipients, urgency, openBy, kind, about };
    return json(this.places.reserve, { method: "POST", json: ask }, this.#lasting(say("stepNumbers")));
  }

  void(pk) {
    return asked(`${this.places.base}${pk}/unused/`, { method: "POST" });
  }

  #upload(dispatch, blob, at, part, size) {
    const address = `${this.places.base}${dispatch}/parts/${blob}/?${new URLSearchParams({ at, size })}`;
    return json(address, { method: "PUT", body: part }, this.#lasting(say("stepAttachments")));
  }

  // Sealed in the worker and put on the shelf of this browser, from which it is sent.
  async shelved(file, { identity, index }) {
    const parts = [], size = blobSize(file.size), say_ = (done) => this.tell(say("stepSealing", { name: file.name }), size ? done / size : 1);
    const entry = await this.sealer.ask("attach", { file, dispatch: identity, index }, {
      took: async ({ at, part }) => {
        parts.push(new Blob([part]));
        say_(at + part.length);
      },
    });
    await shelf.put(entry.blob, new Blob(parts));
    return entry;
  }

  // Sealed in the worker, chunk by chunk, and sent part by part as they come.
  attach(file, { dispatch, identity, index }) {
    const size = blobSize(file.size), say_ = (done) => this.tell(say("stepAttachment", { name: file.name }), size ? done / size : 1);
    return this.sealer.ask("attach", { file, dispatch: identity, index }, {
      took: ({ blob, at, part }) => this.#upload(dispatch, blob, at, part, size).then(() => say_(at + part.length)),
    });
  }

  // Sealed octets, of an attachment that is forwarded or on the shelf. The server says how much it has: from there it goes on.
  async copied(dispatch, blob, sealed, name = "") {
    for (let at = 0; at < sealed.size; ) {
      const part = await sealed.slice(at, at + PART).arrayBuffer();
      at = (await this.#upload(dispatch, blob, at, part, sealed.size)).have;
      if (name) this.tell(say("stepSending", { name }), at / sealed.size);
    }
  }

  async sealed(values, everybody, { certificates, numbers, names }) {
    this.tell(say("stepSeal"));
    const to = everybody.map(([pk, role]) => ({
      role, certificate: unbase64(certificates[pk].octets), name: names[pk] ?? "", number: READERS.includes(role) ? (numbers[pk] ?? 0) : 0,
    }));
    return this.sealer.ask("write", { values, to, at: now() });
  }

  async sent(pk, { octets, digest }) {
    this.tell(say("stepSend"));
    return json(`${this.places.base}${pk}/send/?digest=${digest}`, { method: "POST", body: octets }, this.#lasting(say("stepSend")));
  }
}
