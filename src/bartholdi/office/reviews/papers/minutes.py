"""The numbered minutes of a meeting, in both languages on one paper: who was there, who had left for what, ballots, decisions, reasons.
A member reads them on a page, in one language, without what is not for them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext

from bartholdi.office.lib import identity, papers, times
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.reviews.meeting_queries import agenda, may_read_reasons
from bartholdi.office.reviews.models import Ballot, Meeting, MeetingItem

SOURCE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(meeting: Meeting) -> bytes:
    """The same bytes each time, as long as the meeting is the same."""
    facts = _facts(meeting)

    def undrawn() -> None:
        for part in facts["parts"]:
            with translation.override(part["language"]):
                part["note"] = gettext("Some characters could not be drawn with the fonts of this office; the desk shows them.")

    return papers.pdf(SOURCE, facts, at=meeting.closed_at or meeting.begins_at, undrawn=undrawn)


def _facts(meeting: Meeting) -> dict[str, Any]:
    rows = meeting.items.select_related("application").prefetch_related("ballots", "absences__seat__reviewer__person")
    items, people = list(rows), list(meeting.presences.select_related("seat__reviewer__person"))
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            parts.append(_part(meeting, language, items, people))
    return {"office": identity.name(), "reference": meeting.reference, "title": parts[0]["title"], "parts": parts}


def of_member(meeting: Meeting, user: Any) -> dict[str, Any]:
    """Without who had to leave, and without the applications for which this person had to: their place on the agenda neither."""
    reasons = may_read_reasons(meeting, user)
    items = agenda(meeting, user).prefetch_related("ballots")
    told = _heading(meeting, list(meeting.presences.select_related("seat__reviewer__person")))
    rows = [
        {"title": _named(each), "facts": [*_decided(each, reasons=reasons), _ballots(each), _discussed(each)]} for each in items
    ]
    return {**told, "items": rows, "reasons": reasons}


def _part(meeting: Meeting, language: str, items: list[MeetingItem], people: list[Any]) -> dict[str, Any]:
    return {"language": language, **_heading(meeting, people), "items": [_item(item) for item in items], "note": ""}


def _heading(meeting: Meeting, people: list[Any]) -> dict[str, Any]:
    call = meeting.call
    return {
        "title": gettext("Minutes %(reference)s") % {"reference": meeting.reference},
        "facts": [
            {"label": gettext("Call"), "value": call.title},
            {"label": gettext("Panel"), "value": meeting.panel.name if meeting.panel else gettext("All panels together")},
            {"label": gettext("Began"), "value": _instant(meeting.started_at, call.zone)},
            {"label": gettext("Ended"), "value": _instant(meeting.closed_at, call.zone)},
        ],
        "members_title": gettext("Present"),
        "members": [_member(each, call.zone) for each in people],
        "items_title": gettext("Applications"),
    }


def _member(presence: Any, zone: str) -> str:
    return gettext("%(name)s, from %(came)s to %(left)s") % {
        "name": presence.seat.reviewer.person.name + (gettext(" (chair)") if presence.seat.chairs else ""),
        "came": _instant(presence.came_at, zone),
        "left": _instant(presence.left_at, zone),
    }


def _item(item: MeetingItem) -> dict[str, Any]:
    away = ", ".join(absence.seat.reviewer.person.name for absence in item.absences.all())
    absent = {"label": gettext("Absent because of a conflict of interest"), "value": away or gettext("nobody")}
    facts = [*_decided(item), _ballots(item), absent, _discussed(item)]
    return {"title": f"{item.position}. {_named(item)}", "facts": facts}


def _named(item: MeetingItem) -> str:
    return f"{item.application.reference} {item.application.title}".strip()


def _decided(item: MeetingItem, *, reasons: bool = True) -> list[dict[str, str]]:
    outcome = item.get_state_display() if item.state == "postponed" else item.get_outcome_display()
    said = [{"label": gettext("Reason"), "value": item.reason}] if reasons and item.state == "decided" else []
    return [{"label": gettext("Decision"), "value": str(outcome)}, *said]


def _ballots(item: MeetingItem) -> dict[str, str]:
    found = Counter(ballot.choice for ballot in item.ballots.all())
    said = ", ".join(f"{label} {found[value]}" for value, label in Ballot.Choice.choices)
    return {"label": gettext("Ballots"), "value": said if found else gettext("none")}


def _discussed(item: MeetingItem) -> dict[str, str]:
    minutes = round(item.used / 60)
    said = ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    return {"label": gettext("Discussed"), "value": said}


def _instant(moment: Any, zone: str) -> str:
    return times.instant_for(moment.replace(microsecond=0), zone, zone) if moment else "–"
