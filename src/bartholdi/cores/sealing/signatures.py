"""Version 6 signatures of the two suites: their octets, what they claim, and whether they verify (RFC 9580 section 5.2, RFC 9980 section 5.2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from bartholdi.cores.sealing.packets import subpackets
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.suites import BY_SIGN, Suite

TEXT, BINDING, BACK, DIRECT, REVOKED, SUB_REVOKED = 0x00, 0x18, 0x19, 0x1F, 0x20, 0x28
SHA512 = 10
CREATED, EXPIRES, LIFETIME, FLAGS, REASON, EMBEDDED, ISSUER = 2, 3, 9, 27, 29, 32, 33
KNOWN = {2, 3, 9, 11, 21, 22, 23, 24, 25, 26, 27, 29, 30, 31, 32, 33, 34, 39}  # critical or not
SOFT = {1, 3}  # superseded, retired


@dataclass(frozen=True)
class Signature:
    """`head`: from the version to the end of the hashed subpackets; `value`: the curve's half, then the lattice's."""

    body: bytes
    type: int
    algorithm: int
    head: bytes
    salt: bytes
    left: bytes
    value: bytes
    hashed: tuple[tuple[int, bool, bytes], ...]

    def digest(self, hashed: bytes) -> bytes:
        """SHA-512 over salt, what is signed, head and trailer (RFC 9580 section 5.2.4)."""
        return hashlib.sha512(self.salt + hashed + self.head + b"\x06\xff" + len(self.head).to_bytes(4, "big")).digest()

    def verifies(self, suite: Suite, public: bytes, hashed: bytes) -> bool:
        """Both halves; the two octets kept beside them must fit as well, so that no octet is free."""
        digest = self.digest(hashed)
        return digest[:2] == self.left and suite.verifies(public, digest, self.value)

    @property
    def created(self) -> int:
        return int.from_bytes(self._one(CREATED), "big")

    @property
    def issuer(self) -> str:
        """Fingerprint in hexadecimal."""
        return self._one(ISSUER)[1:].hex()

    @property
    def lifetime(self) -> int:
        """Of the key, in seconds from its making; 0: none."""
        return int.from_bytes(self._one(LIFETIME), "big")

    @property
    def flags(self) -> int:
        return int.from_bytes(self._one(FLAGS)[:1], "big")

    @property
    def back(self) -> bytes | None:
        return self._one(EMBEDDED) or None

    @property
    def hard(self) -> bool:
        """A revocation for every reason but superseded and retired, and for none."""
        reason = self._one(REASON)
        return not reason or reason[0] not in SOFT

    @cached_property
    def unknown(self) -> bool:
        """It has a critical condition that we do not know."""
        return any(critical and kind not in KNOWN for kind, critical, _ in self.hashed)

    def alive(self, at: int) -> bool:
        """Made by then and not past its own expiry."""
        expires = int.from_bytes(self._one(EXPIRES), "big")
        return self.created <= at and not (expires and at >= self.created + expires)

    def _one(self, kind: int) -> bytes:
        """The last of its type, as RFC 9580 section 5.2.4.1 advises; empty when there is none."""
        return next((body for each, _, body in reversed(self.hashed) if each == kind), b"")


def parsed(body: bytes) -> Signature:
    """A signature of one of the suites, or Refusal: `signature-version`, `-algorithm`, `-hash`, `inner-grammar`."""
    demand(body[:1] == b"\x06", "signature-version")
    demand(len(body) > 8, "inner-grammar")
    suite = BY_SIGN.get(body[2])
    if suite is None:
        raise Refusal("signature-algorithm")
    demand(body[3] == SHA512, "signature-hash")
    hashed = 8 + int.from_bytes(body[4:8], "big")
    unhashed = hashed + 4 + int.from_bytes(body[hashed : hashed + 4], "big")
    demand(len(body) == unhashed + 2 + 1 + 32 + suite.signature and body[unhashed + 2] == 32, "inner-grammar")
    try:
        found = tuple(subpackets(body[8:hashed]))
    except ValueError:
        raise Refusal("inner-grammar")
    kinds = [kind for kind, _, _ in found]
    issuers = [content for kind, _, content in found if kind == ISSUER]
    demand(kinds.count(CREATED) == 1 and [(len(each), each[:1]) for each in issuers] == [(33, b"\x06")], "inner-grammar")
    demand(all(len(content) == 4 for kind, _, content in found if kind in {CREATED, EXPIRES, LIFETIME}), "inner-grammar")
    rest = body[unhashed:]
    return Signature(body, body[1], body[2], body[:hashed], rest[3:35], rest[:2], rest[35:], found)
