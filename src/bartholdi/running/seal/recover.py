"""`bartholdi recover`: a recovery key under a new passphrase."""

from __future__ import annotations

import argparse
from pathlib import Path

from bartholdi.cores.sealing import keys, recovery
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import free, put, told

EXAMPLE = """\
Each list is a file of twenty words, as `bartholdi keygen --recovery` wrote it. Too few lists unlock nothing.

  bartholdi recover recovery.holder-1.txt recovery.holder-3.txt --key recovery.key -o recovered.key
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lists", nargs="+", help="files with the holders' words")
    parser.add_argument("--key", required=True, metavar="FILE", help="the recovery key file")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the key file under a new passphrase")
    asking.phrase_argument(parser)


def run(options: argparse.Namespace) -> int:
    free(options.output)
    text = recovery.joined([Path(name).read_text("utf-8") for name in options.lists])
    key = keys.unlocked(asking.octets(options.key), text)
    put(options.output, keys.locked(key, asking.phrase(options, new=True), asking.chance))
    told({"fingerprint": key.certificate.fingerprint, "written": [options.output]}, json=options.json)
    return 0
