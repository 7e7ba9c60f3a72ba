// The worker that holds the key, as the page asks it. What the worker refuses comes back as a `Refusal` with its code.

import { Refusal } from "../../sealing/refusal.js";

export class Sealer {
  #worker;
  #asked = new Map();
  #last = 0;

  constructor(address) {
    this.#worker = new Worker(address, { type: "module" });
    this.#worker.addEventListener("message", ({ data }) => this.#heard(data));
    this.#worker.addEventListener("error", () => this.#fell());
  }

  get busy() {
    return this.#asked.size > 0;
  }

  // `took`: takes a part of what is being sealed, before the next is made; `told`: hears how far it got.
  ask(act, rest = {}, { took, told } = {}) {
    const id = ++this.#last;
    return new Promise((done, failed) => {
      this.#asked.set(id, { done, failed, took, told });
      this.#worker.postMessage({ id, act, ...rest });
    });
  }

  async #heard({ id, told, result, refused }) {
    const asked = this.#asked.get(id);
    if (told?.part) return this.#handed(id, asked, told);
    if (told) return asked.told?.(told);
    this.#asked.delete(id);
    if (refused) return asked.failed(asked.fault ?? new Refusal(refused));
    return asked.done(result);
  }

  async #handed(id, asked, part) {
    try {
      await asked.took(part);
    } catch (fault) {
      asked.fault = fault; // so that whoever asked hears of this one, not of the worker's
    }
    this.#worker.postMessage({ id, took: !asked.fault });
  }

  #fell() {
    for (const { failed } of this.#asked.values()) failed(new Refusal("fault"));
    this.#asked.clear();
  }
}
