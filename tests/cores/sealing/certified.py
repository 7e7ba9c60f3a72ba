"""Vectors of certificates: grammar, state at a time, revocations; and of key files."""

from __future__ import annotations

import os
from typing import Any

import pysequoia

from bartholdi.cores.sealing import keys as keyfiles
from bartholdi.cores.sealing import making as core
from bartholdi.cores.sealing.certificates import Certificate, framed
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.making import subpacket
from bartholdi.cores.sealing.packets import PUBLIC_SUB, SECRET, SECRET_SUB, SIGNATURE, packet, split
from tests.cores.sealing.making import AT, DAY, b64, dispatch, seconds, sent, vector

Made = list[dict[str, Any]]


def made(keys: dict[str, KeyFile]) -> Made:
    return [*_grammar(keys), *_states(keys), *_grafted(keys), *_signers(keys), *_locked(keys)]


def _one(name: str, what: str, expected: str, octets: Any) -> dict[str, Any]:
    return vector(name, what, "certificate", expected, {"certificate": b64(octets) if isinstance(octets, bytes) else octets})


def _packets(certificate: Certificate) -> list[bytes]:
    return [packet(each.tag, each.body) for each in split(certificate.octets, "")]


def after_primary(certificate: Certificate, more: bytes) -> bytes:
    """With a signature directly behind the primary key."""
    first, *rest = _packets(certificate)
    return first + more + b"".join(rest)


def _grammar(keys: dict[str, KeyFile]) -> Made:
    paris, five = keys["paris"].certificate, keys["paris5"].certificate
    whole, primary = _packets(paris), split(paris.octets, "")[0].body
    classical = pysequoia.Tsk.generate(user_id="classical (test only)", profile=pysequoia.Profile.RFC9580).extract_certificate()
    old = pysequoia.Tsk.generate(user_id="v4 (test only)", profile=pysequoia.Profile.RFC4880).extract_certificate()
    sequoia = pysequoia.Tsk.generate(
        user_id="mixed (test only)", profile=pysequoia.Profile.RFC9580, cipher_suite=pysequoia.CipherSuite.MLDSA65_Ed25519,
        encryption_algorithm=pysequoia.EncryptionAlgorithm.X25519,
    ).extract_certificate()  # fmt: skip
    return [
        _one("certificate-ok", "A certificate of pysequoia.", "ok", paris.octets),
        _one("certificate-sd5", "Level 5.", "ok", five.octets),
        _one("certificate-empty", "No octet.", "certificate-size", b""),
        _one("certificate-large", "More than 256 KiB.", "certificate-size", {"repeat": b64(b"\xc6"), "times": 262_145}),
        _one("certificate-cut", "Cut off.", "certificate-grammar", paris.octets[:-1]),
        _one(
            "certificate-armored",
            "Armor is taken off by the caller.",
            "certificate-grammar",
            b"-----BEGIN PGP PUBLIC KEY BLOCK-----",
        ),
        _one("certificate-secret", "A key file given as a certificate.", "certificate-secret", keys["mallory"].octets),
        _one("certificate-user-first", "Begins with a user ID.", "certificate-grammar", whole[2] + paris.octets),
        _one(
            "certificate-two",
            "Two certificates in one file.",
            "certificate-many",
            paris.octets + keys["houston"].certificate.octets,
        ),
        _one(
            "certificate-literal",
            "Something else inside.",
            "certificate-grammar",
            paris.octets + packet(11, b"b\x00\x00\x00\x00\x00"),
        ),
        _one("certificate-v4", "Version 4.", "certificate-version", bytes(old)),
        _one("certificate-classical", "Ed25519 alone.", "certificate-algorithm", bytes(classical)),
        _one("certificate-x25519", "A post-quantum signer with a classical subkey.", "certificate-no-kem", bytes(sequoia)),
        _one("certificate-short", "The primary's key is one octet short.", "certificate-grammar", packet(6, primary[:-1])),
        _one("certificate-bare", "The primary alone.", "certificate-unbound", whole[0]),
        _one("certificate-stripped", "Subkeys left off.", "certificate-no-kem", b"".join(whole[:4])),
        _one("certificate-no-signer", "The signing subkey left off.", "certificate-no-signer", b"".join(whole[:4] + whole[6:])),
    ]


def _states(keys: dict[str, KeyFile]) -> Made:
    paris, mallory, rotated = keys["paris"], keys["mallory"], keys["rotated"]
    own, made_at = paris.certificate, paris.certificate.primary.created
    soft = core.revocation(paris, at=AT, chance=os.urandom, hard=False)
    later = core.revocation(paris, at=AT + 1, chance=os.urandom, hard=False)
    hard = core.revocation(paris, at=AT + DAY, chance=os.urandom, hard=True)
    library = own_revocation(paris)
    foreign = core.signed(
        own.suite,
        mallory.raw[mallory.certificate.fingerprint],
        mallory.certificate.fingerprint,
        own.primary.framed,
        kind=0x20,
        at=AT,
        salt=os.urandom(32),
    )
    forged = core.signed(
        own.suite,
        mallory.raw[mallory.certificate.fingerprint],
        own.fingerprint,
        own.primary.framed,
        kind=0x20,
        at=AT,
        salt=os.urandom(32),
    )
    newest = rotated.certificate.subkeys[-1]
    ended = core.rotated(paris, at=made_at, lifetime=DAY, chance=os.urandom).certificate
    gone = rotated.certificate.octets + core.revocation(rotated, at=AT, chance=os.urandom, hard=True, subkey=newest)
    direct = core.signed(
        own.suite,
        paris.raw[own.fingerprint],
        own.fingerprint,
        own.primary.framed,
        kind=0x1F,
        at=AT,
        salt=os.urandom(32),
        more=subpacket(9, (AT - made_at).to_bytes(4, "big")),
    )
    future = core.signed(
        own.suite,
        paris.raw[own.fingerprint],
        own.fingerprint,
        own.primary.framed,
        kind=0x1F,
        at=AT + 1,
        salt=os.urandom(32),
        more=subpacket(9, b"\x00\x00\x00\x01"),
    )
    return [
        _one("certificate-expired", "Expired long ago.", "certificate-expired", keys["expired"].certificate.octets),
        _one("certificate-expired-now", "Expired this second.", "certificate-expired", after_primary(own, packet(SIGNATURE, direct))),
        _one("certificate-future-signature", "A signature of the future says nothing yet.", "ok", after_primary(own, packet(SIGNATURE, future))),
        vector("certificate-not-yet", "Before its making.", "certificate", "certificate-not-yet", {"certificate": b64(own.octets)}) | {"now": "2020-01-01T00:00:00Z"},
        _one("revoked-soft", "Superseded, as of now.", "certificate-revoked", after_primary(own, soft)),
        _one("revoked-soft-later", "Superseded a second from now.", "ok", after_primary(own, later)),
        _one("revoked-hard-later", "Compromised: counts always.", "certificate-revoked", after_primary(own, hard)),
        _one("revoked-library", "Revoked by pysequoia, without reason: hard.", "certificate-revoked", after_primary(own, library)),
        _one("revoked-by-stranger", "A stranger's revocation revokes nothing.", "ok", after_primary(own, packet(SIGNATURE, foreign))),
        _one("revoked-by-forger", "A forged revocation revokes nothing.", "ok", after_primary(own, packet(SIGNATURE, forged))),
        _one("rotated", "The newest KEM subkey is taken.", "ok", rotated.certificate.octets),
        _one("rotated-ended", "The newest KEM subkey has expired; the older is taken.", "ok", ended.octets),
        _one("rotated-revoked", "The newest KEM subkey is revoked; the older is taken.", "ok", gone),
    ]  # fmt: skip


def own_revocation(key: KeyFile) -> bytes:
    """As pysequoia revokes."""
    whole = pysequoia.Tsk.from_bytes(key.octets)
    return bytes(whole.extract_certificate().revoke(whole.certifier()))


def _grafted(keys: dict[str, KeyFile]) -> Made:
    paris, mallory = keys["paris"], keys["mallory"]
    whole, theirs = _packets(paris.certificate), _packets(mallory.certificate)
    kem = next(key for key in mallory.certificate.subkeys if key.algorithm == 35)
    flags = subpacket(27, b"\x0c", critical=True)
    hashed = paris.certificate.primary.framed + framed(kem.body)
    forged = core.signed(
        paris.certificate.suite, mallory.raw[mallory.certificate.fingerprint], paris.certificate.fingerprint, hashed, kind=0x18, at=AT, salt=os.urandom(32), more=flags
    )  # fmt: skip
    critical = core.signed(
        paris.certificate.suite, paris.raw[paris.certificate.fingerprint], paris.certificate.fingerprint, hashed, kind=0x18, at=AT, salt=os.urandom(32),
        more=flags + subpacket(100, b"", critical=True),
    )  # fmt: skip
    x25519 = b"\x06" + AT.to_bytes(4, "big") + b"\x19" + (32).to_bytes(4, "big") + os.urandom(32)
    bound = core.signed(
        paris.certificate.suite, paris.raw[paris.certificate.fingerprint], paris.certificate.fingerprint, paris.certificate.primary.framed + framed(x25519),
        kind=0x18, at=AT, salt=os.urandom(32), more=flags,
    )  # fmt: skip
    level5 = next(key for key in keys["paris5"].certificate.subkeys if key.algorithm == 36)
    return [
        _one("grafted", "Another's KEM subkey with its own binding: ignored.", "ok", b"".join([*whole, *theirs[6:]])),
        _one(
            "grafted-forged",
            "Another's KEM subkey with a forged binding: ignored.",
            "ok",
            b"".join([*whole, theirs[6], packet(SIGNATURE, forged)]),
        ),
        _one(
            "grafted-critical",
            "A binding with an unknown condition: ignored.",
            "ok",
            b"".join([*whole, theirs[6], packet(SIGNATURE, critical)]),
        ),
        _one(
            "substituted",
            "The KEM subkey exchanged under the old binding.",
            "certificate-no-kem",
            b"".join([*whole[:6], theirs[6], whole[7]]),
        ),
        _one(
            "mixed",
            "A classical KEM subkey, rightly bound, beside the other.",
            "certificate-mixed",
            b"".join([*whole, packet(PUBLIC_SUB, x25519), packet(SIGNATURE, bound)]),
        ),
        _one(
            "unbound-level-5",
            "A subkey of the other suite without binding: ignored.",
            "ok",
            b"".join([*whole, packet(PUBLIC_SUB, level5.body)]),
        ),
        _one(
            "no-back-signature", "Another's signing subkey, bound without its consent.", "certificate-no-signer", _unbacked(keys)
        ),
    ]


def _unbacked(keys: dict[str, KeyFile]) -> bytes:
    paris, theirs = keys["paris"], keys["mallory"].certificate.subkeys[0]
    own, whole = paris.certificate, _packets(paris.certificate)
    more = subpacket(27, b"\x02", critical=True)
    bound = core.signed(
        own.suite,
        paris.raw[own.fingerprint],
        own.fingerprint,
        own.primary.framed + theirs.framed,
        kind=0x18,
        at=AT,
        salt=os.urandom(32),
        more=more,
    )
    return b"".join([*whole[:4], packet(PUBLIC_SUB, theirs.body), packet(SIGNATURE, bound), *whole[6:]])


def _signers(keys: dict[str, KeyFile]) -> Made:
    us, paris = keys["washington"], keys["paris"].certificate
    values = dispatch(us, paris)
    octets = sent(values, us, paris)
    at = seconds(values["created"])

    def one(name: str, expected: str, more: bytes) -> dict[str, Any]:
        pinned = [{"certificate": b64(more)}]
        return vector(
            name, f"{name}: section 7.8.", "envelope", expected, {"envelope": b64(octets), "key": "paris", "pinned": pinned}
        )

    subkey = us.certificate.subkeys[0]
    first = _packets(us.certificate)
    sub_soft = core.revocation(us, at=at, chance=os.urandom, hard=False, subkey=subkey)
    return [
        one(
            "signer-compromised",
            "signer-revoked",
            after_primary(us.certificate, core.revocation(us, at=at + DAY, chance=os.urandom, hard=True)),
        ),
        one(
            "signer-superseded",
            "signer-revoked",
            after_primary(us.certificate, core.revocation(us, at=at, chance=os.urandom, hard=False)),
        ),
        one(
            "signer-superseded-later",
            "ok",
            after_primary(us.certificate, core.revocation(us, at=at + 1, chance=os.urandom, hard=False)),
        ),
        one("signing-subkey-revoked", "signer-revoked", b"".join([*first[:6], sub_soft, *first[6:]])),
        one("signing-subkey-missing", "signer-unknown", b"".join([*first[:4], *first[6:]])),
    ]


def _locked(keys: dict[str, KeyFile]) -> Made:
    mallory = keys["mallory"]
    good = keyfiles.locked(mallory, "\u00e9t\u00e9 six words", os.urandom)
    body = split(good, "")[0].body
    at = 6 + 10 + 32 + 1952  # the usage octet of the first secret

    def one(
        name: str, what: str, expected: str, *edits: tuple[int, int, bytes], phrase: str = "\u00e9t\u00e9 six words", **more: Any
    ) -> dict[str, Any]:
        key: Any = (
            {"of": "key-ok", "input": "key", "edits": [{"at": a, "remove": r, "insert": b64(i)} for a, r, i in edits]}
            if edits
            else more.pop("octets", {"of": "key-ok", "input": "key", "edits": []})
        )
        return vector(name, what, "key", expected, {"key": key, "passphrase": phrase} | more)

    first = {"key": b64(good), "passphrase": "\u00e9t\u00e9 six words"}
    tsk = b64(mallory.octets)
    short = b"".join(
        packet(each.tag, each.body[:-1] if each.tag in {SECRET, SECRET_SUB} else each.body) for each in split(mallory.octets, "")
    )
    assert body[at - 6] == 253
    return [
        vector("key-ok", "Locked with Argon2id and AES-256-OCB.", "key", "ok", first),
        one("key-decomposed", "The passphrase in decomposed letters.", "ok", phrase="e\u0301te\u0301 six words"),
        one("key-wrong", "Another passphrase.", "passphrase-wrong", phrase="\u00e9t\u00e9 six word"),
        one("key-empty", "No passphrase.", "passphrase-empty", phrase=""),
        one("key-public-changed", "The public part was altered.", "passphrase-wrong", (7, 1, b"\x00")),
        one("key-2-gib", "Argon2 asks for 2 GiB.", "key-argon2", (at + 24, 1, b"\x15")),
        one("key-2-tib", "Argon2 asks for 2 TiB.", "key-argon2", (at + 24, 1, b"\x1f")),
        one("key-passes", "Argon2 asks for 255 passes.", "key-argon2", (at + 22, 1, b"\xff")),
        one("key-lanes", "Argon2 with no lane.", "key-argon2", (at + 23, 1, b"\x00")),
        one("key-little", "Argon2 with less memory than its lanes need.", "key-argon2", (at + 24, 1, b"\x04")),
        one("key-usage", "Locked by an old method.", "key-algorithm", (at, 1, b"\xfe")),
        one("key-aes128", "Locked with AES-128.", "key-algorithm", (at + 2, 1, b"\x07")),
        one("key-iterated", "Locked with an iterated digest.", "key-algorithm", (at + 5, 1, b"\x03")),
        one("key-lengths", "Its lengths disagree.", "key-grammar", (at + 1, 1, b"\x27")),
        one("key-cut", "Cut off.", "key-grammar", (-1, 1, b"")),
        one("key-bare", "Not locked.", "key-unlocked", octets=tsk),
        one("key-bare-meant", "Not locked, and meant so.", "ok", octets=tsk, unlocked=True, phrase=""),
        one("key-short", "A secret is one octet short.", "key-grammar", octets=b64(short), unlocked=True, phrase=""),
        one("key-certificate", "A certificate, not a key.", "key-grammar", octets=b64(mallory.certificate.octets)),
    ]  # fmt: skip
