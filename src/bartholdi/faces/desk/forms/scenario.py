"""Forms of choosing: the settings of a scenario, one step of the joint list, a lottery, the body of final approval."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.programme import read_amount
from bartholdi.faces.ui.forms import Form
from bartholdi.office.decisions.models import Outcome
from bartholdi.office.decisions.settings import Purse, Rule, Settings
from bartholdi.office.programmes.models import CallFund

SPARE = 2  # empty rows for further limits
BALANCES = (
    ("", _("None")),
    ("side", _("Between the sides")),
    ("field", _("Between the fields")),
    ("country", _("Between countries")),
)


class Amount(forms.CharField):
    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        return read_amount(typed) if typed else None


class ScenarioForm(Form):
    """One purse for each fund of the call, and a row for each limit; `groups` are the choices of a row, in their kinds."""

    name = forms.CharField(label=_("Name"), max_length=120)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(self, data: Any = None, *, funds: Iterable[CallFund], groups: Any, rows: int = 0, **options: Any) -> None:
        super().__init__(data, **options)
        self.funds, self.rows = list(funds), self._asked_rows(data, rows)
        for fund in self.funds:
            self._add_purse(fund)
        self.fields["places"] = forms.IntegerField(
            label=_("Places in all, at most"), min_value=0, max_value=10_000, required=False
        )
        self.fields["shares"] = forms.CharField(
            label=_("Parts of an award"),
            initial="100",
            max_length=60,
            help_text=_("In percent, with a space between them, such as 100 75 50. A part brings the same part of the score."),
        )
        self.fields["reserve"] = forms.IntegerField(
            label=_("Places on the reserve list"), min_value=0, max_value=1_000, initial=0
        )
        self.fields["balance"] = forms.ChoiceField(label=_("Balance wished for"), choices=BALANCES, required=False)
        for number in range(self.rows):
            self._add_rule(number, groups)

    @staticmethod
    def _asked_rows(data: Any, rows: int) -> int:
        """As many as were sent, so that nothing typed is lost."""
        sent = [name for name in data or () if name.startswith("group_")]
        return min(max(rows + SPARE, len(sent)), 40)

    def _add_purse(self, fund: CallFund) -> None:
        currency = fund.fund.currency
        told = {"fund": fund.fund.name, "currency": currency}
        self.fields[f"amount_{fund.pk}"] = Amount(
            label=format_lazy(_("{fund}: money there is, in {currency}"), **told), initial=0
        )
        self.fields[f"award_{fund.pk}"] = Amount(
            label=format_lazy(_("{fund}: one award, in {currency}"), **told),
            required=False,
            help_text=_("Empty: what each application asks for."),
        )
        self.fields[f"places_{fund.pk}"] = forms.IntegerField(
            label=format_lazy(_("{fund}: awards at most"), **told), min_value=0, max_value=10_000, required=False
        )

    def _add_rule(self, number: int, groups: Any) -> None:
        told = {"number": number + 1}
        self.fields[f"group_{number}"] = forms.ChoiceField(
            label=format_lazy(_("Limit {number}: for whom"), **told), choices=[("", "–"), *groups], required=False
        )
        self.fields[f"low_{number}"] = forms.IntegerField(
            label=format_lazy(_("Limit {number}: at least"), **told), min_value=0, max_value=10_000, required=False
        )
        self.fields[f"high_{number}"] = forms.IntegerField(
            label=format_lazy(_("Limit {number}: at most"), **told), min_value=0, max_value=10_000, required=False
        )
        self.fields[f"weight_{number}"] = forms.IntegerField(
            label=format_lazy(_("Limit {number}: only a wish, worth"), **told),
            min_value=1,
            max_value=1_000,
            required=False,
            help_text=_("Points of the score that one too few or too many may cost. Empty: it must hold."),
        )

    def clean_shares(self) -> tuple[int, ...]:
        try:
            found = {int(each) for each in self.cleaned_data["shares"].replace("%", " ").replace(",", " ").split()}
        except ValueError:
            raise forms.ValidationError(_("Write whole percents with a space between them, such as 100 75 50.")) from None
        return tuple(sorted(found, reverse=True))

    def settings(self, year: int) -> Settings:
        given = self.cleaned_data
        return Settings(
            year=year,
            purses=tuple(
                Purse(each.pk, given[f"amount_{each.pk}"], given[f"award_{each.pk}"], given[f"places_{each.pk}"])
                for each in self.funds
            ),
            shares=given["shares"],
            rules=tuple(self._rule(number) for number in range(self.rows) if given[f"group_{number}"]),
            places=given["places"],
            reserve=given["reserve"],
            balance=given["balance"],
        )

    def _rule(self, number: int) -> Rule:
        given = self.cleaned_data
        kind, _colon, group = given[f"group_{number}"].partition(":")
        return Rule(kind, group, given[f"low_{number}"] or 0, given[f"high_{number}"], given[f"weight_{number}"])

    @staticmethod
    def initial_of(told: Settings) -> dict[str, Any]:
        made: dict[str, Any] = {name: getattr(told, name) for name in ("places", "reserve", "balance")}
        made["shares"] = " ".join(map(str, told.shares))
        for each in told.purses:
            made |= {f"amount_{each.fund}": each.amount, f"award_{each.fund}": each.award, f"places_{each.fund}": each.places}
        for number, rule in enumerate(told.rules):
            made |= {f"group_{number}": f"{rule.kind}:{rule.group}", f"low_{number}": rule.low or None}
            made |= {f"high_{number}": rule.high, f"weight_{number}": rule.weight}
        return made


class StepForm(Form):
    """One step of the joint list. `seen` is the number of the last step on the page."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=CallFund.objects.none(), required=False)
    amount = Amount(label=_("Amount"), required=False, help_text=_("In the currency of the fund."))
    place = forms.IntegerField(label=_("Place on the reserve list"), min_value=1, max_value=10_000, required=False)
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It is kept with the step.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, funds: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["fund"]
        field.queryset, field.label_from_instance = funds, lambda row: f"{row.fund.name} ({row.fund.currency})"


class LotteryForm(Form):
    ties = forms.CharField(
        label=_("Declared equal"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("References, one a line."),
    )
    seed = forms.CharField(
        label=_("Seed"), max_length=120, help_text=_("A number or text that is published, and that nobody here can choose.")
    )
    source = forms.CharField(
        label=_("Where the seed comes from"),
        max_length=300,
        help_text=_("Such as: numbers of the national lottery of a day that was named before."),
    )

    def clean_ties(self) -> list[str]:
        return self.cleaned_data["ties"].replace(",", " ").split()


class BodyForm(Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    name_fr = forms.CharField(label=_("Name in French"), max_length=160)


class ApprovalForm(Form):
    remark = forms.CharField(
        label=_("How the approval was told"), max_length=500, help_text=_("Such as: letter of 3 May, number 118.")
    )
