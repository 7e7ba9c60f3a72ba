"""An agreement as the desk and the website both draw it: the tone of its state, its dates in words, its life as a picture."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import gettext

from bartholdi.faces.ui.charts import Chart, Timeline, timeline
from bartholdi.office.agreements import words
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.agreements.story import story
from bartholdi.office.lib import times

TONES = {
    "draft": "waiting",
    "negotiation": "waiting",
    "in_force": "good",
    "leaving": "attention",
    "coming": "info",
    "waiting": "attention",
    "ended": "neutral",
    "abandoned": "neutral",
}


@dataclass(frozen=True, kw_only=True)
class Event:
    title: str
    url: str
    starts: datetime
    zone: str


_sources: list[Callable[[Agreement, HttpRequest], list[Event]]] = []


def register_events(source: Callable[[Agreement, HttpRequest], list[Event]]) -> None:
    """The website knows the events of an agreement and registers how to ask; the desk shows them, without knowing the website."""
    _sources.append(source)


def events(agreement: Agreement, request: HttpRequest) -> list[Event]:
    """Those that are published, in the language of the moment, the newest first."""
    return [event for source in _sources for event in source(agreement, request)]


def picture(agreement: Agreement, today: date, *, reserved: bool) -> Chart:
    drawn = Timeline(
        title=gettext("The life of the agreement"),
        finding=words.in_a_sentence(agreement, today),
        moments=story(agreement, today, reserved=reserved),
        today=today,
        holds=(agreement.enters_on, agreement.ends_on) if agreement.enters_on else None,
        held=gettext("in force"),
    )
    return timeline(drawn)


def dates(agreement: Agreement) -> list[tuple[str, str]]:
    """The terms in words, and what follows from them; only what is said."""
    signed = agreement.signed_on if agreement.concluded else None
    rows = [
        (gettext("Signed"), ", ".join(each for each in (_day(signed), agreement.signed_at if signed else "") if each)),
        (gettext("Rule of entry into force"), words.rule_of_entry(agreement.entry, agreement.entry_number)),
        (gettext("In force from"), _day(agreement.enters_on)),
        (gettext("Duration"), words.duration(agreement)),
        (gettext("Renewal"), words.renewal(agreement)),
        (gettext("Denunciation"), words.denunciation(agreement)),
        (gettext("Denounced on"), _day(agreement.denounced_on)),
        (gettext("In force until"), _day(agreement.ends_on)),
    ]
    return [(label, said) for label, said in rows if said]


def _day(day: date | None) -> str:
    return times.day(day) if day else ""
