"""Forms for the parts of an agreement, one for each kind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.faces.desk.forms.agreement import PARTY, StaffField
from bartholdi.faces.desk.forms.call_parts import OrganisationField
from bartholdi.faces.desk.forms.organisation import Lines
from bartholdi.faces.desk.forms.programme import read_amount
from bartholdi.faces.ui.countries import country_choices
from bartholdi.faces.ui.forms import Day, Form
from bartholdi.faces.ui.uploads import Upload
from bartholdi.office.agreements.models import Agreement, AgreementDocument, Link, Party, Side, Signatory
from bartholdi.office.agreements.services import PAPERS

WORDS = {
    "side": (
        _("Sides and their titles"),
        pgettext_lazy("agreement", "Add a side"),
        pgettext_lazy("agreement", "Change the side"),
    ),
    "party": (pgettext_lazy("agreement", "Parties"), _("Add a party"), _("Change the party")),
    "signatory": (_("Signatories"), _("Add a signatory"), _("Change the signatory")),
    "link": (_("Other texts"), _("Add a link to a text"), _("Change the link")),
    "milestone": (_("Milestones"), _("Add a milestone"), _("Change the milestone")),
    "outcome": (_("Outcomes"), _("Add an outcome"), _("Change the outcome")),
    "document": (_("Documents"), _("Add a document"), _("Change the document")),
}
_COUNTED = re.compile(r"([0-9]{4})\s*:\s*([0-9][0-9 .,\u00a0\u202f]*?)\s*(?:;\s*(.*))?")


class PartForm(Form):
    """`names` are the columns that the form writes just as they are typed."""

    names: tuple[str, ...] = ()

    def __init__(self, *args: Any, agreement: Agreement, part: Model | None = None, **options: Any) -> None:
        super().__init__(*args, initial=self.shown(part) if part else None, **options)
        for name, rows in (("side", Side.objects), ("party", Party.objects.select_related("organisation"))):
            if name in self.fields:
                self.fields[name].queryset = rows.filter(agreement=agreement)  # type: ignore[attr-defined]
        if "target" in self.fields:
            others = Agreement.objects.exclude(pk=agreement.pk).only("name_en", "name_fr")
            self.fields["target"].queryset = others  # type: ignore[attr-defined]
        if "upload" in self.fields:
            self.fields["upload"].required = part is None

    def shown(self, part: Any) -> dict[str, Any]:
        return {name: getattr(part, name) for name in self.names if name != "upload"}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}


class SideForm(PartForm):
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    title_en = forms.CharField(
        label=_("Its title, in English"),
        max_length=400,
        required=False,
        help_text=_("As this side calls the text: in its language, or in both."),
    )
    title_fr = forms.CharField(label=_("Its title, in French"), max_length=400, required=False)
    notified_on = Day(
        label=_("Notified on"),
        required=False,
        help_text=_("When this side told the other that its procedures are complete; only where the text asks for it."),
    )
    names = ("country", "title_en", "title_fr", "notified_on")


class PartyForm(PartForm):
    organisation = OrganisationField(
        label=_("Organisation"), max_length=300, required=False, help_text=_("Its name, or its ROR identifier.")
    )
    name_en = forms.CharField(
        label=_("Or a name in English"), max_length=200, required=False, help_text=_("Such as that of a government.")
    )
    name_fr = forms.CharField(label=_("and in French"), max_length=200, required=False)
    side = forms.ModelChoiceField(Side.objects.none(), label=pgettext_lazy("agreement", "Side"), required=False)
    names = ("organisation", "name_en", "name_fr", "side")

    def shown(self, part: Any) -> dict[str, Any]:
        known = part.organisation.ror or part.organisation.name if part.organisation else ""
        return {**super().shown(part), "organisation": known}

    def values(self) -> dict[str, Any]:
        return {**super().values(), **{name: self.cleaned_data[name] or empty for name, empty in PARTY.items()}}


class SignatoryForm(PartForm):
    name = forms.CharField(label=_("Name"), max_length=160, required=False)
    role_en = forms.CharField(label=_("Function, in English"), max_length=200)
    role_fr = forms.CharField(label=_("Function, in French"), max_length=200)
    party = forms.ModelChoiceField(Party.objects.none(), label=_("Signs for"), required=False)
    mandate = forms.ChoiceField(
        label=_("Mandate"),
        choices=Signatory.Mandate.choices,
        help_text=_(
            "Powers for an agreement; a minister’s authorisation where an ambassador signs an arrangement for the minister."
        ),
    )
    mandated_on = Day(label=_("Mandate given on"), required=False)
    signed_on = Day(label=_("Signed on"), required=False, help_text=_("Only where it is another day than that of the agreement."))
    public = forms.BooleanField(label=_("Shown to the public"), required=False, initial=True)
    names = ("name", "role_en", "role_fr", "party", "mandate", "mandated_on", "signed_on", "public")


class LinkForm(PartForm):
    kind = forms.ChoiceField(label=_("This agreement"), choices=Link.Kind.choices)
    target = forms.ModelChoiceField(Agreement.objects.none(), label=_("Text of the register"), required=False)
    text_en = forms.CharField(label=_("Or another text, in English"), max_length=300, required=False)
    text_fr = forms.CharField(label=_("and in French"), max_length=300, required=False)
    year = forms.IntegerField(label=_("Year of the other text"), min_value=1600, max_value=2200, required=False)
    names = ("kind", "target", "text_en", "text_fr", "year")


class MilestoneForm(PartForm):
    label_en = forms.CharField(label=_("What, in English"), max_length=160)
    label_fr = forms.CharField(label=_("What, in French"), max_length=160)
    due_on = Day(label=pgettext_lazy("agreement", "Due on"))
    done_on = Day(label=_("Done on"), required=False)
    owner = StaffField(label=_("Who sees to it"), help_text=_("Gets a letter before the day, and once it is late."))
    remind_days = forms.IntegerField(label=_("Remind so many days before"), min_value=0, max_value=366, initial=14)
    public = forms.BooleanField(label=_("Shown to the public"), required=False)
    names = ("label_en", "label_fr", "due_on", "done_on", "owner", "remind_days", "public")


class OutcomeForm(PartForm):
    name_en = forms.CharField(label=_("What is counted, in English"), max_length=120)
    name_fr = forms.CharField(label=_("What is counted, in French"), max_length=120)
    counts = Lines(
        label=_("Counts"),
        help_text=_("One year a line, with its source: 2025: 20; report of the partners."),
        pattern=r"[0-9]{4}\s*:\s*[0-9][^;]*(;.*)?",
    )
    public = forms.BooleanField(label=_("Shown to the public"), required=False)
    names = ("name_en", "name_fr", "counts", "public")

    def shown(self, part: Any) -> dict[str, Any]:
        return {**super().shown(part), "counts": "\n".join(written(each) for each in part.counts.all())}

    def clean_counts(self) -> tuple[tuple[int, Decimal, str], ...]:
        found: dict[int, tuple[int, Decimal, str]] = {}
        for line in self.cleaned_data["counts"]:
            read = _COUNTED.fullmatch(line)
            if read is None:
                raise forms.ValidationError(_("This line cannot be kept: “%(line)s”."), params={"line": line[:80]})
            year = int(read[1])
            if year in found:
                raise forms.ValidationError(_("The year %(year)s stands twice."), params={"year": year})
            found[year] = (year, read_amount(read[2]), (read[3] or "")[:200])
        return tuple(found[year] for year in sorted(found))


def written(count: Any) -> str:
    """As one types it: 2025: 20; report of the partners."""
    value = f"{count.value.normalize():f}"
    return f"{count.year}: {value}; {count.source}" if count.source else f"{count.year}: {value}"


class DocumentForm(PartForm):
    """The file that is there stays, unless another one is chosen."""

    title_en = forms.CharField(label=_("Title in English"), max_length=160)
    title_fr = forms.CharField(label=_("Title in French"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=AgreementDocument.Kind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=AgreementDocument.Language.choices)
    upload = Upload(allowed=PAPERS)
    public = forms.BooleanField(label=_("Shown to the public"), required=False)
    names = ("title_en", "title_fr", "kind", "language", "upload", "public")


FORMS: dict[str, type[PartForm]] = {
    "side": SideForm,
    "party": PartyForm,
    "signatory": SignatoryForm,
    "link": LinkForm,
    "milestone": MilestoneForm,
    "outcome": OutcomeForm,
    "document": DocumentForm,
}
