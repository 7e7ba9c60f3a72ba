"""The two suites of docs/sealing-format.md section 1: identifiers, sizes in octets, and the composites of RFC 9980."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519, mldsa, mlkem, x448, x25519

DOMAIN = b"OpenPGPCompositeKDFv1"  # RFC 9980 section 4.2.1


@dataclass(frozen=True, kw_only=True)
class Suite:
    """Sizes of what stands on the wire; `…_of` turn raw octets into keys of `cryptography`."""

    name: str
    sign: int
    kem: int
    curve_public: int  # of the signing curve; its secret has the same size
    lattice_public: int
    curve_signature: int
    lattice_signature: int
    exchange: int  # of the exchange curve: public, secret and ciphertext have one size
    encapsulation: int
    capsule: int
    curve_verifier: Callable[[bytes], Any]
    lattice_verifier: Callable[[bytes], Any]
    exchange_secret: Callable[[bytes], Any]
    exchange_public: Callable[[bytes], Any]
    lattice_secret: Callable[[bytes], Any]

    @property
    def signature(self) -> int:
        return self.curve_signature + self.lattice_signature

    @property
    def pkesk(self) -> int:
        """The body after the key version and fingerprint: id, two ciphertexts, length, wrapped key."""
        return 1 + self.exchange + self.capsule + 1 + 40

    def verifies(self, public: bytes, digest: bytes, signature: bytes) -> bool:
        """Both halves over the digest (RFC 9980 section 5.2.2). `public` and `signature` are raw, the curve's half first."""
        try:
            self.curve_verifier(public[: self.curve_public]).verify(signature[: self.curve_signature], digest)
            self.lattice_verifier(public[self.curve_public :]).verify(signature[self.curve_signature :], digest)
        except (InvalidSignature, ValueError):
            return False
        return True

    def kek(self, public: bytes, secret: bytes, ciphertext: bytes) -> bytes:
        """The key that wraps the session key (RFC 9980 section 4.2). ValueError: a point of small order."""
        sent, capsule = ciphertext[: self.exchange], ciphertext[self.exchange :]
        point = self.exchange_secret(secret[: self.exchange]).exchange(self.exchange_public(sent))
        share = self.lattice_secret(secret[self.exchange :]).decapsulate(capsule)
        return combined(share, point, sent, public[: self.exchange], self.kem)


def combined(share: bytes, point: bytes, sent: bytes, public: bytes, kem: int) -> bytes:
    """RFC 9980 section 4.2.1: SHA3-256 over both shares, the curve's ciphertext and public key, the id and the domain."""
    return hashlib.sha3_256(share + point + sent + public + bytes([kem]) + DOMAIN + bytes([len(DOMAIN)])).digest()


SD3 = Suite(
    name="SD-3", sign=30, kem=35, curve_public=32, lattice_public=1952, curve_signature=64, lattice_signature=3309,
    exchange=32, encapsulation=1184, capsule=1088,
    curve_verifier=ed25519.Ed25519PublicKey.from_public_bytes, lattice_verifier=mldsa.MLDSA65PublicKey.from_public_bytes,
    exchange_secret=x25519.X25519PrivateKey.from_private_bytes, exchange_public=x25519.X25519PublicKey.from_public_bytes,
    lattice_secret=mlkem.MLKEM768PrivateKey.from_seed_bytes,
)  # fmt: skip
SD5 = Suite(
    name="SD-5", sign=31, kem=36, curve_public=57, lattice_public=2592, curve_signature=114, lattice_signature=4627,
    exchange=56, encapsulation=1568, capsule=1568,
    curve_verifier=ed448.Ed448PublicKey.from_public_bytes, lattice_verifier=mldsa.MLDSA87PublicKey.from_public_bytes,
    exchange_secret=x448.X448PrivateKey.from_private_bytes, exchange_public=x448.X448PublicKey.from_public_bytes,
    lattice_secret=mlkem.MLKEM1024PrivateKey.from_seed_bytes,
)  # fmt: skip
SUITES = (SD3, SD5)
BY_SIGN = {suite.sign: suite for suite in SUITES}
BY_KEM = {suite.kem: suite for suite in SUITES}
BY_NAME = {suite.name: suite for suite in SUITES}
