"""Whoever began an application before having an account: known by the key that their browser keeps, and by nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext

KEPT = timedelta(days=30)  # on the device, and on the server for whoever comes back to it


@dataclass(frozen=True)
class Holder:
    """Acts like an account that owns nothing but its draft. The key itself is never printed and never stored."""

    key: str = field(repr=False)

    @property
    def claim_digest(self) -> str:
        return digest_of(self.key)

    @property
    def journal_key(self) -> str:
        return f"applications.holder:{self.claim_digest[:16]}"

    def __str__(self) -> str:
        return gettext("Somebody without an account yet")


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest() if key else ""
