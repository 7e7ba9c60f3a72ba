"""`bartholdi frames`: a certificate or a receipt as QR pictures, and back from what a scanner typed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import segno

from bartholdi.cores.sealing import frames, sealing
from bartholdi.cores.sealing.packets import ONE_PASS, split
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import Faulty, folder, free, put, told

EXAMPLE = """\
Writes one PNG for each picture into a new folder; show them one after the other, and the other end reads them by its camera: on the page
that takes certificates or receipts in, or in the offline page. --read puts together the lines that a scanner typed, in any order.

  bartholdi frames paris.cert -o paris-pictures
  bartholdi frames w12.receipt -o w12-pictures
  bartholdi frames --read scanned.txt -o paris.cert
"""
LARGEST = 4_000_000  # of a file of lines, each scanned many times


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="", help="a certificate or a receipt to show")
    parser.add_argument("--read", default="", metavar="FILE", help="lines that were scanned; - reads what is typed")
    parser.add_argument("-o", "--output", required=True, metavar="NAME", help="a new folder for pictures, or the new file")


def run(options: argparse.Namespace) -> int:
    if bool(options.file) == bool(options.read):
        raise Faulty("Name a certificate or a receipt to show; or give --read with the lines that were scanned.")
    free(options.output)
    if options.read:
        return _read(options)
    octets, kind = _public(asking.octets(options.file, frames.PART * frames.MOST))
    texts = frames.written(octets)
    with folder(options.output) as place:
        for index, text in enumerate(texts, 1):
            segno.make_qr(text, error="l").save(str(place / f"{index:03d}.png"), scale=8, border=4)
    told({"shown": kind, "pictures": len(texts), "written": options.output}, json=options.json)
    return 0


def _read(options: argparse.Namespace) -> int:
    text = sys.stdin.read(LARGEST) if options.read == "-" else Path(options.read).read_text("utf-8")[:LARGEST]
    lines = [each for each in text.replace("\r\n", "\n").split("\n") if each]
    try:
        octets, kind = _public(frames.joined(lines))
    except Refusal as refusal:
        if refusal.code == "frames-missing" and refusal.detail:
            print(f"Not there: {refusal.detail}.", file=sys.stderr)
        raise
    put(options.output, octets)
    told({"read": kind, "written": options.output}, json=options.json)
    return 0


def _public(octets: bytes) -> tuple[bytes, str]:
    """A slip, or a certificate in its binary form; a key file is refused, for what is shown is seen by everybody in the room."""
    if octets[:1] == bytes([0xC0 | ONE_PASS]):
        split(octets, "inner-grammar")
        return octets, "receipt"
    found = sealing.pinned(octets)
    return found.octets, f"certificate {found.fingerprint}"
