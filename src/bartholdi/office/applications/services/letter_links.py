"""Links that let a letter's writer in without an account: made for each mail, found by their digest, ended when they must not work."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from bartholdi.office.applications.holder import digest_of
from bartholdi.office.applications.letter_queries import due
from bartholdi.office.applications.models import Letter, LetterLink

BYTES = 32  # 256 bits: nobody guesses one
AFTER = timedelta(days=60)  # after the last instant: to read what one sent, and to answer an officer
WITHOUT_END = timedelta(days=365)


def make_link(letter: Letter) -> str:
    """The token of a new link; what is kept cannot be turned back into it."""
    token = secrets.token_urlsafe(BYTES)
    last = due(letter)
    ends = max(last, timezone.now()) + AFTER if last else timezone.now() + WITHOUT_END
    LetterLink.objects.create(letter=letter, digest=digest_of(token), expires_at=ends)
    return token


def find_link(token: str) -> LetterLink | None:
    """Also one that has expired: whoever holds it once held a link, and may ask for a new one. None for a revoked one."""
    rows = LetterLink.objects.select_related("letter__party", "letter__application__call", "letter__requirement")
    return rows.filter(digest=digest_of(token), revoked_at=None).first()


def has_expired(link: LetterLink, *, now: datetime) -> bool:
    return link.expires_at <= now


def revoke_links(letter: Letter) -> None:
    """Whoever got the wrong mail has nothing in their hands any more."""
    letter.links.filter(revoked_at=None).update(revoked_at=timezone.now())
