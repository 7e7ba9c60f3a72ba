"""What pysequoia cannot make: signatures with our own subpackets, revocations with a reason, a new KEM subkey, hidden recipients.

Signatures come from `cryptography`, which is constant-time. Time is given in seconds since 1970, chance as `chance(n)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import ed448, ed25519, mldsa, mlkem, x448, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from bartholdi.cores.sealing.certificates import Key, fingerprint, framed
from bartholdi.cores.sealing.envelope import AES256, GCM
from bartholdi.cores.sealing.keys import Chance, KeyFile, unlocked
from bartholdi.cores.sealing.packets import PKESK, SECRET_SUB, SEIPD, SIGNATURE, packet
from bartholdi.cores.sealing.signatures import BINDING, CREATED, FLAGS, ISSUER, LIFETIME, REASON, REVOKED, SHA512, SUB_REVOKED
from bartholdi.cores.sealing.suites import SD3, Suite, combined

SUPERSEDED, COMPROMISED = 1, 2
CHUNK_OCTET = 12  # 256 KiB


def composite(suite: Suite, secret: bytes, digest: bytes) -> bytes:
    """Both halves of a signature over a digest (RFC 9980 section 5.2.1)."""
    curve, seed = secret[: suite.curve_public], secret[suite.curve_public :]
    if suite is SD3:
        return ed25519.Ed25519PrivateKey.from_private_bytes(curve).sign(digest) + mldsa.MLDSA65PrivateKey.from_seed_bytes(
            seed
        ).sign(digest)
    return ed448.Ed448PrivateKey.from_private_bytes(curve).sign(digest) + mldsa.MLDSA87PrivateKey.from_seed_bytes(seed).sign(
        digest
    )


def subpacket(kind: int, body: bytes, *, critical: bool = False) -> bytes:
    """With a length of five octets."""
    return b"\xff" + (len(body) + 1).to_bytes(4, "big") + bytes([kind | (0x80 if critical else 0)]) + body


def signed(
    suite: Suite, secret: bytes, issuer: str, hashed: bytes, *, kind: int, at: int, salt: bytes, more: bytes = b""
) -> bytes:
    """The body of a signature packet over `hashed`; `issuer` the fingerprint, `more` further hashed subpackets, `salt` 32 octets."""
    area = subpacket(CREATED, at.to_bytes(4, "big"), critical=True) + subpacket(ISSUER, b"\x06" + bytes.fromhex(issuer)) + more
    head = bytes([6, kind, suite.sign, SHA512]) + len(area).to_bytes(4, "big") + area
    digest = hashlib.sha512(salt + hashed + head + b"\x06\xff" + len(head).to_bytes(4, "big")).digest()
    return head + bytes(4) + digest[:2] + b"\x20" + salt + composite(suite, secret, digest)


def revocation(key: KeyFile, *, at: int, chance: Chance, hard: bool, subkey: Key | None = None) -> bytes:
    """A signature packet that revokes the certificate or one subkey: hard for compromise, soft when superseded."""
    certificate = key.certificate
    reason = subpacket(REASON, bytes([COMPROMISED if hard else SUPERSEDED]))
    hashed = certificate.primary.framed + (subkey.framed if subkey else b"")
    kind = SUB_REVOKED if subkey else REVOKED
    own = certificate.fingerprint
    return packet(SIGNATURE, signed(certificate.suite, key.raw[own], own, hashed, kind=kind, at=at, salt=chance(32), more=reason))


def rotated(key: KeyFile, *, at: int, lifetime: int, chance: Chance) -> KeyFile:
    """The key with one more KEM subkey that lives `lifetime` seconds; those before it stay, to read old mail and to overlap."""
    suite = key.certificate.suite
    secret = chance(suite.exchange + 64)
    public = _exchange_public(suite, secret[: suite.exchange]) + _lattice_public(suite, secret[suite.exchange :])
    body = b"\x06" + at.to_bytes(4, "big") + bytes([suite.kem]) + len(public).to_bytes(4, "big") + public
    more = subpacket(FLAGS, b"\x0c", critical=True) + subpacket(LIFETIME, lifetime.to_bytes(4, "big"), critical=True)
    own = key.certificate.fingerprint
    hashed = key.certificate.primary.framed + framed(body)
    bound = packet(SIGNATURE, signed(suite, key.raw[own], own, hashed, kind=BINDING, at=at, salt=chance(32), more=more))
    return unlocked(key.octets + packet(SECRET_SUB, body + b"\x00" + secret) + bound, bare=True)


def envelope(inner: bytes, recipients: Sequence[Key], suite: Suite, *, hidden: bool, chance: Chance) -> bytes:
    """An envelope in AES-256-GCM; `hidden` leaves the recipients' names off. Callers give them in random order then."""
    session, salt = chance(32), chance(32)
    sealed = b"".join(packet(PKESK, _recipient(suite, key, session, hidden=hidden, chance=chance)) for key in recipients)
    info = bytes([0xD2, 2, AES256, GCM, CHUNK_OCTET])
    derived = HKDF(SHA256(), 36, salt, info).derive(session)
    cipher, step, count, data = AESGCM(derived[:32]), 1 << (CHUNK_OCTET + 6), 0, []
    for count, at in enumerate(range(0, len(inner), step), 1):
        data.append(cipher.encrypt(derived[32:] + (count - 1).to_bytes(8, "big"), inner[at : at + step], info))
    last = cipher.encrypt(derived[32:] + count.to_bytes(8, "big"), b"", info + len(inner).to_bytes(8, "big"))
    return sealed + packet(SEIPD, info[1:] + salt + b"".join(data) + last)


def _recipient(suite: Suite, key: Key, session: bytes, *, hidden: bool, chance: Chance) -> bytes:
    curve, lattice = key.public[: suite.exchange], key.public[suite.exchange :]
    once = chance(suite.exchange)
    sent = _exchange_public(suite, once)
    point = suite.exchange_secret(once).exchange(suite.exchange_public(curve))
    kind = mlkem.MLKEM768PublicKey if suite is SD3 else mlkem.MLKEM1024PublicKey
    share, capsule = kind.from_public_bytes(lattice).encapsulate()
    wrapped = aes_key_wrap(combined(share, point, sent, curve, suite.kem), session)
    name = b"\x00" if hidden else b"\x21\x06" + bytes.fromhex(fingerprint(key.body))
    return b"\x06" + name + bytes([suite.kem]) + sent + capsule + b"\x28" + wrapped


def _exchange_public(suite: Suite, secret: bytes) -> bytes:
    kind = x25519.X25519PrivateKey if suite is SD3 else x448.X448PrivateKey
    return kind.from_private_bytes(secret).public_key().public_bytes_raw()


def _lattice_public(suite: Suite, seed: bytes) -> bytes:
    kind = mlkem.MLKEM768PrivateKey if suite is SD3 else mlkem.MLKEM1024PrivateKey
    return kind.from_seed_bytes(seed).public_key().public_bytes_raw()
