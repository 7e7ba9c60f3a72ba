"""Certificates: read by our own rules, so that all implementations agree (docs/sealing-format.md section 8; RFC 9580 section 10.1)."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from dataclasses import dataclass, field, replace
from functools import cached_property

from bartholdi.cores.sealing import signatures
from bartholdi.cores.sealing.packets import PUBLIC, PUBLIC_SUB, SECRET, SECRET_SUB, SIGNATURE, USER, Packet, packet, split
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.signatures import BACK, BINDING, DIRECT, REVOKED, SUB_REVOKED, Signature
from bartholdi.cores.sealing.suites import BY_KEM, BY_SIGN, Suite

LARGEST = 262_144
SIGNS, SEALS = 0x02, 0x0C  # key flags


@dataclass(frozen=True)
class Key:
    """A public key packet. `created`: seconds since 1970; `public`: raw octets; `signatures`: the own ones that follow it, as packets too."""

    body: bytes
    created: int
    algorithm: int
    public: bytes
    signatures: tuple[Signature, ...] = ()

    @cached_property
    def framed(self) -> bytes:
        """As it is hashed (RFC 9580 section 5.2.4)."""
        return framed(self.body)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.body)

    def newest(self, kind: int, at: int) -> Signature | None:
        """The own signature of this kind that counts at this time; of two equally new, the later one."""
        living = [each for each in self.signatures if each.type == kind and each.alive(at)]
        return max(reversed(living), key=lambda each: each.created, default=None)

    def revoked(self, kind: int, at: int) -> bool:
        """Hard revocations count always, soft ones from their date."""
        return any(each.type == kind and (each.hard or each.created <= at) for each in self.signatures)

    def ended(self, bound: Signature, at: int) -> bool:
        """Past the key's own lifetime, as this self-signature gives it."""
        return bool(bound.lifetime) and at >= self.created + bound.lifetime


@dataclass(frozen=True)
class Certificate:
    """A grammatical certificate; what it is good for depends on a time, in seconds since 1970."""

    suite: Suite
    primary: Key
    subkeys: tuple[Key, ...]
    octets: bytes
    backs: dict[bytes, bool] = field(default_factory=dict, compare=False, repr=False)  # what was verified once

    @property
    def fingerprint(self) -> str:
        return self.primary.fingerprint

    def alive(self, at: int) -> Signature:
        """The direct-key signature at this time. Refusal: `certificate-unbound`, `-revoked`, `-not-yet`, `-expired`."""
        demand(not self.primary.revoked(REVOKED, at), "certificate-revoked")
        demand(at >= self.primary.created, "certificate-not-yet")
        bound = self.primary.newest(DIRECT, at)
        if bound is None:
            raise Refusal("certificate-unbound")
        demand(not self.primary.ended(bound, at), "certificate-expired")
        return bound

    def usable(self, at: int) -> Key:
        """To seal now: the KEM subkey. Refusal as `alive`, then `certificate-no-kem`, `-no-signer`, `-mixed`."""
        self.alive(at)
        kem = max(reversed(self._living(self.suite.kem, SEALS, at)), key=lambda each: each.created, default=None)
        if kem is None:
            raise Refusal("certificate-no-kem")
        demand(self.signers(at), "certificate-no-signer")
        demand(all(each.algorithm in {self.suite.kem, self.suite.sign} for each in self._bound(at)), "certificate-mixed")
        return kem

    def signers(self, at: int) -> tuple[Key, ...]:
        """Keys that may sign at this time; the certificate itself is taken to be alive."""
        bound = self.primary.newest(DIRECT, at)
        own = (self.primary,) if bound is not None and bound.flags & SIGNS else ()
        subs = [each for each in self._living(self.suite.sign, SIGNS, at) if self.backed(each, at)]
        return (*own, *subs)

    def backed(self, key: Key, at: int) -> bool:
        """A signing subkey must say itself that it belongs here."""
        bound = key.newest(BINDING, at)
        if bound is None or bound.back is None:
            return False
        if bound.body not in self.backs:
            self.backs[bound.body] = self._backs(key, bound.back)
        return self.backs[bound.body]

    def _backs(self, key: Key, octets: bytes) -> bool:
        try:
            back = signatures.parsed(octets)
        except Refusal:
            return False
        hashed = self.primary.framed + key.framed
        return back.type == BACK and back.algorithm == key.algorithm and back.verifies(self.suite, key.public, hashed)

    def signing(self, fingerprint: str) -> Key | None:
        """The primary or a subkey of this fingerprint that was ever bound as a signing key."""
        for key in (self.primary, *self.subkeys):
            kind = DIRECT if key is self.primary else BINDING
            if key.fingerprint == fingerprint and key.algorithm == self.suite.sign:
                ever = [each for each in key.signatures if each.type == kind and each.flags & SIGNS]
                return key if ever and (key is self.primary or any(self.backed(key, each.created) for each in ever)) else None
        return None

    def signed(self, key: Key, at: int) -> None:
        """Whether `key` could sign at `at`. Refusal: `signer-not-yet`, `signer-expired`, `signer-revoked`."""
        try:
            self._signed(key, at)
        except Refusal as refusal:
            ending = {"certificate-unbound": "not-yet"}.get(refusal.code, refusal.code.removeprefix("certificate-"))
            raise Refusal(f"signer-{ending}")

    def _signed(self, key: Key, at: int) -> None:
        bound = self.alive(at)
        if key is not self.primary:
            demand(not key.revoked(SUB_REVOKED, at), "certificate-revoked")
            binding = key.newest(BINDING, at)
            if at < key.created or binding is None:
                raise Refusal("certificate-not-yet")
            bound = binding
        demand(bound.flags & SIGNS, "certificate-not-yet")
        demand(not key.ended(bound, at), "certificate-expired")

    def trimmed(self, key: Key, at: int) -> bytes:
        """Primary, its direct-key signature and one subkey with its binding: a library that gets this can seal to nothing else."""
        kept = [packet(PUBLIC, self.primary.body)]
        for owner, kind in ((self.primary, DIRECT), (key, BINDING)):
            bound = owner.newest(kind, at)
            if owner is key:
                kept.append(packet(PUBLIC_SUB, key.body))
            kept.append(packet(SIGNATURE, bound.body if bound else b""))
        return b"".join(kept)

    def _bound(self, at: int) -> list[Key]:
        return [key for key in self.subkeys if (bound := key.newest(BINDING, at)) and bound.flags & (SIGNS | SEALS)]

    def _living(self, algorithm: int, flags: int, at: int) -> list[Key]:
        return [
            key
            for key in self.subkeys
            if key.algorithm == algorithm
            and key.created <= at
            and (bound := key.newest(BINDING, at))
            and bound.flags & flags
            and not key.ended(bound, at)
            and not key.revoked(SUB_REVOKED, at)
        ]


def framed(body: bytes) -> bytes:
    """A public key packet's body as it is hashed (RFC 9580 section 5.2.4)."""
    return b"\x9b" + len(body).to_bytes(4, "big") + body


def fingerprint(body: bytes) -> str:
    """Of a version 6 public key packet's body, in hexadecimal (RFC 9580 section 5.5.4.3)."""
    return hashlib.sha256(framed(body)).hexdigest()


def binary(octets: bytes) -> bytes:
    """The octets of a file, binary or armored (RFC 9580 section 6.2). Refusal `certificate-grammar`, `certificate-size`."""
    if not octets.startswith(b"-----BEGIN PGP "):
        return octets
    demand(len(octets) <= 2 * LARGEST, "certificate-size")
    lines = octets.decode("ascii", "replace").splitlines()
    ends = [at for at, line in enumerate(lines) if line.startswith("-----END PGP ")]
    demand("" in lines and ends and not any(line.strip() for line in lines[ends[0] + 1 :]), "certificate-grammar")
    kept = [line.strip() for line in lines[lines.index("") + 1 : ends[0]] if not line.startswith("=")]
    try:
        return b64decode("".join(kept), validate=True)
    except ValueError:
        raise Refusal("certificate-grammar") from None


def parsed(octets: bytes) -> Certificate:
    """Grammar and own signatures. Refusal: `certificate-size`, `-grammar`, `-secret`, `-many`, `-version`, `-algorithm`."""
    demand(1 <= len(octets) <= LARGEST, "certificate-size")
    packets = split(octets, "certificate-grammar")
    tags = [each.tag for each in packets]
    demand(not {SECRET, SECRET_SUB} & set(tags), "certificate-secret")
    demand(tags[0] == PUBLIC, "certificate-grammar")
    demand(tags.count(PUBLIC) == 1, "certificate-many")
    demand(set(tags) <= {PUBLIC, SIGNATURE, USER, PUBLIC_SUB}, "certificate-grammar")
    body = packets[0].body
    demand(body[:1] == b"\x06", "certificate-version")
    suite = BY_SIGN.get(body[5] if len(body) > 5 else 0)
    if suite is None:
        raise Refusal("certificate-algorithm")
    primary = _key(body)
    if primary is None:
        raise Refusal("certificate-grammar")
    groups = _groups(packets)
    primary = replace(primary, signatures=_own(groups[0][1:], suite, primary, primary))
    found = [(key, group) for group in groups[1:] if group[0].tag == PUBLIC_SUB and (key := _key(group[0].body))]
    subkeys = tuple(replace(key, signatures=_own(group[1:], suite, primary, key)) for key, group in found)
    return Certificate(suite, primary, subkeys, octets)


def _groups(packets: list[Packet]) -> list[list[Packet]]:
    """Each key or user ID with the signatures that follow it."""
    groups: list[list[Packet]] = []
    for each in packets:
        if each.tag == SIGNATURE:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _key(body: bytes) -> Key | None:
    """None: not a version 6 key, or with lengths that its algorithm does not have."""
    if len(body) < 10 or body[0] != 6 or int.from_bytes(body[6:10], "big") != len(body) - 10:
        return None
    algorithm, public = body[5], body[10:]
    sizes = {each.sign: each.curve_public + each.lattice_public for each in BY_SIGN.values()}
    sizes |= {each.kem: each.exchange + each.encapsulation for each in BY_KEM.values()}
    if len(public) != sizes.get(algorithm, len(public)):
        return None
    return Key(body, int.from_bytes(body[1:5], "big"), algorithm, public)


def _own(packets: list[Packet], suite: Suite, primary: Key, key: Key) -> tuple[Signature, ...]:
    """Signatures by the primary itself that verify. A stranger's signature says nothing here."""
    kinds = (DIRECT, REVOKED) if key is primary else (BINDING, SUB_REVOKED)
    hashed = primary.framed + (b"" if key is primary else key.framed)
    found = []
    for each in packets:
        try:
            signature = signatures.parsed(each.body)
        except Refusal:
            continue
        mine = signature.type in kinds and signature.algorithm == suite.sign and signature.issuer == primary.fingerprint
        if mine and not signature.unknown and signature.verifies(suite, primary.public, hashed):
            found.append(signature)
    return tuple(found)
