"""Sealing, beside other tools of the same standard; rotation, revocation and recovery; what may never be sealed to."""

import os
from dataclasses import replace
from typing import Any

import pysequoia
import pytest

from bartholdi.cores.sealing import certificates, envelope, keys, making, reading, recovery, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.reading import Reader
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.cores.sealing.suites import SUITES, Suite
from tests.cores.sealing.certified import after_primary
from tests.cores.sealing.judging import Vectors
from tests.cores.sealing.making import AT, DAY, NOW, b64, dispatch, recipients

VECTORS = Vectors()
NAMES = {"SD-3": ("washington", "paris"), "SD-5": ("washington5", "paris5")}


def reader(sender: KeyFile, *holders: KeyFile) -> Reader:
    return Reader(
        now=reading.instant(NOW), pinned=[sender.certificate], secrets=[each for holder in holders for each in holder.secrets]
    )


def seal(sender: KeyFile, *to: Any, hidden: bool = False, **changed: Any) -> bytes:
    return sealing.sealed(dispatch(sender, *to, **changed), sender, list(to), at=AT, chance=os.urandom, hidden=hidden)[0]


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
@pytest.mark.parametrize("hidden", [False, True])
def test_another_tool_opens_what_we_seal(suite: Suite, hidden: bool) -> None:
    sender, holder = map(VECTORS.key, NAMES[suite.name])
    octets = seal(sender, holder.certificate, hidden=hidden)
    found = pysequoia.decrypt(
        octets, pysequoia.Tsk.from_bytes(holder.octets).decryptor(), lambda _ids: [pysequoia.Cert.from_bytes(sender.certificate.octets)]
    )  # fmt: skip
    assert found.bytes == reading.read(octets, reader(sender, holder)).manifest.octets
    wire = envelope.parsed(octets)
    assert (wire.suite, wire.mode, [each.subkey is None for each in wire.recipients]) == (suite, 3 if hidden else 2, [hidden])


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_another_tool_unlocks_our_key_files(suite: Suite) -> None:
    key = VECTORS.key(NAMES[suite.name][1])
    locked = keys.locked(key, "six words", os.urandom)
    assert [each for each in key.raw.values() if each in locked] == []
    assert pysequoia.Tsk.from_bytes(locked).signer("six words") is not None
    assert keys.unlocked(locked, "six words") == key


def test_sixty_four_recipients_open_one_envelope() -> None:
    sender, holder = VECTORS.key("washington"), VECTORS.key("paris")
    others = [sealing.generated(str(number)).certificate for number in range(63)]
    octets = seal(sender, *others, holder.certificate)
    assert len(reading.read(octets, reader(sender, holder)).manifest["recipients"]) == 64


def test_old_mail_opens_after_rotation_until_the_secret_is_destroyed() -> None:
    sender, old = VECTORS.key("washington"), VECTORS.key("paris")
    octets = seal(sender, old.certificate)
    newer, made_at = old, old.certificate.primary.created
    for number in (1, 2):
        newer = making.rotated(newer, at=made_at + number, lifetime=90 * DAY, chance=os.urandom)
    assert reading.read(octets, reader(sender, newer)).manifest["number"] == 12
    after = seal(sender, newer.certificate)
    with pytest.raises(Refusal, match="no-key"):
        reading.read(after, reader(sender, old))
    kept = Reader(now=reading.instant(NOW), pinned=[sender.certificate], secrets=newer.secrets[1:])
    assert reading.read(after, kept).manifest.kind == "dispatch"
    with pytest.raises(Refusal, match="no-key"):
        reading.read(octets, kept)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("expired", "certificate-expired"),
        ("superseded", "certificate-revoked"),
        ("compromised", "certificate-revoked"),
        ("paris5", "suite-mixed"),
    ],
)
def test_nothing_is_sealed_to_a_certificate_that_is_not_alive(name: str, code: str) -> None:
    sender, key = VECTORS.key("washington"), VECTORS.key(name)
    certificate = key.certificate
    if code == "certificate-revoked":
        revocation = making.revocation(key, at=AT, chance=os.urandom, hard=name == "compromised")
        certificate = certificates.parsed(after_primary(certificate, revocation))
    values = dispatch(sender) | {"recipients": [recipients(VECTORS.key("paris").certificate)[0]]}
    with pytest.raises(Refusal, match=code):
        sealing.sealed(values, sender, [certificate], at=AT, chance=os.urandom)


def test_the_signed_list_is_the_list_that_it_is_sealed_to() -> None:
    sender, paris, houston = (VECTORS.key(name) for name in ("washington", "paris", "houston"))
    for values, code in (
        (dispatch(sender, houston.certificate), "recipient-unlisted"),
        (dispatch(sender, paris.certificate) | {"sender": paris.certificate.fingerprint}, "sender-differs"),
        (dispatch(sender, paris.certificate) | {"marking": "SECRET"}, "marking-too-high"),
    ):
        with pytest.raises(Refusal, match=code):
            sealing.sealed(values, sender, [paris.certificate], at=AT, chance=os.urandom)


def test_a_forward_shows_what_its_first_sender_signed() -> None:
    washington, paris, houston = (VECTORS.key(name) for name in ("washington", "paris", "houston"))
    first = reading.read(seal(washington, paris.certificate), reader(washington, paris))
    values = {name: first.manifest[name] for name in ("id", "created", "senderName")} | {"sender": paris.certificate.fingerprint}
    values |= {"recipients": recipients(houston.certificate)} | sealing.forwarded(first.inner, "For your file.")
    octets, _manifest = sealing.sealed(values, paris, [houston.certificate], at=AT, chance=os.urandom)
    both = replace(reader(paris, houston), pinned=[paris.certificate, washington.certificate])
    found = reading.read(octets, both)
    assert found.original is not None
    assert (found.original.manifest, found.original.signer) == (first.manifest, washington.certificate)


def test_a_passphrase_comes_back_from_enough_lists_only() -> None:
    text, lists = recovery.split(3, 5, os.urandom)
    assert [recovery.joined(chosen) for chosen in (lists[:3], lists[2:], lists[1:4])] == [text] * 3
    with pytest.raises(Refusal, match="passphrase-wrong"):
        recovery.joined(lists[:2])
    with pytest.raises(Refusal, match="passphrase-wrong"):
        recovery.joined([*lists[:2], "academic " * 20])


def test_an_armored_certificate_is_the_same() -> None:
    certificate = VECTORS.key("paris").certificate
    armored = str(pysequoia.Cert.from_bytes(certificate.octets)).encode()
    assert sealing.pinned(armored).fingerprint == certificate.fingerprint
    with pytest.raises(Refusal, match="certificate-grammar"):
        sealing.pinned(armored[:-200])


@pytest.mark.parametrize("code", ["certificate-secret", "certificate-many"])
def test_armor_hides_neither_a_secret_key_nor_a_second_certificate(code: str) -> None:
    key, other = VECTORS.key("paris"), VECTORS.key("houston").certificate
    octets = key.octets if code == "certificate-secret" else key.certificate.octets + other.octets
    armored = f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{b64(octets)}\n-----END PGP PRIVATE KEY BLOCK-----\n".encode()
    with pytest.raises(Refusal, match=code):
        sealing.pinned(armored)
