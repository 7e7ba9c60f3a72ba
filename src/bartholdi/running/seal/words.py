"""`bartholdi words`: what two people read to each other."""

from __future__ import annotations

import argparse

from bartholdi.cores.sealing.words import picture, words
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import told

EXAMPLE = """\
Both see the same sixteen words when each has the other's true certificate. Compare them in person, or by telephone with a voice you know.

  bartholdi words washington.cert paris.cert
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mine", help="your certificate")
    parser.add_argument("theirs", help="the other's certificate")


def run(options: argparse.Namespace) -> int:
    one, two = asking.certificate(options.mine).fingerprint, asking.certificate(options.theirs).fingerprint
    told({"words": " ".join(words(one, two)), "picture": picture(one, two)}, json=options.json)
    return 0
