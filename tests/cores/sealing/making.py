"""Hostile and sound material for the vectors: whatever OpenPGP allows, a test can build here. Run `python -m tests.cores.sealing.remake` to make anew."""

from __future__ import annotations

import os
from base64 import b64encode
from calendar import timegm
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bartholdi.cores.sealing import canonical, making, sealing
from bartholdi.cores.sealing.certificates import Certificate, Key
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.manifest import written
from bartholdi.cores.sealing.packets import LITERAL, ONE_PASS, SIGNATURE, packet
from bartholdi.cores.sealing.padding import padded

NOW = "2027-01-15T12:00:00Z"
CREATED = "2027-01-15T11:00:00Z"
DAY = 86_400


def seconds(instant: str) -> int:
    return timegm(datetime.fromisoformat(instant).utctimetuple())


AT = seconds(NOW)


def b64(octets: bytes) -> str:
    return b64encode(octets).decode()


def recipients(*certificates: Certificate, role: str = "action") -> list[dict[str, Any]]:
    return [
        sealing.recipient(role, each, AT, name=f"Post {number}", number=number) for number, each in enumerate(certificates, 1)
    ]


def dispatch(sender: KeyFile, *to: Certificate, **changed: Any) -> dict[str, Any]:
    """Values of a dispatch, any of which may be changed."""
    values = {
        "kind": "dispatch", "suite": sender.certificate.suite.name, "id": os.urandom(16).hex(), "created": CREATED,
        "sender": sender.certificate.fingerprint, "senderName": "Science office, Washington", "recipients": recipients(*to), "number": 12,
        "urgency": "immediate", "openBy": "2027-01-15T18:00:00Z", "notAfter": None, "marking": "Limited distribution", "caption": "",
        "language": "en", "subject": "Memorandum of the day", "summary": "", "body": "The text is attached.\nSigned today.", "comment": "",
        "references": [], "replyTo": None, "attachments": [],
    }  # fmt: skip
    return values | changed


def other(kind: str, sender: KeyFile, *to: Certificate, **keys: Any) -> dict[str, Any]:
    """Values of another kind than a dispatch."""
    common = dispatch(sender, *to)
    names = ("suite", "id", "created", "sender", "senderName", "recipients")
    return {name: common[name] for name in names} | {"kind": kind} | keys


def octets_of(values: Mapping[str, Any]) -> bytes:
    """The manifest's octets, padded, whether or not its values hold."""
    whole = {"format": "bartholdi-sealing", "version": 1, "padding": ""} | dict(values)
    length = len(canonical.written(whole))
    return canonical.written(whole | {"padding": "0" * (padded(length) - length)})


def signer_of(key: KeyFile) -> tuple[Key, bytes]:
    found = key.certificate.signers(key.certificate.primary.created)[0]
    return found, key.raw[found.fingerprint]


def parts(text: bytes, key: KeyFile, *, kind: int = 0, more: bytes = b"", head: bytes = b"b\x00") -> tuple[bytes, bytes, bytes]:
    """Bodies of one-pass signature, literal and signature."""
    signer, secret = signer_of(key)
    suite, salt = key.certificate.suite, os.urandom(32)
    last = making.signed(suite, secret, signer.fingerprint, text, kind=kind, at=seconds(CREATED), salt=salt, more=more)
    first = bytes([6, kind, 10, suite.sign, 32]) + salt + bytes.fromhex(signer.fingerprint) + b"\x01"
    return first, head + bytes(4) + text, last


def joined(first: bytes, literal: bytes, last: bytes) -> bytes:
    return packet(ONE_PASS, first) + packet(LITERAL, literal) + packet(SIGNATURE, last)


def inner(text: bytes, key: KeyFile, **how: Any) -> bytes:
    return joined(*parts(text, key, **how))


def enveloped(octets: bytes, *to: Certificate, hidden: bool = False) -> bytes:
    kems: Sequence[Key] = [each.usable(AT) for each in to]
    return making.envelope(octets, kems, to[0].suite, hidden=hidden, chance=os.urandom)


def sent(values: Mapping[str, Any], key: KeyFile, *to: Certificate, **how: Any) -> bytes:
    """An envelope with whatever values, as a dishonest sender would make it."""
    return enveloped(inner(octets_of(values), key), *to, **how)


def digest_of(values: Mapping[str, Any]) -> str:
    return written(values).digest


def vector(name: str, what: str, form: str, expected: str, inputs: dict[str, Any], *, suite: str = "SD-3") -> dict[str, Any]:
    return {
        "name": name,
        "what": what,
        "form": form,
        "suite": suite,
        "expected": expected,
        "now": NOW,
        "inputs": inputs,
        "result": {},
    }


def edited(of: str, field: str, *edits: tuple[int, int, bytes]) -> dict[str, Any]:
    """The input of another vector with splices (at, remove, insert)."""
    return {
        "of": of,
        "input": field,
        "edits": [{"at": at, "remove": remove, "insert": b64(insert)} for at, remove, insert in edits],
    }
