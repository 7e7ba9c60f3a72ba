"""`bartholdi open`: everything checked, then a new folder with the text and the attachments."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any, cast

from bartholdi.cores.sealing import blobs, parcel, reading
from bartholdi.cores.sealing.reading import Read, Reader
from bartholdi.running.seal import asking
from bartholdi.running.seal.asking import Parcel, Section
from bartholdi.running.seal.writing import Bar, Faulty, folder, free, told

EXAMPLE = """\
--from is the sender's certificate, which you have checked by its words. --seen FILE remembers what was opened: a dispatch counts once.
The new folder holds dispatch.json (what was signed), text.txt, and the attachments.

  bartholdi open w12.dispatch --key paris.key --from washington.cert --into w12 --seen opened.json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a .dispatch file, or an envelope alone")
    asking.key_arguments(parser)
    parser.add_argument(
        "--from", dest="pinned", action="append", required=True, metavar="CERTIFICATE", help="a sender whom you have checked"
    )
    parser.add_argument("--into", required=True, metavar="FOLDER", help="a new folder")
    parser.add_argument("--seen", default="", metavar="FILE", help="remember there what was opened")
    parser.add_argument("--again", action="store_true", help="open once more what was opened before")


def run(options: argparse.Namespace) -> int:
    free(options.into)
    seen = _seen(options.seen)
    key = asking.key(options)
    pinned = [asking.certificate(name) for name in options.pinned]
    reader = Reader(now=asking.now(), pinned=pinned, secrets=key.secrets, seen=seen, again=options.again)
    with asking.parcel(options.file) as given, folder(options.into) as into:
        read = reading.read(given.envelope, reader)
        shown = read.original or read
        _attachments(given, shown, into)
        _put(into / "dispatch.json", json.dumps(_kept(read), ensure_ascii=False, indent=1).encode() + b"\n")
        if "body" in shown.manifest.values:
            _put(into / "text.txt", shown.manifest["body"].encode())
    if options.seen:
        _remember(options.seen, seen | {read.manifest["id"]: read.manifest.digest})
    told(_facts(read, options.into), json=options.json)
    return 0


def _facts(read: Read, into: str) -> dict[str, object]:
    manifest = read.manifest.values
    facts: dict[str, object] = {"verdict": "ok", "kind": read.manifest.kind, "id": manifest["id"], "digest": read.manifest.digest}
    facts |= {"signed by": read.signer.fingerprint, "written on (the sender says)": manifest["created"]}
    facts |= {key: manifest[key] for key in ("urgency", "marking", "subject") if manifest.get(key)}
    facts["recipients"] = [f"{each['fingerprint']} ({each['role']})" for each in manifest["recipients"]]
    if read.original:
        facts |= {"forwarded, first signed by": read.original.signer.fingerprint, "subject": read.original.manifest["subject"]}
    return facts | {"written": into}


def _kept(read: Read) -> dict[str, Any]:
    """What was signed, without padding and without the keys of blobs, which nobody needs any more."""
    values = {name: value for name, value in read.manifest.values.items() if name not in {"padding", "original"}}
    if "attachments" in values:
        values["attachments"] = [{name: value for name, value in each.items() if name != "key"} for each in values["attachments"]]
    return values | {"digest": read.manifest.digest} | ({"original": _kept(read.original)} if read.original else {})


def _attachments(given: Parcel, read: Read, into: Path) -> None:
    entries = read.manifest.values.get("attachments", [])
    parcel.matched(list(given.blobs), [each["blob"] for each in entries])
    bar = Bar(sum(each["size"] for each in entries), "opening")
    names = {"dispatch.json", "text.txt"}
    for index, entry in enumerate(entries):
        name = _unused(entry["name"], names)
        member = given.blobs[entry["blob"]]
        with os.fdopen(os.open(into / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as target:
            blobs.opened(
                cast("Any", Section(given.file, member)), target, length=member.size, attachment=entry, dispatch=read.manifest["id"], index=index, told=bar
            )  # fmt: skip


def _unused(name: str, names: set[str]) -> str:
    """Two attachments may have one name, also where capitals do not count."""
    free_, number = name, 1
    while free_.casefold() in names:
        number += 1
        free_ = f"{number}-{name}"
    names.add(free_.casefold())
    return free_


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
