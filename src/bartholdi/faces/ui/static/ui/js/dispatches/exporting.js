// A dispatch that is open in this page as one plain message for any other tool: made in the worker that holds the key, saved on this computer only.

import { element, notice, saver } from "./drawing.js";
import { now } from "./keeper.js";
import { refused, say } from "./words.js";

// `given`: { sealer, envelope, reader, files, values }; the form goes into `place`, below what is open.
export function exporting(place, given) {
  const file = element("input", { id: "plain-to", type: "file" }), made = element("div", { "aria-live": "polite" });
  const button = element("button", { class: "button", text: say("plainMake") });
  const form = element("form", { class: "letter-release" },
    element("h2", { text: say("plain") }), element("p", { text: say("plainWhat") }),
    element("div", { class: "field" }, element("label", { for: "plain-to", text: say("plainTo") }), element("p", { class: "hint", id: "plain-to-hint", text: say("plainToHint") }), file),
    element("p", { class: "acts" }, button), made);
  file.setAttribute("aria-describedby", "plain-to-hint");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    made.replaceChildren(notice("waiting", say("plainMaking")));
    made.replaceChildren(await message(given, file.files));
    button.disabled = false;
  });
  place.querySelector("#plain-to")?.closest("form").remove();
  place.append(form);
  file.focus();
}

async function message({ sealer, envelope, reader, files, values }, chosen) {
  try {
    const to = await Promise.all(Array.from(chosen, async (each) => new Uint8Array(await each.arrayBuffer())));
    const { octets } = await sealer.ask("plain", { envelope, reader, files, to, at: now() });
    const file = new Blob([octets], { type: "application/octet-stream" });
    return notice("good", say("plainMade"), element("p", {}, saver(file, `${values.id}.eml.pgp`, say("plainSave"))));
  } catch (fault) {
    return notice("bad", say("plainNot"), refused(fault.code ?? "fault"));
  }
}
