"""Forms for a call: its texts, its dates, its questionnaires, and which answers the office relies on."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.moments import Hour, joined, parted
from bartholdi.faces.ui.forms import Day, Form, ModelForm
from bartholdi.office.lib.times import is_zone
from bartholdi.office.programmes.blueprint import COLUMNS
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.rules import check_rules
from bartholdi.office.questionnaires.models import Edition, Purpose

LANGUAGES = [("en", _("English")), ("fr", _("French"))]
ROWS = {"rows": 5}


class TextsForm(ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages in which one may apply"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Call
        fields = [f"{text}_{code}" for text in ("title", "summary", "for_whom", "offers", "needs") for code in ("en", "fr")]
        widgets = {name: forms.Textarea(attrs=ROWS) for name in fields if not name.startswith("title")}
        help_texts = {
            "for_whom_en": _("One point a line."),
            "for_whom_fr": _("One point a line."),
        }

    @classmethod
    def showing(cls, call: Call) -> TextsForm:
        return cls(instance=call)

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class DatesForm(Form):
    zone = forms.CharField(
        label=_("Time zone of the call"),
        max_length=40,
        help_text=_("Its clock decides. America/New_York, Europe/Paris, or Etc/GMT+12 for “anywhere on Earth”."),
    )
    opens_on = Day(label=_("Opens on"), required=False)
    opens_at = Hour(label=_("at"), required=False)
    closes_on = Day(label=_("Closes on"), required=False)
    closes_at = Hour(label=_("at"), required=False)
    grace_minutes = forms.IntegerField(
        label=_("Grace after closing, in minutes"),
        min_value=0,
        max_value=30_000,
        help_text=_("Not told to anybody: who was sending when it struck is still taken."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099)

    @classmethod
    def showing(cls, call: Call) -> DatesForm:
        dates = {**parted("opens", call.opens_at, call.zone), **parted("closes", call.closes_at, call.zone)}
        return cls(initial={"zone": call.zone, "grace_minutes": call.grace_minutes, "year": call.year, **dates})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not is_zone(given.get("zone", "UTC")):
            self.add_error(
                "zone", _("There is no such time zone. Choose one such as America/New_York, Europe/Paris or Etc/GMT+12.")
            )
        for name in ("opens", "closes"):
            if (given.get(f"{name}_on") is None) != (given.get(f"{name}_at") is None):
                self.add_error(f"{name}_at", _("Give both the day and the hour, or neither."))
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        dates = {f"{name}_at": joined(given[f"{name}_on"], given[f"{name}_at"], given["zone"]) for name in ("opens", "closes")}
        return {name: given[name] for name in ("zone", "grace_minutes", "year")} | dates


class EditionField(forms.ModelChoiceField):
    """Published editions, the newest of each questionnaire first."""

    def __init__(self, purpose: str, **options: Any) -> None:
        rows = Edition.objects.filter(questionnaire__purpose=purpose).select_related("questionnaire").defer("spec")
        super().__init__(rows.order_by("questionnaire__name_en", "-number"), required=False, **options)


class FormsForm(Form):
    edition = EditionField(Purpose.APPLICATION, label=_("Application form"))
    review_edition = EditionField(Purpose.REVIEW, label=_("Review form"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Call.Kind.choices)
    lead_per_side = forms.BooleanField(label=_("One lead on each side"), required=False)
    blind = forms.BooleanField(label=_("Reviewers do not learn who applies"), required=False)

    @classmethod
    def showing(cls, call: Call) -> FormsForm:
        names = ("edition", "review_edition", "kind", "lead_per_side", "blind")
        return cls(initial={name: getattr(call, name) for name in names})

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class RulesForm(Form):
    """Each column of an application by the question that feeds it; the rules as data."""

    title = forms.ChoiceField(label=_("Title of an application"), required=False)
    abstract = forms.ChoiceField(label=_("Abstract"), required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    amount = forms.ChoiceField(label=_("Amount asked for"), required=False)
    rules = forms.CharField(
        label=_("Rules of eligibility"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 16, "class": "mono", "spellcheck": "false"}),
        help_text=_("A list in JSON: each rule has a key and a kind."),
    )

    def __init__(self, *args: Any, questions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for column in COLUMNS:
            self.fields[column].choices = [("", _("None")), *questions]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(call: Call) -> dict[str, Any]:
        return {**call.columns, "rules": json.dumps(call.rules, ensure_ascii=False, indent=2) if call.rules else ""}

    def clean_rules(self) -> list[Any]:
        """Every fault with its place, so that an officer mends them in one go."""
        try:
            rules = json.loads(self.cleaned_data["rules"] or "[]")
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("This is not valid JSON. Look for a missing comma or quotation mark.")) from None
        check_rules(rules)
        return list(rules)

    def values(self) -> dict[str, Any]:
        columns = {name: self.cleaned_data[name] for name in COLUMNS if self.cleaned_data[name]}
        return {"columns": columns, "rules": self.cleaned_data["rules"]}


class ShiftForm(Form):
    days = forms.IntegerField(
        label=_("By how many days"),
        min_value=-1_000,
        max_value=1_000,
        help_text=_(
            "Every date moves, each at the same hour of the call’s clock. Seven keeps the days of the week; minus brings forward."
        ),
    )


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The journal keeps it."),
    )
