"""Days and hours in words, in the reader's language, always with the place whose clock is meant.

No-break spaces hold together what is read together: 15 March, 5:30 pm, 17 h 30.
"""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.dates import format_date, get_timezone_location
from django.utils.translation import gettext

from bartholdi.office.lib.bilingual import language

# Places an office names differently from the time zone's own city.
PLACES = {"America/New_York": "Washington", "UTC": "UTC", "Etc/UTC": "UTC"}
ANYWHERE = "Etc/GMT+12"  # where a day ends last on Earth: a deadline "anywhere on Earth"


def is_zone(name: str) -> bool:
    return name in available_timezones()


def moment_at(day: date, hour: time, zone: str) -> datetime | None:
    """The instant when clocks of this zone show this day and hour; None where they jump over it in spring.

    Where they show it twice in autumn, the later one: in favour of whoever has a deadline.
    """
    found = datetime.combine(day, hour, ZoneInfo(zone)).replace(fold=1)
    again = found.astimezone(UTC).astimezone(ZoneInfo(zone))
    return found.astimezone(UTC) if again.replace(tzinfo=None) == found.replace(tzinfo=None) else None


def day(moment: date) -> str:
    """15 March 2027, 15 mars 2027, 1er avril 2027."""
    if language() == "fr":
        words = format_date(moment, "d\u00a0MMMM y", Locale("fr"))
        return f"1er{words[1:]}" if moment.day == 1 else words
    return format_date(moment, "d\u00a0MMMM y", Locale("en", "GB"))


def hour(moment: datetime) -> str:
    """12:00 noon, 5:30 pm; 12 h 00, 17 h 30."""
    if language() == "fr":
        return f"{moment.hour}\u00a0h\u00a0{moment.minute:02}"
    if moment.minute == 0 and moment.hour in {0, 12}:
        return "12:00\u00a0noon" if moment.hour else "12:00\u00a0midnight"
    return f"{moment.hour % 12 or 12}:{moment.minute:02}\u00a0{'am' if moment.hour < 12 else 'pm'}"


def place(zone: str) -> str:
    """The city whose clock is meant: Washington, Paris."""
    if zone == ANYWHERE:
        return gettext("anywhere on Earth")
    return PLACES.get(zone) or _city(zone, language())


@cache
def _city(zone: str, language: str) -> str:
    return get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)


def instant(moment: datetime, zone: str) -> str:
    """15 March 2027, 12:00 noon (Washington)."""
    there = moment.astimezone(ZoneInfo(zone))
    return gettext("%(day)s, %(hour)s (%(place)s)") % {"day": day(there), "hour": hour(there), "place": place(zone)}


def brief(moment: datetime, zone: str) -> str:
    """15 Mar 2027, 5:30 pm: for tables, whose head names the place."""
    there = moment.astimezone(ZoneInfo(zone))
    code = Locale("fr") if language() == "fr" else Locale("en", "GB")
    words = format_date(there, "d\u00a0MMM\u00a0y", code)
    return f"{words}, {hour(there)}"


def instant_for(moment: datetime, zone: str, reader: str) -> str:
    """In the zone that decides, then in the reader's own where its clock differs: … (Washington) · 6:00 pm (Paris)."""
    return " · ".join(clocks(moment, zone, reader))


def clocks(moment: datetime, zone: str, reader: str) -> list[str]:
    """The same, each clock by itself, for pages that give each its line."""
    there, here = moment.astimezone(ZoneInfo(zone)), moment.astimezone(ZoneInfo(reader))
    if there.utcoffset() == here.utcoffset():
        return [instant(moment, zone)]
    if there.date() != here.date():
        return [instant(moment, zone), instant(moment, reader)]
    return [instant(moment, zone), f"{hour(here)} ({place(reader)})"]
