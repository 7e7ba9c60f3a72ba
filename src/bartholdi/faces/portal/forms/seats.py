"""Yes or no to a seat on a panel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form

ANSWERS = (("accept", _("Yes, I will review")), ("decline", _("No, not this time")))


class SeatAnswerForm(Form):
    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        label=_("How many applications at most"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("If you accept. Fewer than asked is welcome too."),
    )
    reason = forms.CharField(
        label=_("Why not, or whom else to ask"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If you decline. Read by the office only."),
    )

    def clean(self) -> dict[str, Any]:
        """A number that is not needed hinders nobody who declines."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") == "decline":
            self.errors.pop("capacity", None)
        return given
