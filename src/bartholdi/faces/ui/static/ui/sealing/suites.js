// The two suites of docs/sealing-format.md section 1 and their sizes. This program knows SD-5 by sight and answers `unsupported-suite`.

import { demand } from "./refusal.js";

const SD3 = { name: "SD-3", sign: 30, kem: 35, verifier: 32 + 1952, signature: 64 + 3309, sealer: 32 + 1184, sealed: 32 + 1088 };
const SD5 = { name: "SD-5", sign: 31, kem: 36, verifier: 57 + 2592, signature: 114 + 4627, sealer: 56 + 1568, sealed: 56 + 1568 };

export const BY_SIGN = new Map([[SD3.sign, SD3], [SD5.sign, SD5]]);
export const BY_KEM = new Map([[SD3.kem, SD3], [SD5.kem, SD5]]);
export { SD3 };

export const supported = (suite) => demand(suite === SD3, "unsupported-suite");
