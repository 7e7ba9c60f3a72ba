"""A last instant: a day, an hour, and the place whose clock is meant."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.days import Day
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib import times

ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/Paris", "UTC", times.ANYWHERE)
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)


class Hour(forms.TimeField):
    """17:30, as browsers send it; 17 h 30 as people write it in French."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("This is not an hour of the day. Write it like 17:30.")}

    def to_python(self, value: Any) -> time | None:
        return super().to_python(
            value.replace("\u00a0", "").replace(" ", "").replace("h", ":") if isinstance(value, str) else value
        )


class UntilForm(Form):
    """`cleaned_data["until"]` is one instant. The zone of the call stands first."""

    until_day = Day(label=_("Until which day"))
    until_hour = Hour(label=_("Until which hour"), initial="23:59")
    until_zone = forms.ChoiceField(label=_("By the clock of"))

    def __init__(self, *args: Any, zone: str, reader: str = "", shown: datetime | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        names = dict.fromkeys((zone, *((reader,) if reader else ()), *ZONES))
        self.fields["until_zone"].choices = [(name, times.place(name)) for name in names]  # type: ignore[attr-defined]
        if shown is not None:
            there = timezone.localtime(shown, ZoneInfo(zone))
            self.initial.update(until_day=there.date(), until_hour=there.strftime("%H:%M"), until_zone=zone)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day, hour, zone = given.get("until_day"), given.get("until_hour"), given.get("until_zone")
        if day and not EARLIEST <= day <= LATEST:
            self.add_error("until_day", _("Choose a day of this century."))
        elif day and hour is not None and zone:
            until = times.moment_at(day, hour, zone)
            if until is None:
                self.add_error(
                    "until_hour", _("This hour does not exist on that day: the clocks go forward. Choose another one.")
                )
            given["until"] = until
        return given

    def facts(self) -> dict[str, Any]:
        """What a service takes."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("until_")}
