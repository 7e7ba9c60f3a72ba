// Shows frames as QR pictures in a loop, four in a second: two changes back and forth in a second, fewer than the three that may harm.
// Whoever wants less motion gets one picture and turns the page by hand.

import { button, element } from "../js/dispatches/drawing.js";
import { drawn } from "./pictures.js";

const PAUSE = 250;

// `say(key, told)`: the words. `element` stands where it is put; `stop()` when it is taken away.
export class Player {
  #texts;
  #say;
  #at = 0;
  #timer = 0;

  constructor(texts, say) {
    Object.assign(this, { canvas: element("canvas", { class: "frames-picture", role: "img" }), said: element("p", { class: "frames-said" }) });
    this.#texts = texts;
    this.#say = say;
    this.toggle = button(say("framePause"), () => (this.#timer ? this.stop() : this.go()));
    const previous = button(say("framePrevious"), () => this.turn(-1)), next = button(say("frameNext"), () => this.turn(1));
    const hint = element("p", { class: "hint", text: say("frameHint") });
    this.element = element("div", { class: "frames" }, hint, this.canvas, this.said, element("p", { class: "acts" }, previous, this.toggle, next));
    this.element.addEventListener("keydown", ({ key }) => ["ArrowLeft", "ArrowRight"].includes(key) && this.turn(key === "ArrowLeft" ? -1 : 1));
    this.#draw();
    if (texts.length === 1) this.element.querySelector(".acts").hidden = true;
    else if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.stop();
    else this.go();
  }

  go() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => (this.element.isConnected ? this.#step(1) : this.stop()), PAUSE);
    this.said.removeAttribute("aria-live"); // four announcements in a second help nobody
    this.toggle.textContent = this.#say("framePause");
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.said.setAttribute("aria-live", "polite");
    this.toggle.textContent = this.#say("frameGo");
  }

  // By hand: then it does not go on by itself.
  turn(by) {
    this.stop();
    this.#step(by);
  }

  #step(by) {
    this.#at = (this.#at + by + this.#texts.length) % this.#texts.length;
    this.#draw();
  }

  #draw() {
    const said = this.#say("framePicture", { index: this.#at + 1, total: this.#texts.length });
    drawn(this.canvas, this.#texts[this.#at]);
    this.canvas.setAttribute("aria-label", said);
    this.said.textContent = said;
  }
}
