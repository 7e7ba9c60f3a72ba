// What npm's age-encryption takes with its hybrid recipients (ML-KEM-768 + X25519, not signed), in node: a table's rows on the output.

import { pathToFileURL } from "node:url";

const { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } = await import(pathToFileURL(process.argv[2]));
const identity = await generateHybridIdentity(), recipient = await identityToRecipient(identity);

async function best(times, work) {
  let found = Infinity;
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    await work();
    found = Math.min(found, performance.now() - start);
  }
  return found;
}

for (const [size, times, unit] of [[1000, 30, "ms"], [100_000_000, 3, "MB/s"]]) {
  const text = new Uint8Array(size), sealer = new Encrypter(), opener = new Decrypter();
  sealer.addRecipient(recipient);
  opener.addIdentity(identity);
  const sealed = await sealer.encrypt(text);
  const took = [await best(times, () => sealer.encrypt(text)), await best(times, () => opener.decrypt(sealed))];
  const shown = took.map((ms) => (unit === "ms" ? `${ms.toFixed(1)} ms` : `${(size / 1000 / ms).toFixed(0)} MB/s`));
  console.log(`| npm age-encryption, hybrid, unsigned, ${size === 1000 ? "1 KB" : "100 MB"} | ${shown.join(" | ")} |`);
}
