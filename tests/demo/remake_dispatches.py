"""Makes anew the keys and sealed texts that the demonstration plays with: `python -m bartholdi.manage shell -c "from tests.demo.remake_dispatches import main; main()"`.

They are kept as they are, since an office without the extra `seal` makes no keys; the passphrase is no secret, and neither is anything inside.
"""

from __future__ import annotations

import io
import json
import os
import tomllib
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from bartholdi.cores.sealing import blobs, keys, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.demo import agreements, dispatches

FOLDER = dispatches.FOLDER
PLAYED = FOLDER / "texts.toml"


def main() -> None:
    made = {post: sealing.generated(post) for post in dispatches.POSTS}
    for post, key in made.items():
        (FOLDER / f"{post.lower()}.cert").write_bytes(key.certificate.octets)
        if post in dispatches.LENT:
            (FOLDER / f"{post.lower()}.key").write_bytes(keys.locked(key, dispatches.PASSPHRASE, os.urandom))
    now = datetime.now(UTC).replace(microsecond=0)
    texts = tomllib.loads(PLAYED.read_text("utf-8"))["dispatch"]
    facts: list[dict[str, Any]] = []
    for number, text in enumerate(texts, 1):
        earlier = [facts[each - 1]["identity"] for each in text.get("refers", ())]
        facts.append(_sealed(number, text | {"references": earlier}, made, now))
    (FOLDER / "facts.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def _sealed(number: int, text: dict[str, Any], made: dict[str, KeyFile], now: datetime) -> dict[str, Any]:
    sender, reader = made["WASHINGTON"], made["PARIS-RECHERCHE"]
    at, identity = int(now.timestamp()) + 1, os.urandom(16).hex()
    attachments = [_attachment(name, identity, index) for index, name in enumerate(text.get("attachments", ()))]
    values = {
        "kind": "dispatch", "id": identity, "created": _instant(at), "sender": sender.certificate.fingerprint, "senderName": "WASHINGTON", "number": number,
        "recipients": [
            sealing.recipient("action", reader.certificate, at, name="PARIS-RECHERCHE", number=number),
            sealing.recipient("copy", sender.certificate, at, name="WASHINGTON"),
        ],
        "urgency": text["urgency"], "openBy": None, "notAfter": None, "marking": text["marking"], "caption": text["caption"], "language": text["language"],
        "subject": text["subject"], "summary": text["summary"].strip(), "body": text["body"].strip(), "comment": text["comment"].strip(),
        "references": text["references"], "replyTo": None, "attachments": attachments,
    }  # fmt: skip
    octets, manifest = sealing.sealed(values, sender, [reader.certificate, sender.certificate], at=at, chance=os.urandom)
    (FOLDER / f"{number}.pgp").write_bytes(octets)
    if text["opened"]:
        about = {"id": identity, "digest": manifest.digest, "sender": sender.certificate.fingerprint}
        receipt = {
            "kind": "receipt", "id": os.urandom(16).hex(), "created": _instant(at + 60), "sender": reader.certificate.fingerprint,
            "senderName": "PARIS-RECHERCHE", "recipients": [sealing.recipient("action", sender.certificate, at + 60, name="WASHINGTON")],
            "about": about, "outcome": "opened", "reason": "", "logHead": None,
        }  # fmt: skip
        (FOLDER / f"{number}.receipt").write_bytes(sealing.slip(receipt, reader, at=at + 60)[0])
    return {"identity": identity, "digest": manifest.digest, "blobs": [each["blob"] for each in attachments]}


def _attachment(name: str, identity: str, index: int) -> dict[str, Any]:
    """A paper of the register, octet by octet, so that whoever opens the dispatch finds the agreement by its digest."""
    content, target, blob, key = paper(name), io.BytesIO(), os.urandom(16).hex(), os.urandom(32)
    made = blobs.written(io.BytesIO(content), target, size=len(content), key=key, dispatch=identity, index=index)
    (FOLDER / f"{blob}.bin").write_bytes(target.getvalue())
    assert made["sha256"] == sha256(content).hexdigest()
    return {"name": name, "type": "text/plain", "blob": blob, "key": key.hex(), **made}


def paper(name: str) -> bytes:
    register = tomllib.loads(Path(agreements.REGISTER).read_text("utf-8"))
    papers = [each for facts in register.values() for each in facts.get("documents", ())]
    return next(agreements.content(each) for each in papers if each["name"] == name)


def _instant(at: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    main()
