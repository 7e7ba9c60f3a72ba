// Reads frames by the camera, or from picture files chosen by hand, in any order; says which are missing.

import { button, element, notice } from "../js/dispatches/drawing.js";
import { Collection } from "./frames.js";
import { inFile, inImage } from "./pictures.js";
import { Refusal } from "./refusal.js";

const ours = (texts) => texts.filter((each) => each.startsWith("BARTHOLDI/")); // a camera sees other QR pictures in passing
const MOMENT = 60, NAMED = 20; // milliseconds between looks, missing pictures that are named

// `say(key, told)`: the words; `sentence(code)`: of a refusal; `done(octets)` gives what is shown once all is read.
export class Scanner {
  #say;
  #sentence;
  #done;
  #stream = null;
  #found = new Collection();

  constructor({ id, say, sentence, done }) {
    this.#say = say;
    this.#sentence = sentence;
    this.#done = done;
    this.camera = button(say("scanCamera"), () => (this.#stream ? this.stop() : this.#start()));
    this.video = element("video", { class: "frames-video", muted: true, playsinline: true, hidden: true, "aria-label": say("scanVideo") });
    this.files = element("input", { type: "file", id, multiple: true, accept: "image/*", "aria-describedby": `${id}-hint` });
    this.files.addEventListener("change", () => this.#chosen());
    this.progress = element("progress", { max: 1, value: 0, "aria-label": say("scanProgress"), hidden: true });
    this.so_far = element("p", { class: "frames-said" });
    this.result = element("div", { class: "frames-result", "aria-live": "polite" });
    const field = element("div", { class: "field" }, element("label", { for: id, text: say("scanFiles") }), this.files);
    const again = button(say("scanAgain"), () => this.again(), "quiet");
    this.element = element("div", { class: "frames stack" }, element("p", { class: "hint", id: `${id}-hint`, text: say("scanHint") }),
      element("p", { class: "acts" }, this.camera, again), this.video, field, this.progress, this.so_far, this.result);
    this.camera.hidden = !navigator.mediaDevices?.getUserMedia;
  }

  again() {
    this.#found = new Collection();
    this.files.value = "";
    this.progress.hidden = true;
    this.so_far.textContent = "";
    this.result.replaceChildren();
  }

  // In the words of another language; what was read so far is kept as it is.
  replaced(make) {
    if (this.#stream || this.#found.total) return this;
    const fresh = make();
    this.element.replaceWith(fresh.element);
    return fresh;
  }

  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = this.video.srcObject = null;
    this.video.hidden = true;
    this.camera.textContent = this.#say("scanCamera");
  }

  async #start() {
    this.result.replaceChildren();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
    } catch {
      return this.result.replaceChildren(notice("bad", this.#say("scanNoCamera")));
    }
    this.video.srcObject = this.#stream;
    this.video.hidden = false;
    this.camera.textContent = this.#say("scanStop");
    await this.video.play();
    return this.#look(document.createElement("canvas"));
  }

  async #look(canvas) {
    while (this.#stream && this.element.isConnected) {
      const texts = ours(await inImage(this.video, this.video.videoWidth || 1, this.video.videoHeight || 1, canvas));
      if (texts.length && (await this.#taken(texts))) return;
      await new Promise((ready) => setTimeout(ready, MOMENT));
    }
    this.stop();
  }

  async #chosen() {
    const none = [];
    this.result.replaceChildren();
    for (const file of Array.from(this.files.files)) {
      const texts = ours(await inFile(file));
      if (!texts.length) none.push(file.name);
      else if (await this.#taken(texts)) return;
    }
    if (none.length) this.result.replaceChildren(notice("attention", this.#say("scanNone", { names: none.join(", ") })));
    else if (this.#found.total) this.result.replaceChildren(notice("info", this.so_far.textContent));
  }

  // Whether it is over: all read, or refused.
  async #taken(texts) {
    try {
      for (const text of texts) this.#found.add(text);
      this.#tell();
      if (!this.#found.total || this.#found.missing.length) return false;
      const octets = await this.#found.octets();
      this.stop();
      this.result.replaceChildren(...(await this.#done(octets)));
    } catch (fault) {
      this.stop();
      this.result.replaceChildren(notice("bad", this.#say("scanRefused"), this.#sentence(fault instanceof Refusal ? fault.code : "fault")));
    }
    return true;
  }

  #tell() {
    const { count, total, missing } = this.#found;
    if (!total) return;
    Object.assign(this.progress, { max: total, value: count, hidden: false });
    const named = missing.slice(0, NAMED).join(", ") + (missing.length > NAMED ? "…" : "");
    this.so_far.textContent = missing.length ? this.#say("scanSome", { count, total, missing: named }) : this.#say("scanAll", { total });
  }
}
