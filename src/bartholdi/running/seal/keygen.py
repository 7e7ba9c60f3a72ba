"""`bartholdi keygen`: the key ceremony on files."""

from __future__ import annotations

import argparse

from bartholdi.cores.sealing import keys, making, recovery, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.packets import packet, split
from bartholdi.cores.sealing.suites import BY_NAME
from bartholdi.running.seal import asking
from bartholdi.running.seal.writing import Faulty, free, put, told

EXAMPLE = """\
Writes washington.key (locked; keep it), washington.cert (give it to everybody), and two more certificates to keep apart from the key:
washington.superseded.cert and washington.compromised.cert. Publish one of them when the key is no longer used, or was stolen.
Made before the key signs anything, each undoes all that it signs; with the key at hand, `bartholdi certificate --revoke superseded`
makes one that leaves what was signed before.
With --recovery 2/3 nobody chooses a passphrase: three files hold a list of twenty words each; any two of them unlock the key.

  bartholdi keygen "Science office, Washington" -o washington
  bartholdi keygen "Recovery, Washington" -o recovery --recovery 2/3
"""
YEAR = 365 * 86_400
WHEN = ("the key is no longer used", "somebody else may have the key")  # when to publish a revocation: superseded, compromised


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="whose key it is; others do not rely on it")
    parser.add_argument("-o", "--output", required=True, metavar="NAME", help="the beginning of the files' names")
    parser.add_argument(
        "--suite", choices=tuple(BY_NAME), default="SD-3", help="SD-3 for everybody; SD-5 opens on the command line only"
    )
    parser.add_argument("--years", type=int, default=0, help="when the key ends (without: never)")
    parser.add_argument(
        "--recovery", default="", metavar="K/N", help="split the passphrase among N holders, any K of whom unlock"
    )
    asking.phrase_argument(parser)


def run(options: argparse.Namespace) -> int:
    holders = _holders(options.recovery)
    base = options.output
    names = [f"{base}.key", f"{base}.cert", f"{base}.superseded.cert", f"{base}.compromised.cert"]
    lists = [f"{base}.holder-{number}.txt" for number in range(1, holders[1] + 1)]
    free(*names, *lists)
    if holders[1]:
        text, words = recovery.split(*holders, asking.chance)
    else:
        text, words = asking.phrase(options, new=True), ()
    key = sealing.generated(options.name, BY_NAME[options.suite], lifetime=options.years * YEAR or None)
    put(names[0], keys.locked(key, text, asking.chance))
    for name, octets in zip(names[1:], (key.certificate.octets, revoked(key, hard=False), revoked(key, hard=True)), strict=True):
        put(name, octets)
    for name, each in zip(lists, words, strict=True):
        put(name, f"{each}\n".encode())
    facts: dict[str, object] = {"fingerprint": key.certificate.fingerprint, "suite": options.suite, "written": [*names, *lists]}
    publish = {"revocations": dict(zip(names[2:], WHEN, strict=True))} if options.json else _sentences(names[2:])
    told({**facts, **publish}, json=options.json)
    return 0


def _sentences(names: list[str]) -> dict[str, str]:
    """What is to be copied onto the sheet that goes into the safe."""
    return {f"publish {name} when": when for name, when in zip(names, WHEN, strict=True)}


def revoked(key: KeyFile, *, hard: bool) -> bytes:
    """The certificate with its revocation: hard for compromise, soft when superseded."""
    first, *rest = (packet(each.tag, each.body) for each in split(key.certificate.octets, "certificate-grammar"))
    return first + making.revocation(key, at=asking.seconds(), chance=asking.chance, hard=hard) + b"".join(rest)


def _holders(text: str) -> tuple[int, int]:
    if not text:
        return 0, 0
    needed, _, holders = text.partition("/")
    if not (needed.isdigit() and holders.isdigit() and 2 <= int(needed) <= int(holders) <= 16):
        raise Faulty("--recovery: write how many of how many, such as 2/3 (from 2/2 to 16/16).")
    return int(needed), int(holders)
