"""`bartholdi certificate`: what a certificate says today; a new KEM subkey; revocations."""

from __future__ import annotations

import argparse

from bartholdi.cores.sealing import keys, making
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.running.seal import asking
from bartholdi.running.seal.keygen import revoked
from bartholdi.running.seal.writing import Faulty, free, put, told

EXAMPLE = """\
Rotation writes a new key file and a new certificate; the old key file may be destroyed, since the new one still opens old dispatches.
A revocation for compromise counts for all time; one because the key was superseded counts from now on.

  bartholdi certificate paris.cert
  bartholdi certificate --key washington.key --rotate 90 -o washington-2
  bartholdi certificate --key washington.key --revoke compromised -o washington-revoked
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="", help="a certificate to show")
    parser.add_argument("--key", default="", metavar="FILE", help="your key file, to rotate or revoke")
    parser.add_argument("--rotate", type=int, default=0, metavar="DAYS", help="add a KEM subkey that lives so long (90)")
    parser.add_argument("--revoke", choices=("superseded", "compromised"), default="", help="write the revoked certificate")
    parser.add_argument("-o", "--output", default="", metavar="NAME", help="the beginning of the files' names")
    asking.phrase_argument(parser)


def run(options: argparse.Namespace) -> int:
    if not options.key:
        if not options.file or options.rotate or options.revoke:
            raise Faulty("Name a certificate to show; or give --key with --rotate or --revoke.")
        return _show(asking.certificate(options.file), json=options.json)
    if not options.output or (options.rotate > 0) == bool(options.revoke):
        raise Faulty("With --key give either --rotate DAYS or --revoke, and -o.")
    base = options.output
    free(f"{base}.cert", *([f"{base}.key"] if options.rotate else []))
    text = asking.phrase(options)
    key = keys.unlocked(asking.octets(options.key), text)
    if options.revoke:
        put(f"{base}.cert", revoked(key, hard=options.revoke == "compromised"))
        told({"revoked": key.certificate.fingerprint, "written": [f"{base}.cert"]}, json=options.json)
        return 0
    newer = making.rotated(key, at=asking.seconds(), lifetime=options.rotate * 86_400, chance=asking.chance)
    put(f"{base}.key", keys.locked(newer, text, asking.chance))
    put(f"{base}.cert", newer.certificate.octets)
    return _show(newer.certificate, json=options.json)


def _show(certificate: Certificate, *, json: bool) -> int:
    at = asking.seconds()
    facts: dict[str, object] = {
        "fingerprint": certificate.fingerprint,
        "suite": certificate.suite.name,
        "made": asking.stamp(certificate.primary.created),
    }
    try:
        kem = certificate.usable(at)
        facts |= {"state": "can be sealed to", "sealed to subkey": kem.fingerprint}
        code = 0
    except Refusal as refusal:
        facts |= {"state": f"{refusal.sentence} [{refusal.code}]"}
        code = 1
    told(facts, json=json)
    return code
