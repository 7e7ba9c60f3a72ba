"""Forms for an agreement: what it is, its dates, and the acts that need a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.faces.desk.forms.call import ROWS
from bartholdi.faces.desk.forms.call_parts import OrganisationField
from bartholdi.faces.ui.forms import Day, Form
from bartholdi.office.accounts.models import User
from bartholdi.office.agreements.models import Agreement, Subject
from bartholdi.office.programmes.models import Call, Programme


class StaffField(forms.ModelChoiceField):
    """Somebody of the office who can be reminded."""

    def __init__(self, **options: Any) -> None:
        rows = User.objects.filter(is_active=True, groups__isnull=False).distinct().order_by("name", "pk")
        super().__init__(rows, required=False, empty_label=_("Nobody"), **options)


class GroupForm(Form):
    """A group of an agreement's columns, each written just as it is typed."""

    @classmethod
    def showing(cls, agreement: Agreement) -> GroupForm:
        return cls(initial={name: getattr(agreement, name) for name in cls.base_fields})

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class TextsForm(GroupForm):
    name_en = forms.CharField(label=_("Short name in English"), max_length=200)
    name_fr = forms.CharField(label=_("Short name in French"), max_length=200)
    slug = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=80,
        help_text=_("It ends the address of the public page. Letters without accents, digits and hyphens, such as quantum-2022."),
        error_messages={"invalid": _("Use letters without accents, digits and hyphens only, and no spaces.")},
    )
    nature = forms.ChoiceField(label=_("Legal nature"), choices=Agreement.Nature.choices)
    languages = forms.CharField(
        label=_("Languages of the text"),
        max_length=60,
        required=False,
        help_text=_("Two letters for each language, such as: en fr."),
    )
    prevails = forms.ChoiceField(
        label=_("Which text prevails"), choices=Agreement.Prevails.choices, initial=Agreement.Prevails.EQUALLY
    )
    summary_en = forms.CharField(
        label=_("Summary in English"), max_length=4000, required=False, widget=forms.Textarea(attrs=ROWS)
    )
    summary_fr = forms.CharField(label=_("Summary in French"), max_length=4000, required=False, widget=forms.Textarea(attrs=ROWS))
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=Subject.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    keeper = StaffField(label=_("Followed by"), help_text=_("Gets the letters before the agreement ends or is renewed."))
    remark = forms.CharField(
        label=_("Remark, for staff only"), max_length=4000, required=False, widget=forms.Textarea(attrs=ROWS)
    )

    def clean_languages(self) -> str:
        return " ".join(self.cleaned_data["languages"].lower().replace(",", " ").split())

    @classmethod
    def showing(cls, agreement: Agreement) -> TextsForm:
        plain = {name: getattr(agreement, name) for name in cls.base_fields if name != "themes"}
        return cls(initial={**plain, "themes": list(agreement.themes.values_list("subject", flat=True))})


class DatesForm(GroupForm):
    signed_on = Day(label=_("Signed on"), required=False)
    signed_at_en = forms.CharField(label=_("Place of signature, in English"), max_length=120, required=False)
    signed_at_fr = forms.CharField(label=_("Place of signature, in French"), max_length=120, required=False)
    entry = forms.ChoiceField(label=_("Enters into force"), choices=Agreement.Entry.choices)
    entry_number = forms.IntegerField(
        label=_("Which month, or how many days after"),
        min_value=0,
        max_value=366,
        help_text=_("2 for “the first day of the second month after the last notification”."),
    )
    entry_day = Day(label=_("The day that the text names"), required=False)
    lasts_months = forms.IntegerField(
        label=_("Lasts so many months"),
        min_value=0,
        max_value=1_200,
        help_text=_("60 for five years; 0 where no duration is said."),
    )
    last_day = Day(label=_("Or until this day"), required=False)
    renewed_months = forms.IntegerField(
        label=_("Then tacitly renewed by so many months"), min_value=0, max_value=1_200, help_text=_("0 where it is not.")
    )
    notice_months = forms.IntegerField(label=_("Notice, in months"), min_value=0, max_value=1_200)
    leaving = forms.ChoiceField(label=_("Can be denounced"), choices=Agreement.Leaving.choices)


class RunsForm(GroupForm):
    """What of the office's own work stands on the agreement."""

    programmes = forms.ModelMultipleChoiceField(
        Programme.objects.defer("search_text"), label=_("Programmes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    calls = forms.ModelMultipleChoiceField(
        Call.objects.none(), label=_("Calls"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["calls"].queryset = Call.objects.real().only("title_en", "title_fr")  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, agreement: Agreement) -> RunsForm:
        return cls(initial={name: getattr(agreement, name).all() for name in cls.base_fields})


class OnForm(Form):
    """An act that happened on a day."""

    on = Day(label=pgettext_lazy("agreement", "On"))

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, initial=self.shown(agreement), **options)

    def shown(self, agreement: Agreement) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def given(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"]}


class SignForm(OnForm):
    at_en = forms.CharField(label=_("Place of signature, in English"), max_length=120, required=False)
    at_fr = forms.CharField(label=_("Place of signature, in French"), max_length=120, required=False)

    def shown(self, agreement: Agreement) -> dict[str, Any]:
        day = agreement.signed_on or timezone.localdate()
        return {"on": day, "at_en": agreement.signed_at_en, "at_fr": agreement.signed_at_fr}

    def given(self) -> dict[str, Any]:
        return {**super().given(), "at": (self.cleaned_data["at_en"], self.cleaned_data["at_fr"])}


class RenameForm(OnForm):
    month_only = forms.BooleanField(label=_("Only the month is known"), required=False)
    name_en = forms.CharField(label=_("New short name in English"), max_length=200)
    name_fr = forms.CharField(label=_("New short name in French"), max_length=200)

    def given(self) -> dict[str, Any]:
        month_only = self.cleaned_data["month_only"]
        return {**super().given(), "month_only": month_only, "name": (self.cleaned_data["name_en"], self.cleaned_data["name_fr"])}


class ReplaceForm(OnForm):
    newer = forms.ModelChoiceField(Agreement.objects.none(), label=_("By which agreement"))

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, agreement=agreement, **options)
        rows = Agreement.objects.concluded().exclude(pk=agreement.pk).only("name_en", "name_fr")
        self.fields["newer"].queryset = rows  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {**super().given(), "newer": self.cleaned_data["newer"]}


class AccedeForm(OnForm):
    month_only = forms.BooleanField(label=_("Only the month is known"), required=False)
    organisation = OrganisationField(
        label=_("Organisation"), max_length=300, required=False, help_text=_("Its name, or its ROR identifier.")
    )
    name_en = forms.CharField(label=_("Or a name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("and in French"), max_length=200, required=False)

    def given(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] or empty for name, empty in PARTY.items()}
        return {**super().given(), "values": {**given, "month_only": self.cleaned_data["month_only"]}}


PARTY: dict[str, Any] = {"organisation": None, "name_en": "", "name_fr": ""}
GROUPS: dict[str, tuple[Any, type[GroupForm]]] = {
    "texts": (_("Change what it is"), TextsForm),
    "dates": (_("Change the dates"), DatesForm),
    "runs": (_("Change its programmes and calls"), RunsForm),
}
