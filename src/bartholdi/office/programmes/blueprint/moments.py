"""From offsets to instants and back: an offset names a day and an hour of the call's own clock, whatever the clock does between."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bartholdi.office.programmes.blueprint.reading import Moment


def instant(opens_on: date, at: Moment, zone: str) -> datetime:
    """An hour that the clock skips on that day is the instant so long after the last one before the change; one it shows twice, the first."""
    return datetime.combine(opens_on + timedelta(days=at.days), at.time, ZoneInfo(zone))


def opening(opens_on: date, at: time, zone: str) -> datetime:
    return instant(opens_on, Moment(0, at), zone)


def offset(at: datetime, opens_at: datetime, zone: str) -> Moment:
    there, opened = at.astimezone(ZoneInfo(zone)), opens_at.astimezone(ZoneInfo(zone))
    return Moment((there.date() - opened.date()).days, there.time())
