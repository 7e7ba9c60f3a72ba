// Keeps a draft: sealed to its own mailbox a moment after each change, and again until the server has it. Two holders never overwrite
// each other; without a connection the sealed draft waits in this browser.

import { Unanswered, json, octets } from "./asking.js";
import * as cupboard from "./cupboard.js";

const PAUSE = 2500, AGAIN = 10_000;
export const now = () => Math.floor(Date.now() / 1000);

// `content()` gives what is to be kept, or null when nothing may be; `tell(state, more)`: kept, keeping, waiting, stale, refused.
export class Keeper {
  pk = null;
  version = 0;
  sealed = null;
  #dirty = false;
  #timer;
  #line = Promise.resolve();

  constructor({ sealer, places, content, tell }) {
    Object.assign(this, { sealer, places, content, tell });
    addEventListener("online", () => this.#dirty && this.keep());
    addEventListener("beforeunload", (event) => this.#dirty && event.preventDefault());
  }

  touch() {
    this.#dirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep().catch(() => {}), PAUSE);
  }

  // One after the other, so that versions count up.
  keep(act = "keep") {
    clearTimeout(this.#timer);
    this.#line = this.#line.catch(() => {}).then(() => this.#keep(act));
    return this.#line;
  }

  // Kept to the last word, before the key is locked; who typed nothing gets no draft.
  settled() {
    return this.#dirty ? this.keep() : this.#line;
  }

  get #place() {
    return this.pk ? `${this.places.base}drafts/${this.pk}/` : this.places["draft-begin"];
  }

  get #name() {
    return this.pk ? `draft-${this.pk}` : "draft-new";
  }

  async #keep(act) {
    const content = this.content();
    if (!content) return;
    this.tell("keeping");
    this.#dirty = false;
    this.sealed = (await this.sealer.ask("draft", { form: "dispatch", content: JSON.stringify(content), at: now() })).octets;
    await cupboard.put("drafts", { octets: this.sealed, mailbox: content.mailbox, version: this.version }, this.#name);
    try {
      await this.#sent(act, content);
    } catch (fault) {
      this.#failed(fault, act);
    }
  }

  async #sent(act, { mailbox, numbered }) {
    const query = new URLSearchParams({ act, version: this.version, mailbox, dispatch: numbered?.pk ?? "" }), before = this.#name;
    const { pk, version } = await json(`${this.#place}?${query}`, { method: "POST", body: this.sealed }, { waits: act === "keep" ? [] : undefined });
    await cupboard.forget("drafts", before);
    if (!this.pk) history.replaceState(null, "", `${location.pathname}?draft=${pk}`);
    Object.assign(this, { pk, version });
    this.tell("kept");
  }

  #failed(fault, act) {
    if (!(fault instanceof Unanswered)) throw fault;
    this.#dirty = true;
    if (fault.told.stale) this.tell("stale", fault.message);
    else if (fault.status) this.tell("refused", fault.message);
    else {
      this.tell("waiting");
      this.#timer = setTimeout(() => this.keep().catch(() => {}), AGAIN);
    }
    if (act !== "keep") throw fault;
  }

  // Mine beside theirs, as a draft of its own.
  async apart() {
    Object.assign(this, { pk: null, version: 0 });
    await this.keep();
  }

  // What this browser could not send, else what the server has; null: there is none.
  async taken({ pk, version }) {
    Object.assign(this, { pk, version });
    const waiting = await cupboard.get("drafts", this.#name);
    if (waiting && waiting.version === version) this.sealed = waiting.octets;
    else this.sealed = pk ? await octets(this.#place) : null;
    return this.opened();
  }

  async opened() {
    if (!this.sealed) return null;
    const { values } = await this.sealer.ask("readDraft", { envelope: this.sealed, now: Date.now() });
    return JSON.parse(values.content);
  }

  async discard() {
    clearTimeout(this.#timer);
    await this.#line.catch(() => {});
    if (this.pk) await json(`${this.#place}?act=discard`, { method: "POST" });
    await this.gone();
  }

  async gone() {
    clearTimeout(this.#timer);
    this.#dirty = false;
    await cupboard.forget("drafts", this.#name);
  }
}
