"""An instant as a form asks it: a day and an hour, on the clock of the call."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _


class HourInput(forms.TimeInput):
    input_type = "time"


class Hour(forms.TimeField):
    """12:00, or 23:59:59."""

    widget = HourInput
    input_formats = ["%H:%M", "%H:%M:%S"]
    default_error_messages = {"invalid": _("This is not an hour of the day. Write it like 17:30.")}


def joined(day: date | None, hour: time | None, zone: str) -> datetime | None:
    return None if day is None or hour is None else datetime.combine(day, hour, ZoneInfo(zone))


def parted(name: str, at: datetime | None, zone: str) -> dict[str, date | time]:
    """The initial values of the two fields."""
    if at is None:
        return {}
    there = at.astimezone(ZoneInfo(zone))
    return {f"{name}_on": there.date(), f"{name}_at": there.time()}
