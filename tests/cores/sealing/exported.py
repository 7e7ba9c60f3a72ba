"""Vectors of the plain message: what a person reads of a dispatch, what its files are called, and what is too large."""

from __future__ import annotations

import os
from base64 import b64encode
from typing import Any

from bartholdi.cores.sealing.keys import KeyFile
from tests.cores.sealing.making import b64, dispatch, inner, octets_of, other, recipients, sent, vector
from tests.cores.sealing.stored import ID, stored

BLOBS = ("1c" * 16, "1d" * 16, "1e" * 16)
FRENCH = {
    "id": ID, "language": "fr", "senderName": "Service « scientifique », Washington", "subject": "Mémorandum du jour, où l’on s’étonne d’une longueur qui ne tient pas sur une ligne 🇫🇷",
    "summary": "Ce qui est signé.", "body": "Le texte est joint.\n\nSigné ce jour.", "comment": "À lire seul.", "marking": "Diffusion limitée", "caption": "Cabinet",
    "notAfter": "2027-02-01T00:00:00Z",
}  # fmt: skip


def made(keys: dict[str, KeyFile]) -> list[dict[str, Any]]:
    us, paris, houston = keys["washington"], keys["paris"], keys["houston"]
    names = ("Mémoire d’un jour.pdf", "dispatch.json", "DISPATCH.json")
    files = [stored(name.encode(), os.urandom(32), index=at, blob=BLOBS[at], name=name) for at, name in enumerate(names)]
    entries = [entry for _, entry in files]
    blobs = {entry["blob"]: b64(octets) for octets, entry in files}
    whole = dispatch(us, paris.certificate, houston.certificate, attachments=entries, **FRENCH)
    large = {
        "name": "film.mp4",
        "type": "video/mp4",
        "size": 18_750_001,
        "sha256": "ab" * 32,
        "blob": BLOBS[0],
        "key": "cd" * 32,
        "root": "ef" * 32,
    }
    large["blobSize"] = 18_874_368 + 16 * 18
    forward = other("forward", paris) | {
        "recipients": recipients(houston.certificate), "note": "For your file.", "original": b64encode(inner(octets_of(whole), us)).decode(),
    }  # fmt: skip

    def one(
        name: str, what: str, expected: str, envelope: bytes, key: str, *, by: list[str], held: dict[str, str]
    ) -> dict[str, Any]:
        return vector(name, what, "plain", expected, {"envelope": b64(envelope), "key": key, "pinned": by, "blobs": held})

    first = dispatch(us, paris.certificate)
    return [
        one("plain-dispatch", "A note without attachments.", "ok", sent(first, us, paris.certificate), "paris", by=["washington"], held={}),
        one("plain-french", "In French, with three attachments whose names clash.", "ok", sent(whole, us, paris.certificate, houston.certificate), "paris", by=["washington"], held=blobs),
        one("plain-forward", "A dispatch that was forwarded.", "ok", sent(forward, paris, houston.certificate), "houston", by=["paris", "washington"], held=blobs),
        one(
            "plain-too-large", "One octet more than fits, told before its blob is looked for.", "plain-size",
            sent(dispatch(us, paris.certificate, attachments=[large]), us, paris.certificate), "paris", by=["washington"], held={},
        ),
    ]  # fmt: skip
