"""Forms about one decision: what is decided, what the applicant is told of each review, and appeals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.scenario import Amount
from bartholdi.faces.ui.days import Day
from bartholdi.faces.ui.forms import Form
from bartholdi.office.decisions.models import Outcome
from bartholdi.office.decisions.workflow import AppealState
from bartholdi.office.programmes.models import CallFund
from bartholdi.office.reviews.models import Review


class DecisionForm(Form):
    """`seen` marks what the page showed. Each of the `reviews` has a field of its own, which its `box` draws beside its words."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=CallFund.objects.none(), required=False, empty_label="–")
    amount = Amount(label=_("Amount"), required=False, help_text=_("In the currency of the fund."))
    place = forms.IntegerField(label=_("Place on the reserve list"), min_value=1, max_value=10_000, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the office."),
    )
    message = forms.CharField(
        label=_("Message to the applicant"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It stands in the letter, after the outcome. Write it in the language of the applicant."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, funds: Any, reviews: Iterable[Review], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["fund"]
        field.queryset, field.label_from_instance = funds, lambda row: f"{row.fund.name} ({row.fund.currency})"
        self.texts = {f"review_{each.pk}": each.pk for each in reviews}
        for number, name in enumerate(self.texts, 1):
            self.fields[name] = forms.CharField(
                label=format_lazy(_("What the applicant is told of review {number}"), number=number),
                max_length=5000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text=_("In your words. Empty: nothing is told."),
            )

    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.texts]

    def box(self, review: Review) -> forms.BoundField | None:
        return self[f"review_{review.pk}"] if f"review_{review.pk}" in self.texts else None

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in self.texts}
        return given | {"texts": {pk: self.cleaned_data[name] for name, pk in self.texts.items()}}


class PromotionForm(Form):
    """Where the laureates of a fund get different amounts, somebody says how much who is promoted gets."""

    amount = Amount(label=_("Amount"), required=False)


class AppealForm(Form):
    received_on = Day(label=_("Received on"))
    text = forms.CharField(label=_("What the applicant writes"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))

    def clean_received_on(self) -> date:
        given: date = self.cleaned_data["received_on"]
        if given.year < 2000:
            raise forms.ValidationError(_("Choose a day of this century."))
        return given


class AnswerForm(Form):
    outcome = forms.ChoiceField(
        label=_("The appeal is"),
        choices=[("", _("Choose")), *[each for each in AppealState.choices if each[0] != AppealState.OPEN]],
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("The leads get it by e-mail as soon as you record it."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
