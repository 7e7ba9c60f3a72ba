"""`bartholdi open`: everything checked, then a new folder with the text and the attachments, or one ordinary message."""

from __future__ import annotations

import argparse
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from bartholdi.cores.sealing import blobs, parcel, plain, reading, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.reading import Read, Reader
from bartholdi.running.seal import asking
from bartholdi.running.seal.asking import Parcel, Section
from bartholdi.running.seal.writing import Bar, Faulty, begun, finished, folder, free, put, told

EXAMPLE = """\
--from is the sender's certificate, which you have checked by its words. --seen FILE remembers what was opened: a dispatch counts once.
The new folder holds dispatch.json (what was signed), text.txt, and the attachments.
--export-plain FILE writes one ordinary OpenPGP message instead, or as well, that any tool for RFC 9980 opens: a mail with the text, what was
signed, and the attachments; at most 25 MB. It is signed by your key, and sealed to your own certificate or to those of --to.

  bartholdi open w12.dispatch --key paris.key --from washington.cert --into w12 --seen opened.json
  bartholdi open w12.dispatch --key paris.key --from washington.cert --export-plain w12.eml.pgp
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a .dispatch file, or an envelope alone")
    asking.key_arguments(parser)
    parser.add_argument(
        "--from", dest="pinned", action="append", required=True, metavar="CERTIFICATE", help="a sender whom you have checked"
    )
    parser.add_argument("--into", default="", metavar="FOLDER", help="a new folder")
    parser.add_argument("--export-plain", default="", metavar="FILE", help="one ordinary message for any other tool")
    parser.add_argument(
        "--to", action="append", default=[], metavar="CERTIFICATE", help="for whom that message is sealed (without: for yourself)"
    )
    parser.add_argument("--seen", default="", metavar="FILE", help="remember there what was opened")
    parser.add_argument("--again", action="store_true", help="open once more what was opened before")


def run(options: argparse.Namespace) -> int:
    outputs = [each for each in (options.into, options.export_plain) if each]
    if not outputs or (options.to and not options.export_plain):
        raise Faulty("Say where to: --into FOLDER, --export-plain FILE, or both; --to goes with --export-plain.")
    free(*outputs)
    seen = _seen(options.seen)
    key = asking.key(options)
    pinned = [asking.certificate(name) for name in options.pinned]
    reader = Reader(now=asking.now(), pinned=pinned, secrets=key.secrets, seen=seen, again=options.again)
    with asking.parcel(options.file) as given:
        read = reading.read(given.envelope, reader)
        message = _message(given, read, key, options.to) if options.export_plain else b""
        if options.into:
            _unpacked(given, read, options.into)
    if message:
        put(options.export_plain, message)
    if options.seen:
        _remember(options.seen, seen | {read.manifest["id"]: read.manifest.digest})
    told(_facts(read, outputs), json=options.json)
    return 0


def _unpacked(given: Parcel, read: Read, into: str) -> None:
    shown = read.original or read
    with folder(into) as place, ExitStack() as open_files:
        names = {"dispatch.json", "text.txt"}
        held: list[tuple[BinaryIO, Path]] = []
        for entry, opened in attachments(given, shown):
            path = place / plain.unused(entry["name"], names)
            held.append((target := open_files.enter_context(begun(path)), path))
            opened(target)
        for target, path in held:
            finished(target, path)
        _put(place / "dispatch.json", plain.described(read))
        if "body" in shown.manifest.values:
            _put(place / "text.txt", shown.manifest["body"].encode())


def _message(given: Parcel, read: Read, key: KeyFile, names: Sequence[str]) -> bytes:
    """In memory: nothing of it touches the disk before all of it holds and is sealed again."""
    shown = read.original or read
    plain.fits(shown.manifest)
    files = []
    for _entry, opened in attachments(given, shown):
        target = io.BytesIO()
        opened(target)
        files.append(target.getvalue())
    to = [asking.certificate(name) for name in names] or [key.certificate]
    return sealing.exported(plain.message(read, files), key, to, at=asking.seconds(), chance=asking.chance)


def attachments(given: Parcel, read: Read) -> Iterator[tuple[Mapping[str, Any], Callable[[BinaryIO], None]]]:
    """Each with what opens it into a file that stays temporary until it returns."""
    entries = read.manifest.values.get("attachments", [])
    parcel.matched(list(given.blobs), [each["blob"] for each in entries])
    bar = Bar(sum(each["size"] for each in entries), "opening")
    for index, entry in enumerate(entries):
        member = given.blobs[entry["blob"]]
        blob = cast("Any", Section(given.file, member))
        yield entry, partial(blobs.opened, blob, length=member.size, attachment=entry, dispatch=read.manifest["id"], index=index, told=bar)  # fmt: skip


def _facts(read: Read, written: list[str]) -> dict[str, object]:
    manifest = read.manifest.values
    facts: dict[str, object] = {"verdict": "ok", "kind": read.manifest.kind, "id": manifest["id"], "digest": read.manifest.digest}
    facts |= {"signed by": read.signer.fingerprint, "written on (the sender says)": manifest["created"]}
    facts |= {key: manifest[key] for key in ("urgency", "marking", "subject") if manifest.get(key)}
    facts["recipients"] = [f"{each['fingerprint']} ({each['role']})" for each in manifest["recipients"]]
    if read.original:
        facts |= {"forwarded, first signed by": read.original.signer.fingerprint, "subject": read.original.manifest["subject"]}
    return facts | {"written": written}


def _put(path: Path, octets: bytes) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(octets)


def _seen(name: str) -> dict[str, str]:
    if not name or not Path(name).exists():
        return {}
    try:
        found = json.loads(Path(name).read_text("utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise Faulty(f"{name} is not a list of what was opened. Name the file that an earlier run wrote.")
    return found


def _remember(name: str, seen: dict[str, str]) -> None:
    path = Path(name)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    _put(part, json.dumps(seen, indent=1, sort_keys=True).encode() + b"\n")
    part.replace(path)
