"""The numbered PDF of one letter, in its reader's language; the same bytes each time it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from bartholdi.office.decisions.models import DecisionLetter
from bartholdi.office.lib import identity, papers, times

SOURCE = Path(__file__).with_name("letter.typ")


def letter_pdf(letter: DecisionLetter) -> bytes:
    with translation.override(letter.language):
        facts = _facts(letter)
        return papers.pdf(SOURCE, facts, at=letter.written_at, undrawn=lambda: None)


def _facts(letter: DecisionLetter) -> dict[str, Any]:
    call = letter.application.call
    return {
        "language": letter.language,
        "office": identity.name(),
        "title": letter.subject,
        "reference": letter.reference,
        "page_word": gettext("Page"),
        "to": letter.name,
        "dated": times.instant_for(letter.written_at.replace(second=0, microsecond=0), call.zone, call.zone),
        "greeting": gettext("Dear %(name)s,") % {"name": letter.name},
        "words": letter.words,
        "closing": gettext("For the office,"),
        "signed": letter.signed_by,
        "digest_word": gettext("Digest (SHA-256) of this letter"),
        "digest": " ".join(letter.digest[start : start + 8] for start in range(0, len(letter.digest), 8)),
    }
