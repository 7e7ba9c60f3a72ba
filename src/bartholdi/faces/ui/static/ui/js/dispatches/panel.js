// Unlocking: a key file and its passphrase, or the locked key that this browser keeps. Locked again by a button or after 20 minutes
// without use. Each unlock is written down in this browser.

import * as cupboard from "./cupboard.js";
import { button, element, grouped, notice } from "./drawing.js";
import { Sealer } from "./sealer.js";
import { refused, say, time } from "./words.js";

const IDLE = 20 * 60_000, USES = ["keydown", "pointerdown", "wheel"];

// `events`: `unlocked` (detail: fingerprint) and `locking` (detail: { wait(promise) }, so that a draft is sealed first), `locked`.
export class Panel extends EventTarget {
  fingerprint = null;
  #place;
  #form;
  #said;
  #timer;

  constructor(place) {
    super();
    this.#place = place;
    this.#form = place.querySelector("form");
    this.#said = place.querySelector("[data-said]");
    this.sealer = new Sealer(place.dataset.worker);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#unlock();
    });
    place.querySelector("[data-lock]").addEventListener("click", async () => {
      await this.lock(say("lockedByYou"));
      this.#form.elements.passphrase.focus();
    });
    for (const use of USES) document.addEventListener(use, () => this.#rest(), { passive: true });
    this.#form.hidden = false;
    this.#kept();
  }

  async #kept() {
    const rows = await cupboard.all("keys"), list = this.#place.querySelector("[data-kept]"), file = this.#form.elements.key;
    const choices = rows.map(({ fingerprint, name }, index) => this.#choice(fingerprint, name, index === 0));
    if (choices.length) choices.push(this.#other());
    list.replaceChildren(...choices);
    file.closest(".field").hidden = choices.length > 0;
    await this.#history();
  }

  #choice(fingerprint, name, checked) {
    const radio = element("input", { type: "radio", name: "kept", value: fingerprint, id: `kept-${fingerprint}`, checked });
    radio.addEventListener("change", () => this.#chosen());
    const label = element("label", { for: radio.id }, element("span", { text: name || say("aKey") }), " ", element("code", { text: fingerprint.slice(0, 8) }));
    const away = button(say("forget"), () => this.#forget(fingerprint), "quiet");
    away.setAttribute("aria-label", say("forgetKey", { name: name || fingerprint.slice(0, 8) }));
    return element("div", { class: "box" }, radio, label, away);
  }

  #other() {
    const radio = element("input", { type: "radio", name: "kept", value: "", id: "kept-other" });
    radio.addEventListener("change", () => this.#chosen());
    return element("div", { class: "box" }, radio, element("label", { for: radio.id, text: say("otherKey") }));
  }

  #chosen() {
    this.#form.elements.key.closest(".field").hidden = Boolean(this.#form.elements.kept.value);
  }

  async #forget(fingerprint) {
    await cupboard.forget("keys", fingerprint);
    await this.#kept();
    this.#tell(notice("info", say("forgotten")));
  }

  async #history() {
    const rows = (await cupboard.all("unlocks")).slice(-10).reverse(), place = this.#place.querySelector("[data-unlocks]");
    const lines = rows.map((row) => element("li", { text: `${time(row.at)} · ${row.fingerprint.slice(0, 8)}` }));
    place.querySelector("[data-when]").replaceChildren(element("ul", {}, ...lines));
    place.hidden = rows.length === 0;
  }

  async #unlock() {
    const { passphrase, remember, key: file } = this.#form.elements, go = this.#form.querySelector("[type=submit]");
    if (go.disabled) return;
    if (!this.#form.elements.kept?.value && !file.files.length) {
      this.#tell(notice("bad", say("notUnlocked"), say("noKeyFile")));
      file.focus();
      return;
    }
    go.disabled = true;
    this.#tell(notice("waiting", say("unlocking")));
    try {
      const key = await this.#key(), { fingerprint } = await this.sealer.ask("unlock", { key, passphrase: passphrase.value });
      this.fingerprint = fingerprint;
      if (remember.checked) await cupboard.put("keys", { fingerprint, name: this.#named(fingerprint), key }, fingerprint);
      await cupboard.put("unlocks", { at: new Date().toISOString(), fingerprint });
      this.#opened();
    } catch (fault) {
      this.#tell(notice("bad", say("notUnlocked"), refused(fault.code ?? "fault")));
      passphrase.focus();
    } finally {
      passphrase.value = "";
      go.disabled = false;
    }
  }

  async #key() {
    const chosen = this.#form.elements.kept?.value, [file] = this.#form.elements.key.files;
    if (chosen) return (await cupboard.get("keys", chosen)).key;
    return new Uint8Array(await file.arrayBuffer());
  }

  // The post of a key that the server knows as one of yours.
  #named(fingerprint) {
    return JSON.parse(this.#place.dataset.posts)[fingerprint] ?? "";
  }

  #opened() {
    const name = this.#named(this.fingerprint), open = this.#place.querySelector("[data-open]");
    this.#form.hidden = true;
    open.hidden = false;
    open.querySelector("[data-whose]").textContent = name ? say("openFor", { name }) : say("openForNobody", { print: grouped(this.fingerprint).slice(0, 9) });
    this.#tell();
    this.#rest();
    open.querySelector("[data-lock]").focus(); // the field that had the focus is hidden; the page may lead further
    this.dispatchEvent(new CustomEvent("unlocked", { detail: this.fingerprint }));
  }

  async lock(why) {
    if (!this.fingerprint) return;
    const waiting = [];
    this.dispatchEvent(new CustomEvent("locking", { detail: { wait: (promise) => waiting.push(promise) } }));
    await Promise.allSettled(waiting);
    await this.sealer.ask("lock");
    clearTimeout(this.#timer);
    this.fingerprint = null;
    this.#form.hidden = false;
    this.#place.querySelector("[data-open]").hidden = true;
    this.dispatchEvent(new CustomEvent("locked"));
    await this.#kept();
    this.#tell(notice("info", why));
  }

  #rest() {
    clearTimeout(this.#timer);
    if (this.fingerprint) this.#timer = setTimeout(() => (this.sealer.busy ? this.#rest() : this.lock(say("lockedByTime"))), IDLE);
  }

  #tell(...what) {
    this.#said.replaceChildren(...what);
  }
}
