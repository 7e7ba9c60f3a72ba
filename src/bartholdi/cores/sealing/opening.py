"""Opening an envelope with `cryptography`: KEM, key unwrapping, chunks (RFC 9980 section 4.2, RFC 9580 section 5.13.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESOCB3
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from bartholdi.cores.sealing.envelope import AES256, GCM, LARGEST, Envelope, Sealed
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.suites import Suite

TRIES = 512  # with anonymous recipients: each secret with each of them


@dataclass(frozen=True)
class Secret:
    """A KEM secret. `fingerprint` of its subkey and `primary` in hexadecimal; `public`, `secret` raw, the curve's half first."""

    suite: Suite
    fingerprint: str
    primary: str
    public: bytes
    secret: bytes = field(repr=False)


def opened(envelope: Envelope, secrets: Iterable[Secret]) -> tuple[bytes, Secret]:
    """The plaintext (at most 8 MiB) and the secret that opened; `secrets`: the oldest first. Refusal: `no-key`, `decrypt-failed`."""
    fitting = [each for each in secrets if each.suite == envelope.suite]
    hidden = envelope.recipients[0].subkey is None
    pairs = (
        [(sealed, secret) for secret in reversed(fitting) for sealed in envelope.recipients][:TRIES]
        if hidden
        else [(sealed, secret) for sealed in envelope.recipients for secret in fitting if secret.fingerprint == sealed.subkey]
    )
    demand(pairs, "no-key")
    for sealed, secret in pairs:
        key = _session_key(sealed, secret)
        if key is not None:
            return _text(envelope, key), secret
    raise Refusal("no-key" if hidden else "decrypt-failed")


def _session_key(sealed: Sealed, secret: Secret) -> bytes | None:
    try:
        return aes_key_unwrap(secret.suite.kek(secret.public, secret.secret, sealed.ciphertext), sealed.wrapped)
    except (InvalidUnwrap, ValueError):
        return None


def _text(envelope: Envelope, session: bytes) -> bytes:
    size = 12 if envelope.mode == GCM else 15
    info = bytes([0xD2, 2, AES256, envelope.mode, envelope.chunk_octet])
    derived = HKDF(SHA256(), 32 + size - 8, envelope.salt, info).derive(session)
    cipher = AESGCM(derived[:32]) if envelope.mode == GCM else AESOCB3(derived[:32])
    data, tag = memoryview(envelope.data)[:-16], envelope.data[-16:]
    step, parts, total = envelope.chunk + 16, [], 0
    try:
        for index, at in enumerate(range(0, len(data), step)):
            part = cipher.decrypt(derived[32:] + index.to_bytes(8, "big"), bytes(data[at : at + step]), info)
            parts.append(part)
            total += len(part)
        last = derived[32:] + len(parts).to_bytes(8, "big")
        cipher.decrypt(last, tag, info + total.to_bytes(8, "big"))
    except (InvalidTag, ValueError):
        raise Refusal("decrypt-failed")
    demand(total <= LARGEST, "decrypt-failed")
    return b"".join(parts)
