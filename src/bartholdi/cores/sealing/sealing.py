"""Making keys, sealing and signing: pysequoia's work, inside our policy (docs/sealing-format.md sections 3, 7 and 8)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import pysequoia

from bartholdi.cores.sealing import certificates, envelope, making
from bartholdi.cores.sealing import inner as inners
from bartholdi.cores.sealing.certificates import Certificate, Key
from bartholdi.cores.sealing.keys import Chance, KeyFile, unlocked
from bartholdi.cores.sealing.manifest import Manifest, written
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.schema import SLIPS
from bartholdi.cores.sealing.suites import BY_NAME, SD3, Suite


def generated(name: str, suite: Suite = SD3, *, lifetime: int | None = None) -> KeyFile:
    """A new key: primary, signing subkey, KEM subkey. `lifetime` in seconds, None: no end. pysequoia takes clock and chance itself."""
    kind = pysequoia.CipherSuite.MLDSA65_Ed25519 if suite is SD3 else pysequoia.CipherSuite.MLDSA87_Ed448
    made = pysequoia.Tsk.generate(user_id=name, profile=pysequoia.Profile.RFC9580, cipher_suite=kind, validity_seconds=lifetime)
    return unlocked(bytes(made), bare=True)


def recipient(role: str, certificate: Certificate, at: int, *, name: str = "", number: int = 0) -> dict[str, Any]:
    """One member of `recipients`, to the KEM subkey that is live at `at` (seconds since 1970). Refusal: a code of section 8."""
    kem = certificate.usable(at)
    return {"role": role, "fingerprint": certificate.fingerprint, "subkey": kem.fingerprint, "name": name, "number": number}


def sealed(
    values: Mapping[str, Any], key: KeyFile, recipients: Sequence[Certificate], *, at: int, chance: Chance, hidden: bool = False
) -> tuple[bytes, Manifest]:
    """The envelope of a manifest of these values, signed by `key`; `recipients` must be those it lists, in its order.

    Refusal: a code of sections 5 or 8, `suite-mixed`, `sender-differs`, `recipient-unlisted`. `hidden`: without names outside.
    """
    manifest = _checked(values, key, at)
    suite = key.certificate.suite
    kems = [each.usable(at) for each in recipients]
    demand(all(each.suite is suite for each in recipients), "suite-mixed")
    listed = [(each["fingerprint"], each["subkey"]) for each in manifest["recipients"]]
    demand(
        listed == [(each.fingerprint, kem.fingerprint) for each, kem in zip(recipients, kems, strict=True)], "recipient-unlisted"
    )
    if hidden:
        octets = making.envelope(_inner(manifest.octets, key), _shuffled(kems, chance), suite, hidden=True, chance=chance)
    else:
        octets = _encrypted(manifest, key, [each.trimmed(kem, at) for each, kem in zip(recipients, kems, strict=True)])
    outside = [each.subkey for each in envelope.parsed(octets).recipients]  # what a library made is read by our own rules
    demand(hidden or sorted(map(str, outside)) == sorted(kem.fingerprint for kem in kems), "recipient-unlisted")
    return octets, manifest


def forwarded(inner: bytes, note: str) -> dict[str, str]:
    """The keys of a forward of a dispatch that was read: `inner` is what `reading.read` gave, unchanged."""
    return {"kind": "forward", "note": note, "original": b64encode(inner).decode()}


def slip(values: Mapping[str, Any], key: KeyFile, *, at: int) -> tuple[bytes, Manifest]:
    """A receipt or a statement that travels without envelope: signed, short enough for pictures."""
    demand(values.get("kind") in SLIPS, "slip-kind")
    manifest = _checked(values, key, at, slip=True)
    return _inner(manifest.octets, key), manifest


def exported(text: bytes, key: KeyFile, recipients: Sequence[Certificate], *, at: int, chance: Chance) -> bytes:
    """One ordinary message (section 15) of a text that `plain.message` made: signed by `key`, sealed to these certificates.

    Refusal: a code of section 8, `suite-mixed`, `recipients-count`, `recipient-twice`.
    """
    certificate = key.certificate
    certificate.alive(at)
    demand(certificate.signers(at), "certificate-no-signer")
    demand(1 <= len(recipients) <= envelope.MOST, "recipients-count")
    demand(len({each.fingerprint for each in recipients}) == len(recipients), "recipient-twice")
    kems = [each.usable(at) for each in recipients]
    demand(all(each.suite is certificate.suite for each in recipients), "suite-mixed")
    return making.envelope(_inner(text, key), kems, certificate.suite, hidden=False, chance=chance)


def _checked(values: Mapping[str, Any], key: KeyFile, at: int, *, slip: bool = False) -> Manifest:
    if values.get("kind") == "event":  # a key may speak of a certificate that nobody seals to any more
        key.certificate.alive(at)
    else:
        key.certificate.usable(at)
    manifest = written({**values, "suite": key.certificate.suite.name}, slip=slip)
    demand(BY_NAME[manifest["suite"]] is key.certificate.suite, "suite-mixed")
    demand(manifest["sender"] == key.certificate.fingerprint, "sender-differs")
    return manifest


def _encrypted(manifest: Manifest, key: KeyFile, recipients: Sequence[bytes]) -> bytes:
    try:
        signer = pysequoia.Tsk.from_bytes(key.octets).signer()
        trimmed = [pysequoia.Cert.from_bytes(each) for each in recipients]
        return bytes(pysequoia.encrypt(manifest.octets, recipients=trimmed, signer=signer, armor=False))
    except RuntimeError:  # its text may hold a stack trace; its own clock may say that a key is not alive
        raise Refusal("certificate-no-kem", "pysequoia refuses the certificate") from None


def _inner(text: bytes, key: KeyFile) -> bytes:
    signer = pysequoia.Tsk.from_bytes(key.octets).signer()
    octets = bytes(pysequoia.sign(signer, text, mode=pysequoia.SignatureMode.INLINE, armor=False))
    inners.verified(octets, [key.certificate])
    return octets


def _shuffled(keys: Sequence[Key], chance: Chance) -> list[Key]:
    return [key for _, _, key in sorted((chance(16), number, key) for number, key in enumerate(keys))]


def pinned(octets: bytes) -> Certificate:
    """A certificate from a file, binary or armored: armor is taken off by our own rules, so that nothing in it is passed over."""
    return certificates.parsed(certificates.binary(octets))
