"""Forms of a reviewer: why they decline, abstain or are recused, and their own entry in the pool."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.portal import tables
from bartholdi.faces.ui.forms import FileInput, Form
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews.models import Reviewer

LARGEST = 2_000_000
WORKING = (("en", _("English")), ("fr", _("French")))


class AbstainForm(Form):
    reason = forms.CharField(
        label=_("Why do you abstain?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough. The office and the members of your panel read it."),
    )


class RecuseForm(Form):
    reason = forms.CharField(
        label=_("What is the conflict of interest?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough. Read by the office only."),
    )


class DeclineForm(Form):
    reason = forms.CharField(
        label=_("Why do you decline?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough: no time, or not your field. Read by the office only."),
    )


class OwnEntryForm(Form):
    topics = forms.CharField(
        label=_("Your topics"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, in your own words."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which you review"), choices=WORKING, widget=forms.CheckboxSelectMultiple, required=False
    )
    capacity = forms.IntegerField(label=_("Reviews for one call at most"), min_value=1, max_value=200)
    available = forms.BooleanField(label=_("I can be asked"), required=False)

    @staticmethod
    def of(reviewer: Reviewer) -> dict[str, Any]:
        plain = {name: getattr(reviewer, name) for name in ("topics", "capacity", "available")}
        return {**plain, "languages": reviewer.person.languages.split()}


class BringForm(Form):
    file = forms.FileField(
        label=_("The form that you filled in"),
        widget=FileInput(attrs={"accept": ".xlsx,.csv,text/csv", "data-max-bytes": LARGEST}),
        help_text=_("The workbook that you took from here (.xlsx), or the same as CSV. 2 MB at most."),
    )

    def clean_file(self) -> list[list[str]]:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("This file is too large: 2 MB at most. Part it in two."))
        try:
            return tables.read(given.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
