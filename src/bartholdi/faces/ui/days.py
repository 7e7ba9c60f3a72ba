"""A date that people type or pick: the browser's own control, and words where there is none."""

import re
from datetime import date, datetime
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
WRITTEN = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[\s\u00a0]+([^\W\d]{3,}\.?)[\s\u00a0]+(\d{4})", re.IGNORECASE)  # typos: off


def months() -> dict[str, int]:
    """Each month by its names, long and short, in both languages."""
    found: dict[str, int] = {}
    for language in ("en", "fr"):
        names = Locale(language).months["format"]
        for width in ("wide", "abbreviated"):
            found |= {name.casefold().rstrip("."): number for number, name in names[width].items()}
    return found


MONTHS = months()


class DayInput(forms.DateInput):
    """Shows what cannot be a date as text: the browser's control would show nothing, and the typing would be lost."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "date" if not shown or is_day(shown) else "text"
        return context


class Day(forms.DateField):
    """2027-03-15, as browsers send it, or 15 March 2027. Never 03/04/2027, which is two days on two shores."""

    widget = DayInput
    input_formats = ["%Y-%m-%d"]
    default_error_messages = {"invalid": _("This is not a day of the calendar. Write it like 15 March 2027.")}

    def to_python(self, value: Any) -> date | None:
        return super().to_python(as_iso(value.strip()) if isinstance(value, str) else value)


def as_iso(text: str) -> str:
    """15 March 2027 as 2027-03-15; anything else as it is."""
    if not (written := WRITTEN.fullmatch(text)):
        return text
    day, month, year = written.groups()
    number = MONTHS.get(month.casefold().rstrip("."))
    return f"{year}-{number:02}-{int(day):02}" if number else text


def is_day(text: str) -> bool:
    try:
        return bool(ISO.fullmatch(text)) and bool(datetime.strptime(text, "%Y-%m-%d"))  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return False
