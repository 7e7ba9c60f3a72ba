"""Whoever holds the link of an invited institution: nominates in its name, without an account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bartholdi.office.programmes.models import Invitation


@dataclass(frozen=True)
class Nominator:
    """Acts for its institution on one call, and for nothing else. No account: a rule that looks for one finds none."""

    invitation: Invitation

    @property
    def journal_key(self) -> str:
        return f"programmes.invitation:{self.invitation.pk}"

    def __str__(self) -> str:
        return self.invitation.contact_name or str(self.invitation.organisation)


def digest_of(token: str) -> str:
    """All that is kept of a link. Never what the key of a draft begun without an account gives: a link is no such key."""
    return hashlib.sha256(f"nomination:{token}".encode()).hexdigest() if token else ""
