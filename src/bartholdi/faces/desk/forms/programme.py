"""Forms for programmes and funds."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.call import ROWS
from bartholdi.faces.desk.forms.call_parts import OrganisationField
from bartholdi.faces.desk.forms.organisation import Lines
from bartholdi.faces.ui.forms import Form
from bartholdi.office.programmes.models import Fund, Programme
from bartholdi.office.programmes.services import FundFacts, Name, ProgrammeFacts

_YEARS = re.compile(r"(.+?)\s*[,(]\s*([0-9]{4})?\s*[-–]\s*([0-9]{4})?\s*\)?")


class ProgrammeForm(Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    name_fr = forms.CharField(label=_("Name in French"), max_length=160)
    slug = forms.SlugField(label=_("Short name in addresses"), max_length=60)
    mission = forms.ChoiceField(label=_("Mission"), choices=Programme.Mission.choices)
    summary_en = forms.CharField(
        label=_("Summary in English"), max_length=2000, required=False, widget=forms.Textarea(attrs=ROWS)
    )
    summary_fr = forms.CharField(label=_("Summary in French"), max_length=2000, required=False, widget=forms.Textarea(attrs=ROWS))
    names = Lines(
        label=_("Other and former names"),
        help_text=_("One a line. A former name has its years: Thomas Jefferson Fund, 2017–2022."),
    )

    @classmethod
    def showing(cls, programme: Programme) -> ProgrammeForm:
        names = (Name(text=each.text, starts=each.starts, ends=each.ends) for each in programme.names.all())
        plain = {name: getattr(programme, name) for name in cls.base_fields if name != "names"}
        return cls(initial={**plain, "names": "\n".join(written(name) for name in names)})

    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(**{**self.cleaned_data, "names": tuple(read_name(line) for line in self.cleaned_data["names"])})


def written(name: Name) -> str:
    return f"{name.text}, {name.starts or ''}–{name.ends or ''}" if name.starts or name.ends else name.text


def read_name(line: str) -> Name:
    if found := _YEARS.fullmatch(line):
        text, starts, ends = found.groups()
        return Name(text=text[:160], starts=int(starts) if starts else None, ends=int(ends) if ends else None)
    return Name(text=line[:160])


class FundForm(Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    name_fr = forms.CharField(label=_("Name in French"), max_length=160)
    key = forms.SlugField(label=_("Short name"), max_length=40)
    currency = forms.RegexField(
        r"\A[A-Z]{3}\Z", label=_("Currency"), error_messages={"invalid": _("Three capital letters, such as EUR.")}
    )
    funder = OrganisationField(label=_("Funder"), max_length=300, required=False, help_text=_("Its name, or its ROR identifier."))
    use = forms.ChoiceField(label=_("May be used for"), choices=Fund.Use.choices)
    budgets = Lines(
        label=_("Budget of each year"),
        help_text=_("One a line, such as 2027: 125000."),
        pattern=r"[0-9]{4}\s*:?\s*[0-9][0-9 .,\u00a0\u202f]*",
    )

    @classmethod
    def showing(cls, fund: Fund) -> FundForm:
        plain = {name: getattr(fund, name) for name in ("name_en", "name_fr", "key", "currency", "use")}
        funder = (fund.funder.ror or fund.funder.name) if fund.funder else ""
        budgets = "\n".join(f"{each.year}: {each.amount}" for each in fund.budgets.all())
        return cls(initial={**plain, "funder": funder, "budgets": budgets})

    def clean_budgets(self) -> tuple[tuple[int, Decimal], ...]:
        found: dict[int, Decimal] = {}
        for line in self.cleaned_data["budgets"]:
            year = int(line[:4])
            if year in found:
                raise forms.ValidationError(_("The year %(year)s stands twice."), params={"year": year})
            found[year] = read_amount(line[4:])
        return tuple(sorted(found.items()))

    def facts(self) -> FundFacts:
        given: dict[str, Any] = {**self.cleaned_data, "funder": self.cleaned_data["funder"] or None}
        return FundFacts(**given)


def read_amount(typed: str) -> Decimal:
    """125000, 125 000,50 or 125000.50; never 125,000, which is a hundred and twenty-five on one shore."""
    plain = re.sub(r"[\s\u00a0\u202f:]", "", typed)
    if re.search(r"[.,][0-9]{3}(?![0-9])", plain):
        raise forms.ValidationError(
            _("Write the amount without points or commas between thousands, such as 125000 or 125000.50.")
        )
    try:
        return Decimal(plain.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise forms.ValidationError(_("This is not an amount: write it like 125000 or 125000.50.")) from None
