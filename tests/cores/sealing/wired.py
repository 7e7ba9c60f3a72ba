"""Vectors of the wire: the envelope's grammar, opening, and the inner message with its signature."""

from __future__ import annotations

import os
from typing import Any

import pysequoia

from bartholdi.cores.sealing import sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.making import subpacket
from bartholdi.cores.sealing.packets import COMPRESSED, LITERAL, ONE_PASS, SIGNATURE, packet
from tests.cores.sealing.making import AT, b64, dispatch, edited, enveloped, inner, joined, octets_of, parts, vector

Made = list[dict[str, Any]]
SOUND = "dispatch-hidden-gcm"  # 5-octet headers: PKESK from 0 to 1203, SEIPD from 1203
PK, NAMED, MANY = 6 + 1197, "dispatch-named-gcm", "dispatch-hidden-renewed"


def made(keys: dict[str, KeyFile]) -> Made:
    return [*_sound(keys), *_grammar(keys), *_foreign(keys), *_opening(), *_inner(keys), *_signed(keys)]


def _read(
    name: str, what: str, expected: str, octets: bytes | dict[str, Any], key: str = "paris", suite: str = "SD-3"
) -> dict[str, Any]:
    sender = "washington5" if suite == "SD-5" else "washington"
    return vector(
        name,
        what,
        "envelope",
        expected,
        {"envelope": octets if isinstance(octets, dict) else b64(octets), "key": key, "pinned": [sender]},
        suite=suite,
    )


def _sound(keys: dict[str, KeyFile]) -> Made:
    us, paris, houston = keys["washington"], keys["paris"].certificate, keys["houston"].certificate
    five, paris5 = keys["washington5"], keys["paris5"].certificate
    text = octets_of(dispatch(us, paris))
    hidden, _ = sealing.sealed(dispatch(us, paris, houston), us, [paris, houston], at=AT, chance=os.urandom, hidden=True)
    library, _ = sealing.sealed(dispatch(us, paris), us, [paris], at=AT, chance=os.urandom)
    often = keys["renewed"].certificate
    renewed, _ = sealing.sealed(dispatch(us, often), us, [often], at=AT, chance=os.urandom, hidden=True)
    level5, _ = sealing.sealed(dispatch(five, paris5), five, [paris5], at=AT, chance=os.urandom)
    return [
        _read("dispatch-ok", "Sealed by pysequoia in OCB.", "ok", library),
        _read(NAMED, "Sealed in GCM to a named recipient.", "ok", enveloped(inner(text, us), paris)),
        _read(SOUND, "Sealed to two hidden recipients; opened by the second.", "ok", hidden, "houston"),
        _read("dispatch-sd5", "Level 5.", "ok", level5, "paris5", "SD-5"),
        _read(MANY, "Sealed to a hidden recipient who renewed the sealing key eight times.", "ok", renewed, "renewed"),
        vector("grammar-ok", "Named recipient.", "grammar", "ok", {"envelope": edited(NAMED, "envelope")}),
        vector("grammar-hidden", "Two hidden recipients.", "grammar", "ok", {"envelope": edited(SOUND, "envelope")}),
    ]


def _grammar(keys: dict[str, KeyFile]) -> Made:
    def one(name: str, what: str, expected: str, *edits: tuple[int, int, bytes], of: str = NAMED) -> dict[str, Any]:
        return vector(name, what, "grammar", expected, {"envelope": edited(of, "envelope", *edits)})

    seipd = PK + 6
    foreign = b"\xc1\xff" + (36 + 40).to_bytes(4, "big") + b"\x06\x21\x06" + bytes(32) + b"\x19" + bytes(40)
    own = keys["paris"].certificate.usable(AT)
    again = packet(1, b"\x06\x21\x06" + bytes.fromhex(own.fingerprint) + b"\x23" + bytes(1120) + b"\x28" + bytes(40))
    other = [
        packet(1, b"\x06\x21\x06" + number.to_bytes(32, "big") + b"\x23" + bytes(1120) + b"\x28" + bytes(40))
        for number in range(64)
    ]
    return [
        vector("empty", "No octet.", "grammar", "envelope-size", {"envelope": ""}),
        vector("too-large", "One octet more than 8 MiB.", "grammar", "envelope-size", {"envelope": {"repeat": b64(b"\xc1"), "times": 8_388_609}}),
        vector("text", "Plain text.", "grammar", "not-openpgp", {"envelope": b64(b"Dear colleague")}),
        vector("armored", "Armor is taken off by the caller.", "grammar", "not-openpgp", {"envelope": b64(b"-----BEGIN PGP MESSAGE-----\n")}),
        vector("noise", "Noise that begins like a packet.", "grammar", "packet-length", {"envelope": b64(b"\xc1\xff\xff\xff\xff\xff" + bytes(range(40)))}),
        vector("million", "40,000 empty packets.", "grammar", "packet-length", {"envelope": {"repeat": b64(b"\xc1\x00"), "times": 40_000}}),
        vector("old-format", "An old packet header.", "grammar", "packet-length", {"envelope": b64(b"\x85\x00\x01\x06")}),
        one("truncated", "Last octet missing.", "packet-length", (-1, 1, b"")),
        one("length-cut", "Ends inside a length.", "packet-length", (PK + 2, 1_000_000, b"")),
        one("partial-pkesk", "A PKESK in parts.", "packet-length", (1, 5, b"\xe9")),
        one("partial-short", "A SEIPD whose first part has fewer than 512 octets.", "packet-length", (PK + 1, 5, b"\xe8")),
        one("not-encrypted", "Begins with the SEIPD.", "not-encrypted", (0, PK, b"")),
        one("signed-only", "A signature packet first.", "not-encrypted", (0, 1, b"\xc2")),
        one("no-seipd", "PKESK alone.", "packet-order", (PK, 1_000_000, b"")),
        one("appended", "An unknown packet after the end.", "packet-order", (1_000_000_000, 0, b"\xfc\x00")),
        one("appended-marker", "A marker packet after the end.", "packet-order", (1_000_000_000, 0, b"\xca\x03PGP")),
        one("two-messages", "A second SEIPD.", "packet-order", (1_000_000_000, 0, b"\xd2\x02\x02\x09")),
        one("marker-between", "A marker packet between.", "packet-order", (PK, 0, b"\xca\x03PGP")),
        one("sed", "Symmetrically encrypted data without integrity.", "packet-order", (PK, 1, b"\xc9")),
        one("skesk", "A passphrase beside the recipient.", "packet-order", (PK, 0, packet(3, b"\x06" + bytes(60)))),
        one("sixty-five", "65 recipients.", "recipients-count", (0, 0, b"".join(other))),
        one("sixty-four", "64 recipients are allowed.", "ok", (0, 0, b"".join(other[:63]))),
        one("pkesk-v3", "Version 3.", "pkesk-version", (6, 1, b"\x03")),
        one("pkesk-empty", "An empty PKESK.", "pkesk-version", (0, 0, packet(1, b""))),
        one("pkesk-name-length", "A fingerprint of 20 octets.", "pkesk-shape", (7, 1, b"\x15")),
        one("pkesk-key-v4", "A version 4 key in 33 octets.", "pkesk-shape", (8, 1, b"\x04")),
        one("pkesk-wrapped", "Another length of the wrapped key.", "pkesk-shape", (PK - 41, 1, b"\x30")),
        one("pkesk-short", "One octet short.", "pkesk-shape", (2, 4, (1196).to_bytes(4, "big")), (50, 1, b"")),
        one("pkesk-level", "Id 36 with the length of 35.", "pkesk-shape", (41, 1, b"\x24")),
        one("classical", "X25519 alone.", "pkesk-algorithm", (41, 1, b"\x19")),
        one("classical-too", "A classical recipient beside the post-quantum one.", "pkesk-algorithm", (0, 0, foreign)),
        one("anonymous-too", "One hidden recipient beside a named one.", "recipients-mixed", (0, 0, packet(1, b"\x06\x00\x23" + bytes(1120) + b"\x28" + bytes(40)))),
        one("levels-mixed", "Ids 35 and 36.", "recipients-mixed", (0, 0, packet(1, b"\x06\x21\x06" + bytes(32) + b"\x24" + bytes(1624) + b"\x28" + bytes(40)))),
        one("twice", "One recipient named twice.", "recipient-twice", (0, 0, again)),
        one("seipd-v1", "SEIPD version 1.", "seipd-version", (seipd, 1, b"\x01")),
        one("aes128", "AES-128.", "seipd-cipher", (seipd + 1, 1, b"\x07")),
        one("eax", "EAX.", "seipd-mode", (seipd + 2, 1, b"\x01")),
        one("chunk-17", "Chunks of 8 MiB.", "seipd-chunk", (seipd + 3, 1, b"\x11")),
        one("chunk-5", "Chunks of 2 KiB.", "seipd-chunk", (seipd + 3, 1, b"\x05")),
        one("chunk-6", "Chunks of 4 KiB are allowed.", "ok", (seipd + 3, 1, b"\x06")),
        one("seipd-short", "Too short for two tags.", "seipd-shape", (PK + 2, 1_000_000, (67).to_bytes(4, "big") + b"\x02\x09\x03\x0c" + bytes(63))),
    ]  # fmt: skip


def _foreign(keys: dict[str, KeyFile]) -> Made:
    """What libraries write by themselves."""
    us, paris = keys["washington"], keys["paris"]
    text = octets_of(dispatch(us, paris.certificate))
    signed_only = bytes(pysequoia.sign(pysequoia.Tsk.from_bytes(us.octets).signer(), b"x", armor=False))
    by_passphrase = bytes(pysequoia.encrypt(text[:200], passwords=["test only"], armor=False))
    unsigned = bytes(pysequoia.encrypt(b"x", recipients=[pysequoia.Cert.from_bytes(paris.certificate.octets)], armor=False))
    return [
        _read("signed-never-sealed", "Signed, not encrypted: pysequoia returns its text.", "not-encrypted", signed_only),
        _read("by-passphrase", "Encrypted to a passphrase.", "not-encrypted", by_passphrase),
        _read("unsigned", "Sealed by pysequoia without a signature.", "signature-missing", unsigned),
    ]


def _opening() -> Made:
    def one(
        name: str, what: str, expected: str, *edits: tuple[int, int, bytes], of: str = NAMED, key: str = "paris"
    ) -> dict[str, Any]:
        return _read(name, what, expected, edited(of, "envelope", *edits), key)

    return [
        one("other-key", "Opened with another key.", "no-key", key="houston"),
        one("other-level", "Opened with a key of the other suite.", "no-key", key="paris5"),
        one("hidden-other-key", "Hidden, and not for this key.", "no-key", of=SOUND, key="mallory"),
        one(
            "name-changed",
            "The recipient's fingerprint changed: the one malleable place.",
            "no-key",
            (9, 1, b"\xff\x00"[:1]),
            (40, 1, b"\xff"),
        ),
        one("curve-changed", "X25519 ciphertext changed.", "decrypt-failed", (42, 1, b"\x01"), (43, 1, b"\x02")),
        one("curve-zero", "X25519 ciphertext of small order.", "decrypt-failed", (42, 32, bytes(32))),
        one("lattice-changed", "ML-KEM ciphertext changed.", "decrypt-failed", (80, 2, b"\x01\x02")),
        one("wrapped-changed", "Wrapped key changed.", "decrypt-failed", (PK - 40, 2, b"\x01\x02")),
        one("salt-changed", "Salt changed.", "decrypt-failed", (PK + 10, 2, b"\x01\x02")),
        one("mode-changed", "GCM said to be OCB.", "decrypt-failed", (PK + 8, 1, b"\x02")),
        one("chunk-changed", "Another chunk size.", "decrypt-failed", (PK + 9, 1, b"\x07")),
        one("data-changed", "Content changed.", "decrypt-failed", (PK + 100, 2, b"\x01\x02")),
        one("tag-changed", "Last tag changed.", "decrypt-failed", (-2, 2, b"\x01\x02")),
    ]


def _inner(keys: dict[str, KeyFile]) -> Made:
    us, paris = keys["washington"], keys["paris"].certificate
    first, literal, last = parts(b"x", us)
    one, text, end = packet(ONE_PASS, first), packet(LITERAL, literal), packet(SIGNATURE, last)
    cases = [
        ("inner-empty", "Nothing sealed.", "seipd-shape", b""),
        ("inner-literal", "Text without signature.", "signature-missing", text),
        ("inner-compressed", "Compressed.", "inner-compressed", packet(COMPRESSED, b"\x00" + one + text + end)),
        ("inner-two-signatures", "Two signatures.", "signature-many", one + one + text + end + end),
        ("inner-one-more", "A second signature at the end.", "signature-many", one + text + end + end),
        ("inner-no-end", "The signature is missing.", "inner-grammar", one + text),
        ("inner-detached", "Signature first.", "inner-grammar", end + text),
        ("inner-two-texts", "Two texts.", "inner-grammar", one + text + text + end),
        ("inner-padding", "A padding packet.", "inner-grammar", one + text + end + packet(21, b"1234")),
        ("inner-cut", "Cut off.", "inner-grammar", (one + text + end)[:-1]),
        ("one-pass-v3", "One-pass of version 3.", "signature-version", joined(b"\x03" + first[1:], literal, last)),
        ("signature-v4", "Signature of version 4.", "signature-version", joined(first, literal, b"\x04" + last[1:])),
        ("signature-text", "Signature over canonical text.", "signature-type", inner(b"x", us, kind=1)),
        ("signature-classical", "Ed25519 alone.", "signature-algorithm", joined(first[:3] + b"\x1b" + first[4:], literal, last)),
        ("signature-sha256", "SHA-256.", "signature-hash", joined(first[:2] + b"\x08" + first[3:], literal, last)),
        (
            "signature-sha256-end",
            "SHA-256, only at the end.",
            "signature-hash",
            joined(first, literal, last[:3] + b"\x08" + last[4:]),
        ),
        ("one-pass-nested", "Says that another signature follows.", "inner-grammar", joined(first[:-1] + b"\x00", literal, last)),
        ("salts-differ", "Salts differ.", "inner-grammar", joined(first[:5] + bytes(32) + first[37:], literal, last)),
        ("file-name", "A file name in the literal.", "inner-grammar", inner(b"x", us, head=b"b\x10../../etc/passwd")),
        ("literal-text", "Literal of format u.", "inner-grammar", inner(b"x", us, head=b"u\x00")),
        ("signature-short", "One octet short.", "inner-grammar", joined(first, literal, last[:-1])),
    ]
    return [_read(name, what, expected, enveloped(octets, paris)) for name, what, expected, octets in cases]


def _signed(keys: dict[str, KeyFile]) -> Made:
    us, paris = keys["washington"], keys["paris"].certificate
    text = octets_of(dispatch(us, paris))
    first, literal, last = parts(b"x", us)
    notation = subpacket(20, bytes(4) + b"\x00\x03\x00\x01a@b1")
    critical = subpacket(20, bytes(4) + b"\x00\x03\x00\x01a@b1", critical=True)
    at = len(last) - 3309
    cases = [
        ("notation-critical", "A critical notation.", "signature-critical", inner(b"x", us, more=critical)),
        ("notation", "A notation that is not critical is ignored.", "ok", inner(text, us, more=notation)),
        ("created-twice", "Two creation times.", "inner-grammar", inner(b"x", us, more=subpacket(2, bytes(4)))),
        ("subpackets-cut", "Subpackets that do not split.", "inner-grammar", inner(b"x", us, more=b"\xff\x00\x00\x01")),
        ("stranger", "Signed by a certificate that is not pinned.", "signer-unknown", inner(text, keys["mallory"])),
        ("level-mixed", "Signed by the other suite, not pinned.", "signer-unknown", inner(text, keys["washington5"])),
        ("text-changed", "Another text under the signature.", "signature-bad", joined(first, literal + b"y", last)),
        ("lattice-bad", "The lattice half is false.", "signature-bad", joined(first, literal, last[:-9] + b"\x00\x01\x02" + last[-6:])),
        ("curve-bad", "The curve half is false.", "signature-bad", joined(first, literal, last[: at - 9] + b"\x00\x01\x02" + last[at - 6 :])),
        ("left-bad", "The two octets beside the signature do not fit.", "signature-bad", joined(first, literal, last[: at - 99] + bytes([last[at - 99] ^ 1]) + last[at - 98 :])),
    ]  # fmt: skip
    return [_read(name, what, expected, enveloped(octets, paris)) for name, what, expected, octets in cases]
