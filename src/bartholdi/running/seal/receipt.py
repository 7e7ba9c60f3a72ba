"""`bartholdi receipt`: a signed slip that names exactly one dispatch."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bartholdi.cores.sealing import reading, sealing
from bartholdi.cores.sealing.reading import Read, Reader
from bartholdi.running.seal import asking
from bartholdi.running.seal.asking import Parcel
from bartholdi.running.seal.open import attachments
from bartholdi.running.seal.writing import free, put, told

EXAMPLE = """\
The slip is some 4 KB: it goes by mail, on a stick, or as pictures. It proves that this key opened this dispatch, not that a person read it.
It says opened when the attachments hold too: give the whole .dispatch file.

  bartholdi receipt w12.dispatch --key paris.key --from washington.cert -o w12.receipt
  bartholdi receipt w12.dispatch --key paris.key --from washington.cert --refused blob-root -o w12.receipt
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the .dispatch file; the envelope alone where nothing is attached, or to refuse")
    asking.key_arguments(parser)
    parser.add_argument("--from", dest="pinned", required=True, metavar="CERTIFICATE", help="the sender's certificate")
    parser.add_argument("--refused", default="", metavar="CODE", help="the reason, when its attachments did not hold")
    parser.add_argument("-o", "--output", required=True, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    free(options.output)
    key = asking.key(options)
    at, sender = asking.seconds(), asking.certificate(options.pinned)
    with asking.parcel(options.file) as given:
        read = reading.read(given.envelope, Reader(now=asking.now(), pinned=[sender], secrets=key.secrets, again=True))
        if not options.refused:
            _require_whole(given, read.original or read)
    about = {"id": read.manifest["id"], "digest": read.manifest.digest, "sender": sender.fingerprint}
    values = {
        "kind": "receipt", "id": asking.chance(16).hex(), "created": asking.stamp(at), "sender": key.certificate.fingerprint, "senderName": "",
        "recipients": [sealing.recipient("action", sender, at)], "about": about, "outcome": "refused" if options.refused else "opened",
        "reason": options.refused, "logHead": None,
    }  # fmt: skip
    slip, manifest = sealing.slip(values, key, at=at)
    put(options.output, slip)
    told({"about": about["id"], "outcome": values["outcome"], "id": manifest["id"], "written": options.output}, json=options.json)
    return 0


def _require_whole(given: Parcel, shown: Read) -> None:
    """*Opened* says that every attachment was there and held: looked at once more, and kept nowhere."""
    with Path(os.devnull).open("wb") as nowhere:
        for _entry, opened in attachments(given, shown):
            opened(nowhere)
