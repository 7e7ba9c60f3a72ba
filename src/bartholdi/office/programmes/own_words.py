"""What a call says in its letters in its own words: before the facts and the link, which every letter keeps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call

# By the short name in blueprints; `outcome` is used once decisions are announced.
LETTERS = {
    "submitted": _("Confirmation that an application was submitted"),
    "letter_request": _("Request for a letter"),
    "nomination_invited": _("Invitation to nominate"),
    "nominated": _("Letter to a nominated candidate"),
    "seat_offered": _("Invitation to a panel"),
    "outcome": _("Outcome of an application"),
}


def own_words(call: Call, kind: str) -> dict[str, str]:
    """`own_subject` and `own_body` for the context of a letter, in the language of the moment; empty where the call says nothing."""
    said = call.notices.get(kind.rpartition(".")[2]) or {}
    return {f"own_{part}": said.get(part, {}).get(language(), "") for part in ("subject", "body")}
