"""Days of the demonstration: real ones, and those counted from the day on which it is loaded."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day(said: date | dict[str, Any], today: date) -> date:
    """A date, or `{ days = 15, weekday = "thursday" }`: the first Thursday that is fifteen days away or more."""
    if isinstance(said, date):
        return said
    found = today + timedelta(days=said["days"])
    if "weekday" in said:
        found += timedelta(days=(WEEKDAYS.index(said["weekday"]) - found.weekday()) % 7)
    return found


def instant(said: dict[str, Any], today: date, zone: str) -> datetime:
    """The same with `at = "12:00"`, on the clocks of the zone."""
    return datetime.combine(day(said, today), time.fromisoformat(said["at"]), ZoneInfo(zone))
