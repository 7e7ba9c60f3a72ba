"""The terms of a call's awards; more time for one answer; an award that is offered again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Day, Form, ModelForm
from bartholdi.office.awards.models import Terms


class TermsForm(ModelForm):
    class Meta:
        model = Terms
        fields = ["answer_days", "monthly", "months", "instalments", "starts_from", "starts_until"]
        field_classes = {"starts_from": Day, "starts_until": Day}
        help_texts = {
            "monthly": _("What was decided is then for the months at most, and is paid for each whole month of the stay."),
            "instalments": _("For what is not paid each month. Where each side has a lead, each side gets its half in so many."),
        }


class MoreTimeForm(Form):
    until = Day(label=_("May answer until"), help_text=_("The evening of that day, where the call decides."))


class AgainForm(MoreTimeForm):
    reason = forms.CharField(
        label=_("Why it is offered again"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the office, in the journal."),
    )
