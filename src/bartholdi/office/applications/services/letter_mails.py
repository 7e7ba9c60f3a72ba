"""The mails about letters: to their writers, in their language and with a link of their own, and to those who apply."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.core import get_global
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from bartholdi.office.applications.letter_queries import contact, due, people_of
from bartholdi.office.applications.models import Letter, Party
from bartholdi.office.applications.queries import applicants
from bartholdi.office.applications.services.letter_links import make_link
from bartholdi.office.journal.acts import Actor
from bartholdi.office.lib import times
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.own_words import own_words

OTHER_SHORE = {"America/New_York": "Europe/Paris", "Europe/Paris": "America/New_York"}
TOLD = "applications.letter_told"  # one kind of mail to applicants: `what` happened


def to_writer(kind: str, letter: Letter, *, by: Actor, link: bool = False, dedupe: str = "", **more: Any) -> None:
    """Rehearsals write to nobody."""
    party = letter.party
    if letter.application.call.rehearsal_of_id is not None or not party.email:
        return
    with translation.override(party.language):
        facts = {**_facts(letter), **own_words(letter.application.call, kind), "name": party.name, **more}
        if link:
            facts["path"] = reverse("letters:open", args=[make_link(letter)])
    notices.queue(
        f"applications.{kind}",
        to=party.email,
        label=party.name,
        language=party.language,
        context=facts,
        by=by,
        cause=letter.journal_key,
        dedupe=dedupe,
        reply_to=facts["contact_email"],
    )


def to_applicants(what: str, letter: Letter, *, by: Actor, dedupe: str = "", **more: Any) -> None:
    """That something happened, and never a word of the letter."""
    if letter.application.call.rehearsal_of_id is not None:
        return
    for user in applicants(letter.application):
        with translation.override(user.language):
            facts = {**_facts(letter), "name": str(user), "writer": letter.party.name, "what": what, **more}
            facts["path"] = reverse("portal:letters", args=[letter.application_id])
        notices.queue(
            TOLD,
            to=user.email,
            label=str(user),
            language=user.language,
            context=facts,
            by=by,
            cause=letter.journal_key,
            dedupe=f"{dedupe}:{user.pk}" if dedupe else "",
        )


def _facts(letter: Letter) -> dict[str, Any]:
    """In the language of the moment."""
    call, asks = letter.application.call, contact(letter)
    last = due(letter)
    return {
        "applicant": people_of(letter.application),
        "reference": letter.application.reference,
        "call": call.title,
        "letter": letter.requirement.label,
        "due": clocks(last, letter) if last else "",
        "contact": asks.name if asks else "",
        "contact_email": asks.email if asks else "",
    }


def clocks(moment: datetime, letter: Letter) -> str:
    """By the clock that decides, then by the writer's own."""
    return times.instant_for(moment, letter.application.call.zone, zone_of(letter.party, letter.application.call.zone))


def zone_of(party: Party, deciding: str) -> str:
    """Of their organisation's country where it has one clock only; else of the other shore."""
    country = party.organisation.country if party.organisation else ""
    zones = get_global("territory_zones").get(country, ())
    return zones[0] if len(zones) == 1 else OTHER_SHORE.get(deciding, settings.OFFICE_ZONE)
