"""Forms for the parts of a call, one for each kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.call import ROWS, EditionField
from bartholdi.faces.desk.forms.moments import Hour, joined, parted
from bartholdi.faces.ui.countries import country_choices
from bartholdi.faces.ui.forms import Day, Form
from bartholdi.faces.ui.uploads import Upload
from bartholdi.office.applications.columns import field_names
from bartholdi.office.directory import queries
from bartholdi.office.directory.identifiers import read_ror
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import Call, CallPaper, Fund, LetterRequirement, Panel, PartyRole, Side
from bartholdi.office.programmes.services.parts import PAPERS
from bartholdi.office.questionnaires.models import Purpose

WORDS = {
    "side": (_("Sides"), _("Add a side"), _("Change the side")),
    "letter": (_("Letters asked for"), _("Ask for a letter"), _("Change the letter")),
    "paper": (_("Papers to download"), _("Add a paper"), _("Change the paper")),
    "milestone": (_("Other dates"), _("Add a date"), _("Change the date")),
    "panel": (_("Panels"), _("Add a panel"), _("Change the panel")),
    "contact": (_("Contacts"), _("Add a contact"), _("Change the contact")),
    "fund": (_("Funds"), _("Add a fund that pays"), _("Change the fund")),
    "invitation": (_("Invited institutions"), _("Invite an institution"), _("Change the invitation")),
}


class PartForm(Form):
    """`names` are the columns that the form writes just as they are typed."""

    names: tuple[str, ...] = ()

    def __init__(self, *args: Any, call: Call, part: Model | None = None, **options: Any) -> None:
        self.call = call
        super().__init__(*args, initial=self.shown(part) if part else None, **options)
        for name, rows in (("side", Side.objects.filter(call=call)), ("template", CallPaper.objects.filter(call=call))):
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def shown(self, part: Any) -> dict[str, Any]:
        return {name: getattr(part, name) for name in self.names}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}


class SideField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(Side.objects.none(), label=_("Side"), required=False, empty_label=_("Both sides"))


class SideForm(PartForm):
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    names = ("country",)


class MilestoneForm(PartForm):
    label_en = forms.CharField(label=_("What, in English"), max_length=120)
    label_fr = forms.CharField(label=_("What, in French"), max_length=120)
    key = forms.SlugField(
        label=_("Short name"), max_length=40, help_text=_("Small letters, figures and hyphens, such as results.")
    )
    at_on = Day(label=_("On"))
    at_at = Hour(label=_("at"))
    public = forms.BooleanField(label=_("Shown to the public"), required=False, initial=True)
    names = ("label_en", "label_fr", "key", "public")

    def shown(self, part: Any) -> dict[str, Any]:
        return {**super().shown(part), **parted("at", part.at, self.call.zone)}

    def values(self) -> dict[str, Any]:
        return {**super().values(), "at": joined(self.cleaned_data["at_on"], self.cleaned_data["at_at"], self.call.zone)}


class LetterForm(PartForm):
    label_en = forms.CharField(label=_("Name in English"), max_length=120)
    label_fr = forms.CharField(label=_("Name in French"), max_length=120)
    key = forms.SlugField(
        label=_("Short name"), max_length=40, help_text=_("Small letters, figures and hyphens, such as recommendation.")
    )
    role = forms.ChoiceField(label=_("Written by"), choices=PartyRole.choices)
    not_also = forms.MultipleChoiceField(
        label=_("Who writes it may not also be"), choices=PartyRole.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    side = SideField()
    ask_en = forms.CharField(label=_("What it must say, in English"), max_length=4000, widget=forms.Textarea(attrs=ROWS))
    ask_fr = forms.CharField(label=_("What it must say, in French"), max_length=4000, widget=forms.Textarea(attrs=ROWS))
    minimum = forms.IntegerField(label=_("How many at least"), min_value=0, max_value=20, initial=1)
    maximum = forms.IntegerField(label=_("How many at most"), min_value=1, max_value=20, initial=1)
    way = forms.ChoiceField(label=_("How"), choices=LetterRequirement.Way.choices, initial=LetterRequirement.Way.EITHER)
    edition = EditionField(Purpose.APPLICATION, label=_("Questions to the writer"))
    template = forms.ModelChoiceField(CallPaper.objects.none(), label=_("Template to download"), required=False)
    due_on = Day(label=_("Due on"))
    due_at = Hour(label=_("at"))
    grace_minutes = forms.IntegerField(label=_("Grace, in minutes"), min_value=0, max_value=100_000, initial=0)
    names = (
        "label_en", "label_fr", "key", "role", "not_also", "side", "ask_en", "ask_fr", "minimum", "maximum", "way", "edition", "template",
        "grace_minutes",
    )  # fmt: skip

    def shown(self, part: Any) -> dict[str, Any]:
        return {**super().shown(part), **parted("due", part.closes_at, self.call.zone)}

    def values(self) -> dict[str, Any]:
        return {**super().values(), "closes_at": joined(self.cleaned_data["due_on"], self.cleaned_data["due_at"], self.call.zone)}


class PaperForm(PartForm):
    """The file that is there stays, unless another one is chosen."""

    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    title_fr = forms.CharField(label=_("Title in French"), max_length=120)
    upload = Upload(allowed=PAPERS)
    names = ("title_en", "title_fr", "upload")

    def __init__(self, *args: Any, part: Model | None = None, **options: Any) -> None:
        super().__init__(*args, part=part, **options)
        self.fields["upload"].required = part is None

    def shown(self, part: Any) -> dict[str, Any]:
        return {"title_en": part.title_en, "title_fr": part.title_fr}


class PanelForm(PartForm):
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    side = SideField()
    reviews_each = forms.IntegerField(label=_("Reviews for each application"), min_value=1, max_value=20, initial=1)
    fields_routed = forms.MultipleChoiceField(
        label=_("Fields that are routed to it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: it judges all applications."),
    )
    names = ("name_en", "name_fr", "side", "reviews_each")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fields_routed"].choices = list(field_names(self.call).items())  # type: ignore[attr-defined]
        if not field_names(self.call):
            del self.fields["fields_routed"]

    def shown(self, part: Any) -> dict[str, Any]:
        return {**super().shown(part), "fields_routed": part.routed}

    def values(self) -> dict[str, Any]:
        return {**super().values(), "fields": Panel.between_bars(self.cleaned_data.get("fields_routed") or [])}


class ContactForm(PartForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    side = SideField()
    names = ("name", "email", "side")


class FundForm(PartForm):
    fund = forms.ModelChoiceField(Fund.objects.all(), label=_("Fund"))
    places = forms.IntegerField(label=_("Places at most"), min_value=0, max_value=10_000, required=False)
    names = ("fund", "places")


class OrganisationField(forms.CharField):
    """A name or a ROR identifier; refused with those that fit where several do."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if isinstance(value, Organisation) or not typed:
            return value
        ror = read_ror(typed)
        found = list(Organisation.objects.filter(ror=ror)[:1]) if ror else list(queries.look_up(typed, limit=6))
        exact = [each for each in found if typed.casefold() in {each.name_en.casefold(), each.name_fr.casefold()}]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(_("No institution of the directory fits. Add it under Organisations first."))
        names = "; ".join(each.name for each in found)
        raise forms.ValidationError(
            _("Several institutions fit: %(names)s. Write the whole name, or the ROR identifier."), params={"names": names}
        )


class InvitationForm(PartForm):
    organisation = OrganisationField(label=_("Institution"), max_length=300, help_text=_("Its name, or its ROR identifier."))
    side = SideField()
    quota = forms.IntegerField(label=_("Candidates at most"), min_value=1, max_value=1_000, initial=1)
    contact_name = forms.CharField(label=_("Who nominates"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("Their e-mail address"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=[("en", _("English")), ("fr", _("French"))])
    names = ("organisation", "side", "quota", "contact_name", "contact_email", "language")

    def shown(self, part: Any) -> dict[str, Any]:
        return {**super().shown(part), "organisation": part.organisation.ror or part.organisation.name}


FORMS: dict[str, type[PartForm]] = {
    "side": SideForm,
    "letter": LetterForm,
    "paper": PaperForm,
    "milestone": MilestoneForm,
    "panel": PanelForm,
    "contact": ContactForm,
    "fund": FundForm,
    "invitation": InvitationForm,
}
