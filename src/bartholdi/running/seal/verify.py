"""`bartholdi verify`: a receipt against its dispatch; or what the outside of a dispatch tells to anybody."""

from __future__ import annotations

import argparse

from bartholdi.cores.sealing import envelope, reading
from bartholdi.cores.sealing.reading import Known, Reader
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import Faulty, told

EXAMPLE = """\
  bartholdi verify w12.receipt --from paris.cert --about w12.dispatch --key washington.key
  bartholdi verify w12.dispatch
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a receipt, or a .dispatch file")
    parser.add_argument("--from", dest="pinned", default="", metavar="CERTIFICATE", help="whose receipt it is")
    parser.add_argument("--about", default="", metavar="FILE", help="the dispatch that you sent")
    parser.add_argument("--key", default="", metavar="FILE", help="your key file, which opens your own copy")
    asking.phrase_argument(parser)


def run(options: argparse.Namespace) -> int:
    if not options.pinned:
        with asking.parcel(options.file) as given:
            found = envelope.parsed(given.envelope)
        names = [each.subkey or "hidden" for each in found.recipients]
        told(
            {"verdict": "ok", "suite": found.suite.name, "sealed to subkeys": names, "blobs": len(given.blobs)}, json=options.json
        )
        return 0
    if not (options.about and options.key):
        raise Faulty("A receipt is checked against its dispatch: give --about and --key too.")
    key, pinned = asking.key(options), asking.certificate(options.pinned)
    with asking.parcel(options.about) as given:
        sent = reading.read(
            given.envelope, Reader(now=asking.now(), pinned=[key.certificate], secrets=key.secrets, again=True)
        ).manifest
    known = {sent["id"]: Known(sent.digest, sent["sender"], [each["fingerprint"] for each in sent["recipients"]])}
    slip = asking.octets(options.file, reading.SLIP)
    receipt = reading.read_slip(slip, Reader(now=asking.now(), pinned=[pinned], known=known)).manifest
    facts = {
        "verdict": "ok",
        "about": sent["id"],
        "outcome": receipt["outcome"],
        "reason": receipt["reason"],
        "signed by": pinned.fingerprint,
    }
    told(facts | {"signed on (the reader says)": receipt["created"]}, json=options.json)
    return 0
