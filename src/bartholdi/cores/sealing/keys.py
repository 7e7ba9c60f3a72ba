"""Key files: secrets locked with Argon2id and AES-256 (docs/sealing-format.md section 10; RFC 9580 sections 3.7.2 and 5.5.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESOCB3
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bartholdi.cores.sealing import certificates
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.envelope import AES256, GCM, OCB
from bartholdi.cores.sealing.opening import Secret
from bartholdi.cores.sealing.packets import PUBLIC, PUBLIC_SUB, SECRET, SECRET_SUB, Packet, packet, split
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.suites import BY_KEM, BY_SIGN

Chance = Callable[[int], bytes]
LOCKED, OPEN = 253, 0
TIMES, LANES, MEMORY = 3, 4, 16  # passes, lanes, log2 of KiB: 64 MiB
MOST_TIMES, MOST_LANES, MOST_MEMORY = 10, 16, 18
LARGEST, MOST = 1_048_576, 64  # octets, secrets
PUBLIC_OF = {SECRET: PUBLIC, SECRET_SUB: PUBLIC_SUB}


@dataclass(frozen=True)
class KeyFile:
    """An unlocked key. `octets`: the transferable secret key without passphrase: never write it down."""

    certificate: Certificate
    octets: bytes = field(repr=False)
    raw: dict[str, bytes] = field(repr=False)  # secret material by fingerprint

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What opens: every KEM secret, of old subkeys too."""
        return tuple(
            Secret(self.certificate.suite, key.fingerprint, self.certificate.fingerprint, key.public, self.raw[key.fingerprint])
            for key in self.certificate.subkeys
            if key.algorithm == self.certificate.suite.kem and key.fingerprint in self.raw
        )


def passphrase(text: str) -> bytes:
    """NFC, then UTF-8, so that composed and decomposed letters are the same. Refusal `passphrase-empty`."""
    demand(text, "passphrase-empty")
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def unlocked(octets: bytes, text: str = "", *, bare: bool = False) -> KeyFile:
    """The key of a key file. `bare`: a file without passphrase is meant. Refusal with a code of section 10, or of its certificate."""
    demand(1 <= len(octets) <= LARGEST, "key-grammar")
    packets = split(octets, "key-grammar")
    demand(packets[0].tag == SECRET and sum(each.tag in PUBLIC_OF for each in packets) <= MOST, "key-grammar")
    certificate = certificates.parsed(_public(packets))
    lock = _Lock(b"" if bare else passphrase(text))
    raw: dict[str, bytes] = {}
    plain = []
    for each in packets:
        if each.tag not in PUBLIC_OF:
            plain.append(packet(each.tag, each.body))
            continue
        size = _public_size(each.body)
        material = _material(each, size, lock, bare=bare)
        raw[certificates.fingerprint(each.body[:size])] = material
        plain.append(packet(each.tag, each.body[:size] + bytes([OPEN]) + material))
    return KeyFile(certificate, b"".join(plain), raw)


def certificate_of(octets: bytes) -> Certificate:
    """The certificate in a key file, locked or not; no secret is touched."""
    packets = split(octets, "key-grammar")
    demand(packets and packets[0].tag == SECRET, "key-grammar")
    return certificates.parsed(_public(packets))


def locked(key: KeyFile, text: str, chance: Chance) -> bytes:
    """The key file: one stretched passphrase, a nonce for each secret. `chance(n)` gives n random octets."""
    parts: list[bytes] = []
    salt = chance(16)
    stretched = _stretched(passphrase(text), salt, TIMES, LANES, MEMORY)
    for each in split(key.octets, "key-grammar"):
        body = each.body
        if each.tag in PUBLIC_OF:
            public, nonce = body[: _public_size(body)], chance(15)
            sealed = _cipher(stretched, each.tag, OCB).encrypt(nonce, body[len(public) + 1 :], _aad(each.tag, public))
            lock = bytes([AES256, OCB, 20, 4]) + salt + bytes([TIMES, LANES, MEMORY]) + nonce
            body = public + bytes([LOCKED, len(lock)]) + lock + sealed
        parts.append(packet(each.tag, body))
    return b"".join(parts)


def _public(packets: list[Packet]) -> bytes:
    bodies = (
        (PUBLIC_OF.get(each.tag, each.tag), each.body[: _public_size(each.body)] if each.tag in PUBLIC_OF else each.body)
        for each in packets
    )
    return b"".join(packet(tag, body) for tag, body in bodies)


def _public_size(body: bytes) -> int:
    size = 10 + int.from_bytes(body[6:10], "big")
    demand(len(body) > size, "key-grammar")
    return size


def _material(each: Packet, size: int, lock: _Lock, *, bare: bool) -> bytes:
    body, usage, rest = each.body, each.body[size], each.body[size + 1 :]
    demand(usage in {LOCKED, OPEN}, "key-algorithm")
    demand(usage == LOCKED or bare, "key-unlocked")
    material = rest if usage == OPEN else lock.opened(each.tag, body[:size], rest)
    suite = BY_SIGN.get(body[5]) or BY_KEM.get(body[5])
    if suite is None:
        raise Refusal("key-algorithm")
    expected = suite.curve_public + 32 if body[5] == suite.sign else suite.exchange + 64
    demand(len(material) == expected, "key-grammar")
    return material


class _Lock:
    """A passphrase, stretched once for all secrets with one salt."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self.known: dict[tuple[bytes, int, int, int], bytes] = {}

    def opened(self, tag: int, public: bytes, rest: bytes) -> bytes:
        demand(len(rest) > 24, "key-grammar")
        mode = rest[2]
        demand(rest[1] == AES256 and mode in {OCB, GCM} and rest[4] == 4, "key-algorithm")
        size = 15 if mode == OCB else 12
        demand(rest[0] == 23 + size and rest[3] == 20 and len(rest) >= 24 + size + 16, "key-grammar")
        salt, (times, lanes, memory), nonce = rest[5:21], rest[21:24], rest[24 : 24 + size]
        demand(1 <= times <= MOST_TIMES and 1 <= lanes <= MOST_LANES, "key-argon2")
        demand(memory <= MOST_MEMORY and 8 * lanes <= 1 << memory, "key-argon2")
        demand(self.secret, "passphrase-empty")
        how = (salt, times, lanes, memory)
        if how not in self.known:
            self.known[how] = _stretched(self.secret, *how)
        try:
            return _cipher(self.known[how], tag, mode).decrypt(nonce, rest[24 + size :], _aad(tag, public))
        except InvalidTag:
            raise Refusal("passphrase-wrong")


def _stretched(secret: bytes, salt: bytes, times: int, lanes: int, memory: int) -> bytes:
    return Argon2id(salt=salt, length=32, iterations=times, lanes=lanes, memory_cost=1 << memory).derive(secret)


def _cipher(stretched: bytes, tag: int, mode: int) -> AESGCM | AESOCB3:
    key = HKDF(SHA256(), 32, None, bytes([0xC0 | tag, 6, AES256, mode])).derive(stretched)
    return AESGCM(key) if mode == GCM else AESOCB3(key)


def _aad(tag: int, public: bytes) -> bytes:
    return bytes([0xC0 | tag]) + public
