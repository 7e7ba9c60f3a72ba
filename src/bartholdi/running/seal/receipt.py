"""`bartholdi receipt`: a signed slip that names exactly one dispatch."""

from __future__ import annotations

import argparse

from bartholdi.cores.sealing import reading, sealing
from bartholdi.cores.sealing.reading import Reader
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import free, put, told

EXAMPLE = """\
The slip is some 4 KB: it goes by mail, on a stick, or as pictures. It proves that this key opened this dispatch, not that a person read it.

  bartholdi receipt w12.dispatch --key paris.key --from washington.cert -o w12.receipt
  bartholdi receipt w12.dispatch --key paris.key --from washington.cert --refused blob-root -o w12.receipt
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the .dispatch file, or the envelope alone")
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
