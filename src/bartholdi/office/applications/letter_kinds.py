"""The mails about letters: which there are, with examples that the tests render."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, Words, register

FACTS = {
    "name": "Claire Dupont",
    "applicant": "Priya Lakshmanan",
    "reference": "CHAT27-0042",
    "call": "Chateaubriand 2027",
    "letter": "Recommendation",
    "due": "15 March 2027, 12:00 noon (Washington)",
    "contact": "Ada Morel",
    "contact_email": "calls@office.example",
}
LINK = {**FACTS, "path": "/en/letters/x/"}
ASKED = _("somebody who applies to us asked you for a letter")
APPLIES = _("it is about your application")


def register_all() -> None:
    """A mail with a link is private: who reads the outbox must not be able to write somebody's letter."""
    register(
        _kind("letter_request", _("A letter is asked for"), example={**LINK, "handed_by": ""}, private=True),
        _kind("letter_reminder", _("A letter is still missing"), example={**LINK, "asked_by_person": False}, private=True),
        _kind("letter_link", _("New link to a letter"), example={**LINK, "extended": True}, private=True),
        _kind("letter_passed", _("The date of a letter has passed"), example=LINK, private=True),
        _kind("letter_cancelled", _("A letter is not needed any more"), example={**FACTS, "cause": "enough"}),
        _kind(
            "letter_receipt",
            _("A letter has arrived"),
            example={**FACTS, "arrived": datetime(2027, 3, 1, 17, tzinfo=UTC), "zone": "America/New_York"},
        ),
        _kind(
            "letter_told",
            _("News of a letter, for who applies"),
            reason=APPLIES,
            example={**LINK, "writer": "Claire Dupont", "what": "received", "to": ""},
        ),
    )


def _kind(name: str, label: Words, *, example: Mapping[str, object], reason: Words = ASKED, private: bool = False) -> Kind:
    return Kind(
        app="applications",
        name=name,
        label=label,
        reason=reason,
        example=example,
        private=private,
        lifetime=timedelta(days=7),
        multiline=frozenset({"own_body"}),
    )
