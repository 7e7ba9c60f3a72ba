"""The inner message: one text, signed once by a pinned certificate (docs/sealing-format.md section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bartholdi.cores.sealing import signatures
from bartholdi.cores.sealing.certificates import Certificate, Key
from bartholdi.cores.sealing.packets import COMPRESSED, LITERAL, ONE_PASS, SIGNATURE, Packet, split
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.signatures import SHA512, TEXT, Signature
from bartholdi.cores.sealing.suites import BY_SIGN, Suite

CRITICAL = {2, 33, 35}


@dataclass(frozen=True)
class Inner:
    """A signed text whose signature verified. `key` is the one of `signer` that signed; `octets` the whole, to forward."""

    suite: Suite
    text: bytes
    signer: Certificate
    key: Key
    octets: bytes


def verified(octets: bytes, pinned: Iterable[Certificate]) -> Inner:
    """The text, after grammar, signer and signature. `pinned`: the certificates given for this purpose, never looked up by the message."""
    one_pass, literal, last = _three(octets)
    signature = _signature(one_pass, last)
    demand(literal[:2] == b"b\x00" and len(literal) >= 6, "inner-grammar")
    suite = BY_SIGN[signature.algorithm]
    known = [(each, key) for each in pinned if (key := each.signing(one_pass[37:69].hex()))]
    demand(known and known[0][0].suite == suite, "signer-unknown")
    signer, key = known[0]
    demand(signature.verifies(suite, key.public, literal[6:]), "signature-bad")
    return Inner(suite, literal[6:], signer, key, octets)


def _three(octets: bytes) -> tuple[bytes, bytes, bytes]:
    packets = split(octets, "inner-grammar")
    tags = [each.tag for each in packets]
    demand(tags[:1] != [COMPRESSED], "inner-compressed")
    demand(tags not in ([], [LITERAL]), "signature-missing")
    demand(tags.count(ONE_PASS) <= 1 and tags.count(SIGNATURE) <= 1, "signature-many")
    demand(tags == [ONE_PASS, LITERAL, SIGNATURE], "inner-grammar")
    for packet, kind, algorithm, digest in ((packets[0], 1, 3, 2), (packets[2], 1, 2, 3)):
        _fields(packet, kind, algorithm, digest)
    return packets[0].body, packets[1].body, packets[2].body


def _fields(packet: Packet, kind: int, algorithm: int, digest: int) -> None:
    body = packet.body
    demand(body[:1] == b"\x06", "signature-version")
    demand(body[kind : kind + 1] == bytes([TEXT]), "signature-type")
    demand(len(body) > algorithm and body[algorithm] in BY_SIGN, "signature-algorithm")
    demand(len(body) > digest and body[digest] == SHA512, "signature-hash")


def _signature(one_pass: bytes, last: bytes) -> Signature:
    """The last packet, when the first announces the same."""
    demand(len(one_pass) == 70 and one_pass[4] == 32 and one_pass[69] == 1, "inner-grammar")
    signature = signatures.parsed(last)
    same = (signature.algorithm, signature.salt, signature.issuer) == (one_pass[3], one_pass[5:37], one_pass[37:69].hex())
    demand(same, "inner-grammar")
    if any(critical and kind not in CRITICAL for kind, critical, _ in signature.hashed):
        raise Refusal("signature-critical")
    return signature
