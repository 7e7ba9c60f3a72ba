// The list of attachments while a dispatch is written: chosen files, which only this page has, and those that are sealed and kept already.

import { name as lawful } from "../../sealing/schema.js";
import { octets } from "./asking.js";
import { button, element, notice } from "./drawing.js";
import { say, size } from "./words.js";

export class Attachments {
  files = []; // chosen, not sealed yet
  sealed = []; // entries of the manifest; their blobs are kept
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
    return { attachments: this.sealed, chosen: [...this.files.map(({ name, size: octets_ }) => ({ name, size: octets_ })), ...this.lost] };
  }

  write({ attachments = [], chosen = [] }) {
    const here = new Set(this.files.map((file) => file.name));
    Object.assign(this, { sealed: attachments, lost: chosen.filter(({ name }) => !here.has(name)) });
    this.draw();
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
      ...this.files.map((each, index) => row(this.files, each, index, "")),
      ...this.lost.map((each, index) => row(this.lost, each, index, say("chooseAgain"))),
    );
    this.#place.querySelector("ul").hidden = !(this.sealed.length + this.files.length + this.lost.length);
  }

  // Opens what was sealed for one dispatch, so that it can be sealed for another.
  async loosened(sealer, { base, dispatch, identity }) {
    for (const [index, attachment] of this.sealed.entries()) {
      const blob = new Blob([await octets(`${base}${dispatch}/blobs/${attachment.blob}/`)]);
      const { file } = await sealer.ask("detach", { blob, attachment, dispatch: identity, index });
      this.files.splice(index, 0, new File([file], attachment.name, { type: attachment.type }));
    }
    this.sealed = [];
    this.draw();
  }
}

function named(made, label) {
  made.setAttribute("aria-label", label);
  return made;
}
