"""Vectors of statements: what a key says about a certificate, in a slip."""

from __future__ import annotations

from typing import Any

from bartholdi.cores.sealing import canonical
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.manifest import written
from tests.cores.sealing.making import b64, inner, octets_of, other, sent, vector

HEX = "ab" * 32
EVENTS = ("published", "rotated", "verified", "endorsed", "revoked", "destroyed", "handed")


def statement(key: KeyFile, event: str = "published", **changed: Any) -> dict[str, Any]:
    """Values of a statement by a key about its own certificate, any of which may be changed."""
    own = key.certificate.fingerprint
    about = {"event": event, "mailbox": "WASHINGTON", "fingerprint": own, "certificate": HEX, "logHead": None}
    return other("event", key) | {"recipients": []} | about | changed


def made(keys: dict[str, KeyFile]) -> list[dict[str, Any]]:
    us, paris = keys["washington"], keys["paris"]
    full = statement(us)

    def raw(**changed: Any) -> bytes:
        return canonical.written({"format": "bartholdi-sealing", "version": 1, "padding": ""} | full | changed)

    def one(name: str, expected: str, octets: bytes, by: str = "washington", kind: str = "event") -> dict[str, Any]:
        return vector(name, f"{name}: section 7, slip.", "slip", expected, {"slip": b64(octets), "pinned": [by], "kind": kind})

    def wrong(name: str, **changed: Any) -> dict[str, Any]:
        return vector(name, f"{name}: section 5.2.", "slip-manifest", "manifest-schema", {"manifest": b64(raw(**changed))})

    receipt = other("receipt", paris, us.certificate) | {
        "about": {"id": "01" * 16, "digest": HEX, "sender": us.certificate.fingerprint},
        "outcome": "opened", "reason": "", "logHead": None,
    }  # fmt: skip
    good = inner(written(full, slip=True).octets, us)
    return [
        *(one(f"statement-{event}", "ok", inner(raw(event=event), us)) for event in EVENTS),
        one("statement-head", "ok", inner(raw(logHead={"number": 7, "digest": HEX}), us)),
        one("statement-endorses", "ok", inner(raw(event="endorsed", fingerprint=paris.certificate.fingerprint, mailbox="PARIS"), us)),
        one("statement-for-receipt", "slip-kind", good, kind="receipt"),
        one("receipt-for-statement", "slip-kind", inner(written(receipt, slip=True).octets, paris), "paris"),
        one("statement-dispatch", "slip-kind", good, kind="dispatch"),
        one("statement-stranger", "signer-unknown", good, "paris"),
        one("statement-forged", "signature-bad", good[:-5] + bytes([good[-5] ^ 1]) + good[-4:]),
        one("statement-sender", "sender-differs", inner(raw(sender=paris.certificate.fingerprint), us)),
        one("statement-padded", "manifest-padding", inner(octets_of(full), us)),
        wrong("statement-event-unknown", event="lost"),
        wrong("statement-mailbox-empty", mailbox=""),
        wrong("statement-mailbox-long", mailbox="X" * 25),
        wrong("statement-fingerprint-short", fingerprint="ab"),
        wrong("statement-recipient", recipients=[{"role": "copy", "fingerprint": HEX, "subkey": HEX, "name": "", "number": 0}]),
        wrong("statement-head-text", logHead="7"),
        wrong("statement-extra", body="x"),
        vector(
            "statement-sealed", "A statement has no recipient, so nobody is addressed.", "envelope", "not-addressed",
            {"envelope": b64(sent(full, us, paris.certificate)), "key": "paris", "pinned": ["washington"]},
        ),
    ]  # fmt: skip
