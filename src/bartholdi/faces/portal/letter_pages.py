"""What the pages of letters show, for its writer and for those who apply: never a word of it but to its writer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from bartholdi.faces.ui.letter_tones import TONES
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Application, Letter
from bartholdi.office.applications.permissions import POLICY
from bartholdi.office.applications.services.letter_drafts import WRITABLE
from bartholdi.office.applications.services.letter_mails import zone_of
from bartholdi.office.applications.services.letters import A_DAY
from bartholdi.office.applications.workflow import LetterState
from bartholdi.office.lib import times


def facts(token: str, letter: Letter) -> dict[str, Any]:
    """For its writer: who asks, for which call, until when, and what can still be done."""
    call = letter.application.call
    now = call.moment()
    return {
        "token": token,
        "letter": letter,
        "party": letter.party,
        "requirement": letter.requirement,
        "call": call,
        "applicant": queries.people_of(letter.application),
        "contact": queries.contact(letter),
        "clocks": times.clocks(letter.due_at, call.zone, zone_of(letter.party, call.zone)) if letter.due_at else [],
        "is_writable": letter.state in WRITABLE and queries.takes_letters(letter.application),
        "is_late": not queries.in_time(letter, at=now),
        "others": [each for each in queries.same_writer(letter) if each.pk != letter.pk],
    }


def in_rows(letters: list[Letter]) -> list[dict[str, Any]]:
    """One writer's letters, each with who applies; one query for all."""
    names = queries.people_of_each(letter.application_id for letter in letters)
    return [
        {
            "letter": letter,
            "applicant": names.get(letter.application_id, letter.application.reference),
            "state": LetterState(letter.state).label,
            "tone": TONES[LetterState(letter.state)],
        }
        for letter in letters
    ]


def letters_panel(application: Application, user: Any) -> dict[str, Any]:
    """For `portal/parts/letters.html`: each kind of letter with the people asked for it; the same few queries for any number."""
    rows = list(queries.whole(Letter.objects.filter(application=application)).order_by("pk"))
    for letter in rows:
        letter.application = application
    failed = queries.undelivered(rows)
    may = POLICY.allows(user, "edit", application) and queries.takes_letters(application)
    kinds = [
        {
            "requirement": each.requirement,
            "missing": each.count,
            "standing": _standing(each),
            "tone": _tone(each),
            "due": _due(each.requirement, rows, application),
            "people": [_person(letter, failed) for letter in rows if letter.requirement_id == each.requirement.pk],
            "may_add": may and each.received < each.requirement.maximum,
        }
        for each in queries.missing_letters(application)
    ]
    return {"application": application, "kinds": kinds, "may": may, "missing": sum(kind["missing"] for kind in kinds)}


def letters_in_short(application: Application) -> list[dict[str, Any]]:
    """For the overview of an application: each kind of letter in a line that leads to its people; two queries."""
    url = reverse("portal:letters", args=[application.pk])
    return [
        {
            "title": each.requirement.label,
            "url": f"{url}#letter-{each.requirement.key}",
            "state": _standing(each),
            "tone": _tone(each),
            "hint": ngettext("%(n)s person is asked", "%(n)s people are asked", each.asked) % {"n": each.asked}
            if each.asked
            else "",
        }
        for each in queries.missing_letters(application)
    ]


def _tone(kind: queries.Missing) -> str:
    if kind.count:
        return "attention"
    return "good" if kind.received or kind.requirement.minimum else "neutral"


def _standing(kind: queries.Missing) -> str:
    if kind.count:
        return ngettext("%(missing)s letter is missing", "%(missing)s letters are missing", kind.count) % {"missing": kind.count}
    if not kind.requirement.minimum and not kind.received:
        return gettext("Optional")
    return gettext("Complete")


def _due(requirement: Any, rows: list[Letter], application: Application) -> Any:
    return (
        next((row.due_at for row in rows if row.requirement_id == requirement.pk), None)
        or requirement.closes_at
        or (application.call.closes_at)
    )


def _person(letter: Letter, failed: set[int]) -> dict[str, Any]:
    """The state in words, when it came about, and the acts that are possible now."""
    state = LetterState(letter.state)
    is_lost = letter.pk in failed
    return {
        "letter": letter,
        "party": letter.party,
        "state": state.label,
        "tone": "bad" if is_lost else TONES[state],
        "is_lost": is_lost,
        "is_late": letter.late_at is not None,
        "acts": _acts(letter),
    }


def _acts(letter: Letter) -> set[str]:
    mailed = letter.reminded_at or letter.asked_at
    possible = {
        LetterState.NAMED: {"ask", "correct", "cancel"},
        LetterState.ASKED: {"correct", "cancel"},
        LetterState.DECLINED: {"replace"},
    }.get(LetterState(letter.state), set())
    if letter.state == LetterState.ASKED and mailed and letter.application.call.moment() - mailed >= A_DAY:
        return possible | {"remind"}
    return possible
