// What a form takes as a file, read from QR pictures instead: the octets become the file of its field; the form above stays as it is.

import { PUBLIC, ONE_PASS } from "../../sealing/packets.js";
import { Scanner } from "../../sealing/scanning.js";
import { notice } from "../dispatches/drawing.js";
import { say, sentence } from "./words.js";

const NAMES = { certificate: ["pictures.cert", "scanNotCertificate", PUBLIC], slip: ["pictures.receipt", "scanNotSlip", ONE_PASS] };

for (const place of document.querySelectorAll("[data-scan]")) {
  const scanner = new Scanner({ id: "scan-files", say, sentence, done: (octets) => [taken(place, octets)] });
  place.append(scanner.element);
  place.hidden = false;
  place.addEventListener("toggle", () => place.open || scanner.stop());
  addEventListener("pagehide", () => scanner.stop());
}

function taken(place, octets) {
  const { scan, into } = place.dataset, [name, other, tag] = NAMES[scan], input = document.querySelector(`main form input[name="${into}"]`);
  if (octets[0] !== (0xc0 | tag)) return notice("bad", say(other));
  const files = new DataTransfer();
  files.items.add(new File([octets], name, { type: "application/octet-stream" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return notice("good", say("scanTaken", { name }));
}
