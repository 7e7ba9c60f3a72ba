"""The form of a meeting to come: of which panel, when, how long for each application."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.moments import Hour, joined
from bartholdi.faces.ui.days import Day
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib import times
from bartholdi.office.programmes.models import Call, Panel


class MeetingForm(Form):
    panel = forms.ModelChoiceField(label=_("Panel"), queryset=None, required=False, empty_label=_("All panels together"))
    begins_on = Day(label=_("Day"))
    begins_at = Hour(label=_("Hour"), initial="09:00")
    minutes_each = forms.IntegerField(label=_("Minutes for each application"), min_value=1, max_value=240, initial=10)

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.call = call
        cast(forms.ModelChoiceField[Panel], self.fields["panel"]).queryset = call.panels.all()
        self.fields["begins_at"].help_text = _("By the clock of %(zone)s.") % {"zone": times.place(call.zone)}

    def planned(self) -> dict[str, Any]:
        given = self.cleaned_data
        begins = joined(given["begins_on"], given["begins_at"], self.call.zone)
        return {"begins_at": begins, "minutes_each": given["minutes_each"]}
