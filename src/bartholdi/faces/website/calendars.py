"""The deadlines of a call as a calendar: the same instants as the page shows, each with a name that never changes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from icalendar import Calendar, Event

from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call, LetterRequirement, Milestone


def deadlines(call: Call, letters: list[LetterRequirement], milestones: list[Milestone], *, url: str, host: str) -> bytes:
    """`revision` of the call tells a calendar that has an older version which of the two to keep."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bartholdi//Calls//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", call.title)
    for key, title, at in dates(call, letters, milestones):
        event = Event()
        event.add("uid", f"call-{call.pk}-{key}@{host}")
        event.add("sequence", call.revision)
        event.add("dtstamp", call.announced_at or at)
        event.add("dtstart", at.astimezone(ZoneInfo(call.zone)))
        event.add("summary", f"{call.title}: {title}", parameters={"language": language()})
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def dates(call: Call, letters: list[LetterRequirement], milestones: list[Milestone]) -> list[tuple[str, str, datetime]]:
    """Each with its key, what it is, and its instant, in their order."""
    found = [
        (key, title, at)
        for key, title, at in (("opens", gettext("opens"), call.opens_at), ("closes", gettext("closes"), call.closes_at))
        if at
    ]
    found += [
        (f"letter-{each.key}", gettext("due: %(letter)s") % {"letter": each}, each.closes_at)
        for each in letters
        if each.closes_at
    ]
    found += [(f"date-{each.key}", str(each), each.at) for each in milestones]
    return sorted(found, key=lambda each: each[2])
