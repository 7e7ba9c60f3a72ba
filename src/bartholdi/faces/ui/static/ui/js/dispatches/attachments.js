// The list of attachments while a dispatch is written: chosen files, which only this page has, and those that are sealed and kept already.

import { name as lawful } from "../../sealing/schema.js";
import { octets } from "./asking.js";
import { button, element, notice } from "./drawing.js";
import * as shelf from "./shelf.js";
import { say, size } from "./words.js";

export class Attachments {
  files = []; // chosen, not sealed yet
  sealed = []; // entries of the manifest; their blobs are kept
  held = []; // the one, if any, that is sealed and on the shelf of this browser, and comes after those
  lost = []; // names of files that were chosen before the page was loaded again
  #place;

  constructor(place, changed) {
    this.#place = place;
    this.changed = changed;
    place.querySelector("input[type=file]").addEventListener("change", ({ target }) => this.add(target));
  }

  add(input) {
    const fine = Array.from(input.files).filter((file) => lawful(file.name)), named = new Set(fine.map((file) => file.name));
    const bad = Array.from(input.files, (file) => file.name).filter((name) => !named.has(name));
    this.#place.querySelector("[data-names]").replaceChildren(...(bad.length ? [notice("bad", say("fileNames", { names: bad.join(", ") }))] : []));
    this.files.push(...fine);
    this.lost = this.lost.filter(({ name }) => !named.has(name));
    input.value = "";
    this.draw();
    this.changed();
  }

  read() {
    return { attachments: this.sealed, held: this.held, chosen: [...this.files.map(({ name, size: octets_ }) => ({ name, size: octets_ })), ...this.lost] };
  }

  write({ attachments = [], chosen = [] }) {
    const here = new Set(this.files.map((file) => file.name));
    Object.assign(this, { sealed: attachments, lost: chosen.filter(({ name }) => !here.has(name)) });
    this.draw();
  }

  // What was being sent goes on where its sealed octets are; elsewhere it is chosen again. False: it is.
  async resumed([entry] = []) {
    const there = Boolean(entry && (await shelf.of(entry.blob)));
    this.held = there ? [entry] : [];
    if (entry && !there && !this.files.some(({ name }) => name === entry.name)) this.lost.push({ name: entry.name, size: entry.size });
    this.draw();
    return there || !entry;
  }

  // Places in the list are sealed with the files: once one goes, all are sealed anew.
  #without(list, index, sealed) {
    list.splice(index, 1);
    this.draw();
    this.changed({ renew: sealed });
  }

  draw() {
    const row = (list, entry, index, what, sealed = false) => element("li", {},
      element("span", { text: entry.name }), " ", element("small", { class: "muted", text: [size(entry.size), what].filter(Boolean).join(" · ") }), " ",
      this.fixed ? null : named(button(say("remove"), () => this.#without(list, index, sealed), "quiet"), say("removeFile", { name: entry.name })));
    this.#place.querySelector("ul").replaceChildren(
      ...this.sealed.map((each, index) => row(this.sealed, each, index, say("sealedAlready"), true)),
      ...this.held.map((each, index) => row(this.held, each, index, say("sealedHere"), true)),
      ...this.files.map((each, index) => row(this.files, each, index, "")),
      ...this.lost.map((each, index) => row(this.lost, each, index, say("chooseAgain"))),
    );
    this.#place.querySelector("ul").hidden = !(this.sealed.length + this.held.length + this.files.length + this.lost.length);
  }

  // Opens what was sealed for one dispatch, so that it can be sealed for another.
  async loosened(sealer, { base, dispatch, identity }) {
    for (const [index, attachment] of [...this.sealed, ...this.held].entries()) {
      const blob = (await shelf.of(attachment.blob)) ?? new Blob([await octets(`${base}${dispatch}/blobs/${attachment.blob}/`)]);
      const { file } = await sealer.ask("detach", { blob, attachment, dispatch: identity, index });
      this.files.splice(index, 0, new File([file], attachment.name, { type: attachment.type }));
    }
    for (const { blob } of this.held) await shelf.forget(blob);
    this.sealed = [];
    this.held = [];
    this.draw();
  }
}

function named(made, label) {
  made.setAttribute("aria-label", label);
  return made;
}
