"""A dispatch as one plain message: another tool alone opens it, and a mail reader that knows nothing of us finds text and files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Any

import pysequoia
import pytest

from bartholdi.cores.sealing import plain, reading, sealing
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.reading import Read, Reader
from bartholdi.cores.sealing.refusal import Refusal
from tests.cores.sealing.judging import Vectors
from tests.cores.sealing.making import AT, NOW, dispatch
from tests.cores.sealing.stored import ID, stored

VECTORS = Vectors()
WASHINGTON, PARIS, HOUSTON = (VECTORS.key(name) for name in ("washington", "paris", "houston"))


def read(*files: bytes, names: Sequence[str] = ("Mémoire.pdf", "two.png"), **changed: Any) -> Read:
    entries = [
        stored(octets, os.urandom(32), index=at, blob=f"{at:032x}", name=names[at])[1] | {"type": ("text/html", "image/png")[at]}
        for at, octets in enumerate(files)
    ]
    values = dispatch(WASHINGTON, PARIS.certificate, id=ID, attachments=entries, **changed)
    octets, _ = sealing.sealed(values, WASHINGTON, [PARIS.certificate], at=AT, chance=os.urandom)
    return reading.read(octets, Reader(now=reading.instant(NOW), pinned=[WASHINGTON.certificate], secrets=PARIS.secrets))


def exported(found: Read, *files: bytes, to: Sequence[Certificate] = (PARIS.certificate,)) -> bytes:
    return sealing.exported(plain.message(found, files), PARIS, to, at=AT, chance=os.urandom)


def by_another_tool(octets: bytes, holder: KeyFile, signer: KeyFile) -> EmailMessage:
    """pysequoia alone, which must see the signature; then Python's own reader of mail."""
    certificate = pysequoia.Cert.from_bytes(signer.certificate.octets)
    found = pysequoia.decrypt(octets, pysequoia.Tsk.from_bytes(holder.octets).decryptor(), lambda _ids: [certificate])
    assert len(found.valid_sigs) == 1
    parsed = message_from_bytes(bytes(found.bytes), policy=SMTP)
    assert isinstance(parsed, EmailMessage)
    assert parsed.defects == []
    return parsed


def files_of(parsed: EmailMessage) -> dict[str, bytes]:
    return {str(each.get_filename()): each.get_payload(decode=True) for each in parsed.iter_attachments()}


def text_of(parsed: EmailMessage) -> str:
    body = parsed.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_another_tool_alone_finds_the_text_and_the_attachments() -> None:
    files = (os.urandom(200_000), b"")
    found = read(
        *files, subject="Mémorandum du jour", senderName='Service "scientifique", Washington', body="Signé.\n.\nFrom Paris"
    )
    parsed = by_another_tool(exported(found, *files), PARIS, PARIS)
    assert (parsed["Subject"], parsed["From"].addresses[0].display_name) == (
        "Mémorandum du jour",
        'Service "scientifique", Washington',
    )
    assert text_of(parsed) == plain.text(found)
    held = files_of(parsed)
    assert (held["Mémoire.pdf"], held["two.png"]) == files
    assert {each.get_content_type() for each in parsed.iter_attachments()} == {
        "application/json", "application/octet-stream", "application/pgp-keys", "image/png"
    }  # fmt: skip


def test_what_the_first_sender_signed_is_inside_and_verifies_with_another_tool() -> None:
    files = (b"one", b"two")
    held = files_of(by_another_tool(exported(read(*files), *files), PARIS, PARIS))
    certificate = pysequoia.Cert.from_bytes(held[plain.SENDER])
    signed = pysequoia.verify(held[plain.SIGNED], lambda _ids: [certificate])
    manifest = json.loads(bytes(signed.bytes or b""))
    assert len(signed.valid_sigs) == 1
    assert [each["sha256"] for each in manifest["attachments"]] == [sha256(each).hexdigest() for each in files]
    assert "key" not in json.loads(held["dispatch.json"])["attachments"][0]


def test_a_text_that_looks_like_mail_stays_a_text_and_long_lines_survive() -> None:
    body = "Subject: another\n\n--boundary\n" + "é" * 2000
    parsed = by_another_tool(exported(read(body=body, subject="=?utf-8?B?Zg==?= and more")), PARIS, PARIS)
    assert body in text_of(parsed)
    assert (len(list(parsed.iter_attachments())), parsed["Subject"]) == (3, "= ?utf-8?B?Zg== ?= and more")


def test_it_is_sealed_to_whom_one_chooses_and_to_nobody_else() -> None:
    octets = exported(read(), to=[HOUSTON.certificate])
    assert by_another_tool(octets, HOUSTON, PARIS)["Subject"] == "Memorandum of the day"
    with pytest.raises(RuntimeError):
        by_another_tool(octets, PARIS, PARIS)
    for to, code in (
        ([], "recipients-count"),
        ([HOUSTON.certificate] * 2, "recipient-twice"),
        ([VECTORS.key("paris5").certificate], "suite-mixed"),
        ([VECTORS.key("expired").certificate], "certificate-expired"),
    ):
        with pytest.raises(Refusal, match=code):
            exported(read(), to=to)


def test_more_than_25_mb_is_refused_even_where_only_the_text_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LARGEST", 30_000)
    with pytest.raises(Refusal, match="plain-size") as refused:
        plain.message(read(body="x" * 20_000), [])
    assert "Carry or send it as a .dispatch file" in refused.value.sentence
