// QR pictures: a text drawn on a canvas, and the texts that stand in an image. The one door to npm's `qr`.

import { decodeQR } from "../../vendor/qr/decode.js";
import { encodeQR } from "../../vendor/qr/index.js";

const MODULE = 8, LARGEST = 2048, PATIENCE = 250; // pixels of a module, of an image's longer side; milliseconds for one image from a file

// Black on white in every theme, with the four modules of quiet around that the standard asks for.
export function drawn(canvas, text) {
  const rows = encodeQR(text, "raw", { ecc: "low", border: 4 }), side = rows.length * MODULE, pen = canvas.getContext("2d");
  canvas.width = canvas.height = side;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = "#000";
  for (const [y, row] of rows.entries()) for (const [x, dark] of row.entries()) if (dark) pen.fillRect(x * MODULE, y * MODULE, MODULE, MODULE);
}

// The texts in a picture file; none where it is no image.
export async function inFile(file) {
  try {
    const image = await createImageBitmap(file);
    return await inImage(image, image.width, image.height, document.createElement("canvas"), PATIENCE);
  } catch {
    return [];
  }
}

// The texts in an image or a moment of a video. `canvas` is used for the work; `timeLimit` in milliseconds, for a camera none but the library's own.
export async function inImage(image, width, height, canvas, timeLimit) {
  const smaller = Math.min(1, LARGEST / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * smaller));
  canvas.height = Math.max(1, Math.round(height * smaller));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const found = await natively(canvas);
  return found.length ? found : alone(pen.getImageData(0, 0, canvas.width, canvas.height), timeLimit);
}

function alone(image, timeLimit) {
  try {
    return [decodeQR(image, timeLimit ? { timeLimit } : {})];
  } catch {
    return [];
  }
}

let native;

// By the browser itself, where it can.
async function natively(canvas) {
  try {
    native ??= (await globalThis.BarcodeDetector?.getSupportedFormats())?.includes("qr_code") ? new globalThis.BarcodeDetector({ formats: ["qr_code"] }) : false;
    return native ? (await native.detect(canvas)).map((each) => each.rawValue) : [];
  } catch {
    return [];
  }
}
