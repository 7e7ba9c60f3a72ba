"""RFC 9980's own test vectors, with the values that it states for the steps between (`published.json` names their source)."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha3_256
from pathlib import Path
from typing import Any

from bartholdi.cores.sealing.certificates import framed

FOUND: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
EXCHANGES: list[dict[str, Any]] = FOUND["exchanges"]
SIGNATURES: list[dict[str, Any]] = FOUND["signatures"]


def body(row: dict[str, Any], name: str) -> bytes:
    return b64decode(row[name])


def direct(row: dict[str, Any]) -> tuple[bytes, bytes]:
    """The digest of a direct key signature over SHA3-256, which our own profile does not use, and both halves of it (RFC 9580 section 5.2.4)."""
    signature = body(row, "signature")
    head = 8 + int.from_bytes(signature[4:8], "big")
    unhashed = head + 4 + int.from_bytes(signature[head : head + 4], "big")
    salt = unhashed + 3
    value = salt + signature[salt - 1]
    trailer = signature[:head] + b"\x06\xff" + head.to_bytes(4, "big")
    digest = sha3_256(signature[salt:value] + framed(body(row, "key")) + trailer).digest()
    assert digest[:2] == signature[unhashed : unhashed + 2]  # stated beside it
    return digest, signature[value:]
