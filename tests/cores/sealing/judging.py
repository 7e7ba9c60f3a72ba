"""The folder of vectors, as docs/sealing-format.md section 14 lays it out: read, resolved, and judged by the Python core."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from typing import Any

from bartholdi.cores.sealing import blobs, certificates, envelope, frames, keys, manifest, padding, parcel, plain, reading, words
from bartholdi.cores.sealing.refusal import Refusal, demand

FOLDER = Path(__file__).parent / "vectors"


class Vectors:
    """All vectors of a folder by name, and the test keys."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = [each for each in sorted(folder.glob("*.json")) if each.name != "keys.json"]
        self.keys = json.loads((folder / "keys.json").read_text("utf-8"))
        self.all = {each["name"]: each for file in files for each in json.loads(file.read_text("utf-8"))}

    def binary(self, what: Any) -> bytes:
        if isinstance(what, str):
            return b64decode(what, validate=True)
        if "repeat" in what:
            return b64decode(what["repeat"]) * int(what["times"])
        octets = self.binary(self.all[what["of"]]["inputs"][what["input"]])
        for edit in what["edits"]:
            at = edit["at"] if edit["at"] >= 0 else len(octets) + edit["at"]
            octets = octets[:at] + b64decode(edit["insert"]) + octets[at + edit["remove"] :]
        return octets

    def key(self, name: str) -> keys.KeyFile:
        return keys.unlocked(b64decode(self.keys[name]["key"]), bare=True)

    def certificate(self, what: Any) -> certificates.Certificate:
        return certificates.parsed(self.binary(self.keys[what]["certificate"] if isinstance(what, str) else what["certificate"]))

    def judged(self, vector: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The verdict, and the result when it is ok."""
        try:
            return "ok", getattr(self, f"_{vector['form'].replace('-', '_')}")(vector, vector["inputs"])
        except Refusal as refusal:
            return refusal.code, {}

    def reader(self, vector: dict[str, Any], inputs: dict[str, Any]) -> reading.Reader:
        known = {id_: reading.Known(**each) for id_, each in inputs["known"].items()} if "known" in inputs else None
        secrets = self.key(inputs["key"]).secrets if "key" in inputs else ()
        return reading.Reader(
            now=datetime.fromisoformat(vector["now"]), pinned=[self.certificate(each) for each in inputs["pinned"]], secrets=secrets,
            seen=inputs.get("seen", {}), again=inputs.get("again", False), known=known,
        )  # fmt: skip

    def _envelope(self, vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        read = reading.read(self.binary(inputs["envelope"]), self.reader(vector, inputs))
        if "blobs" in inputs:
            for index, attachment in enumerate(read.manifest.values.get("attachments", ())):
                self._one(inputs["blobs"].get(attachment["blob"]), read.manifest["id"], index, attachment)
        return {"digest": read.manifest.digest, "kind": read.manifest.kind}

    def _plain(self, vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        """The text, and each file of the message with its digest: MIME itself may be written in more than one way."""
        read = reading.read(self.binary(inputs["envelope"]), self.reader(vector, inputs))
        shown = (read.original or read).manifest
        plain.fits(shown)
        files = [
            self._one(inputs["blobs"].get(each["blob"]), shown["id"], index, each)
            for index, each in enumerate(shown["attachments"])
        ]
        parsed = message_from_bytes(plain.message(read, files), policy=SMTP)
        found = [(each.get_filename(), sha256(each.get_payload(decode=True)).hexdigest()) for each in parsed.iter_attachments()]
        return {"text": plain.text(read), "files": [list(each) for each in found]}

    def _slip(self, vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        read = reading.read_slip(self.binary(inputs["slip"]), self.reader(vector, inputs), inputs.get("kind", "receipt"))
        return {"digest": read.manifest.digest, "kind": read.manifest.kind}

    def _grammar(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        found = envelope.parsed(self.binary(inputs["envelope"]))
        return {"suite": found.suite.name, "recipients": [each.subkey for each in found.recipients]}

    def _manifest(self, _vector: dict[str, Any], inputs: dict[str, Any], *, slip: bool = False) -> dict[str, Any]:
        found = manifest.read(self.binary(inputs["manifest"]), slip=slip)
        return {"digest": found.digest, "kind": found.kind}

    def _slip_manifest(self, vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        return self._manifest(vector, inputs, slip=True)

    def _certificate(self, vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        found = self.certificate(inputs)
        kem = found.usable(int(datetime.fromisoformat(vector["now"]).timestamp()))
        return {"fingerprint": found.fingerprint, "kem": kem.fingerprint}

    def _one(self, blob: Any, dispatch: str, index: int, attachment: dict[str, Any]) -> bytes:
        demand(blob is not None, "blob-missing")
        octets, target = self.binary(blob), io.BytesIO()
        blobs.opened(io.BytesIO(octets), target, length=len(octets), attachment=attachment, dispatch=dispatch, index=index)
        return target.getvalue()

    def _blob(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        self._one(inputs["blob"], inputs["id"], inputs["index"], inputs["attachment"])
        return {"sha256": inputs["attachment"]["sha256"]}

    def _key(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        key = keys.unlocked(self.binary(inputs["key"]), inputs["passphrase"], bare=inputs.get("unlocked", False))
        return {"fingerprint": key.certificate.fingerprint}

    def _words(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        one, two = inputs["fingerprints"]
        return {"words": " ".join(words.words(one, two)), "picture": words.picture(one, two)}

    def _padme(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        return {"padded": padding.padme(inputs["length"])}

    def _file(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        octets = self.binary(inputs["file"])
        found = parcel.members(io.BytesIO(octets), len(octets))
        blobs_ = [each.name[6:-4] for each in found[1:]]
        if "wanted" in inputs:
            parcel.matched(blobs_, inputs["wanted"])
        return {"blobs": blobs_}

    def _frames(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        return {"sha256": sha256(frames.joined(inputs["frames"])).hexdigest()}

    def _framed(self, _vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
        texts = frames.written(self.binary(inputs["octets"]))
        return {"frames": len(texts), "sha256": sha256("\n".join(texts).encode()).hexdigest()}
