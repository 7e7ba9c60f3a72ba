"""`bartholdi seal`: a text and files become one `.dispatch` file."""

from __future__ import annotations

import argparse
import mimetypes
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from bartholdi.cores.sealing import blobs, parcel, schema, sealing
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.cores.sealing.schema import MEDIA, blob_size
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import Bar, Faulty, free, told, written

EXAMPLE = """\
Text comes from --text FILE (or - for what is typed). Recipients are certificates that you have checked: --to must act, --info is informed.
Your own certificate is always among them, so that you can read what you sent.

  bartholdi seal memorandum.pdf --key washington.key --to paris.cert --subject "Memorandum" --text text.txt --urgency immediate -o w12.dispatch
"""
INSTANT = "write the instant as 2026-11-30T18:00:00Z: in UTC, with a Z at the end."
IDENTITY = "write the identity of a dispatch: 32 digits 0-9 and a-f, as `bartholdi open` shows it."
FIELDS = {  # of a manifest: the option that it comes from, and how it must be
    "openBy": f"--open-by: {INSTANT}", "notAfter": f"--not-after: {INSTANT}", "replyTo": f"--reply-to: {IDENTITY}", "references": f"--reference: {IDENTITY}",
    "subject": "--subject: one line of 1 to 200 characters.", "summary": "--summary: 2,000 characters at most.", "comment": "--comment: 20,000 characters at most.",
    "marking": "--marking: one line of 60 characters at most.", "caption": "--caption: one line of 120 characters at most.", "senderName": "--sender-name: one line of 120 characters at most.",
    "number": "--number: from 0 to 999999999.", "body": "--text: a million characters at most, and none that steer a screen or turn the direction of writing.",
    "recipients": "Name 1 to 63 recipients.", "attachments": "100 attachments at most, of 4 GiB each. Put several into one archive.", "role": "Say whom it is for: --to or --info.",
}  # fmt: skip
ROLES = (("action", "to"), ("info", "info"), ("recovery", "recovery"))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", help="attachments")
    asking.key_arguments(parser)
    for role, name in ROLES:
        parser.add_argument(f"--{name}", action="append", default=[], metavar="CERTIFICATE", help=f"a recipient ({role})")
    parser.add_argument("--subject", required=True)
    parser.add_argument("--text", default="", metavar="FILE", help="the text, in UTF-8; - reads what is typed")
    parser.add_argument("--urgency", choices=("routine", "priority", "immediate", "flash"), default="routine")
    parser.add_argument("--open-by", default=None, metavar="INSTANT", help="such as 2026-11-30T18:00:00Z")
    parser.add_argument("--not-after", default=None, metavar="INSTANT", help="not to be opened for the first time after")
    for name, what in (
        ("marking", "a label, no more"),
        ("caption", "who inside may see it"),
        ("summary", ""),
        ("comment", ""),
        ("sender-name", ""),
    ):
        parser.add_argument(f"--{name}", default="", help=what)
    parser.add_argument("--language", choices=("en", "fr"), default="en")
    parser.add_argument("--number", type=int, default=0, help="your running number")
    parser.add_argument("--reply-to", default=None, metavar="ID")
    parser.add_argument("--reference", action="append", default=[], metavar="ID")
    parser.add_argument("--hidden", action="store_true", help="leave the recipients' names off the outside")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the .dispatch file")


def run(options: argparse.Namespace) -> int:
    free(options.output)
    key = asking.key(options)
    at = asking.seconds()
    chosen = [(role, asking.certificate(each)) for role, option in ROLES for each in getattr(options, option)]
    if key.certificate.fingerprint not in {each.fingerprint for _, each in chosen}:
        chosen.append(("copy", key.certificate))
    certificates = [each for _, each in chosen]
    entries = [_entry(Path(each)) for each in options.files]
    values = _values(options, key.certificate, at) | {
        "recipients": [sealing.recipient(role, each, at) for role, each in chosen],
        "attachments": entries,
    }

    def sealed() -> bytes:
        try:
            return sealing.sealed(values, key, certificates, at=at, chance=asking.chance, hidden=options.hidden)[0]
        except Refusal as refusal:
            if refusal.code == "manifest-schema" and refusal.detail in FIELDS:
                raise Faulty(f"Nothing was written. {FIELDS[refusal.detail]}") from None
            raise

    with written(options.output) as target:
        room = len(sealed())  # every field that is still empty has one length, so the envelope's length is known
        _store(target, room, options.files, entries, values["id"])
        envelope = sealed()
        if len(envelope) != room:
            raise Faulty("The envelope changed its length. Please report this.")
        target.seek(512)
        target.write(envelope)
    told(
        {"id": values["id"], "recipients": len(certificates), "attachments": len(entries), "written": options.output},
        json=options.json,
    )
    return 0


def _values(options: argparse.Namespace, certificate: Certificate, at: int) -> dict[str, Any]:
    text = sys.stdin.read() if options.text == "-" else Path(options.text).read_text("utf-8") if options.text else ""
    return {
        "kind": "dispatch", "id": asking.chance(16).hex(), "created": asking.stamp(at), "sender": certificate.fingerprint,
        "senderName": options.sender_name, "number": options.number, "urgency": options.urgency, "openBy": options.open_by,
        "notAfter": options.not_after, "marking": options.marking, "caption": options.caption, "language": options.language,
        "subject": options.subject, "summary": options.summary, "body": text.replace("\r\n", "\n"), "comment": options.comment,
        "references": options.reference, "replyTo": options.reply_to,
    }  # fmt: skip


def _entry(path: Path) -> dict[str, Any]:
    if not schema.name(path.name):
        raise Faulty(
            f'{path.name}: a file of this name cannot be saved everywhere. Rename it: no \\ : * ? " < > |, no dot or space at its ends.'
        )
    size = path.stat().st_size
    kind = mimetypes.guess_type(path.name)[0] or ""
    return {
        "name": path.name, "type": kind if MEDIA.fullmatch(kind) else "application/octet-stream", "size": size, "sha256": "0" * 64,
        "blob": asking.chance(16).hex(), "blobSize": blob_size(size), "key": asking.chance(32).hex(), "root": "0" * 64,
    }  # fmt: skip


def _store(target: BinaryIO, room: int, files: Sequence[str], entries: Sequence[dict[str, Any]], dispatch: str) -> None:
    """Headers and blobs where they belong; the envelope's place stays empty."""
    target.write(parcel.header(parcel.ENVELOPE, room) + bytes(room + -room % parcel.BLOCK))
    bar = Bar(sum(each["size"] for each in entries), "sealing")
    for index, (entry, name) in sorted(enumerate(zip(entries, files, strict=True)), key=lambda each: each[1][0]["blob"]):
        target.write(parcel.header(f"blobs/{entry['blob']}.bin", entry["blobSize"]))
        with Path(name).open("rb") as source:
            made = blobs.written(
                source, target, size=entry["size"], key=bytes.fromhex(entry["key"]), dispatch=dispatch, index=index, told=bar
            )
        entry.update(made)
        target.write(bytes(-entry["blobSize"] % parcel.BLOCK))
    target.write(bytes(2 * parcel.BLOCK))
