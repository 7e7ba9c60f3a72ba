"""More time for one writer of a letter."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib import times


class MoreTimeForm(Form):
    """Typed by the clock of the call, which is named beside it."""

    until = forms.DateTimeField(
        label=_("More time, until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(zone)
        self.fields["until"].help_text = _("By the clock of %(place)s.") % {"place": times.place(zone)}

    def clean_until(self) -> datetime:
        typed: datetime = self.cleaned_data["until"]
        return timezone.make_naive(typed).replace(tzinfo=self.zone)
