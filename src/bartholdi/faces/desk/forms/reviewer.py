"""Forms of reviewing: what is known of a reviewer, a file of many, a seat that is proposed, what is decided of a conflict."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.call_parts import OrganisationField
from bartholdi.faces.ui.forms import FileInput, Form
from bartholdi.office.directory.identifiers import read_orcid
from bartholdi.office.reviews.models import Reviewer
from bartholdi.office.reviews.services.pool import ReviewerFacts

LARGEST = 2_000_000
WORKING = (("en", _("English")), ("fr", _("French")))


class ReviewerForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    orcid = forms.CharField(label=_("ORCID identifier"), max_length=60, required=False)
    organisation = OrganisationField(
        label=_("Where they work now"), max_length=300, required=False, help_text=_("Its name, or its ROR identifier.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which they review"), choices=WORKING, widget=forms.CheckboxSelectMultiple, required=False
    )
    topics = forms.CharField(
        label=_("Topics"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, in the words that they would use."),
    )
    capacity = forms.IntegerField(label=_("Reviews for one call at most"), min_value=1, max_value=200, initial=8)
    senior = forms.BooleanField(label=_("Senior"), required=False)
    available = forms.BooleanField(label=_("Can be asked"), required=False, initial=True)
    remark = forms.CharField(
        label=_("Remark"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For staff only."),
    )

    @classmethod
    def showing(cls, reviewer: Reviewer) -> ReviewerForm:
        person = reviewer.person
        here = person.affiliations.filter(ends=None).select_related("organisation").first()
        plain = {name: getattr(reviewer, name) for name in ("topics", "capacity", "senior", "available", "remark")}
        address = person.addresses.values_list("address", flat=True).first() or ""
        where = (here.organisation.ror or here.organisation.name) if here else ""
        about = {"name": person.name, "orcid": person.orcid or "", "languages": person.languages.split()}
        return cls(initial={**plain, **about, "email": address, "organisation": where})

    def clean_orcid(self) -> str | None:
        typed = self.cleaned_data["orcid"]
        if typed and not read_orcid(typed):
            raise forms.ValidationError(_("This is not an ORCID identifier: check its digits."))
        return read_orcid(typed) or None

    def facts(self) -> ReviewerFacts:
        given: dict[str, Any] = dict(self.cleaned_data)
        given["languages"] = " ".join(given["languages"])
        given["organisation"] = given["organisation"] or None
        given["email"] = given["email"].lower()
        return ReviewerFacts(**given)


class BringForm(Form):
    file = forms.FileField(
        label=_("File"),
        widget=FileInput(attrs={"accept": ".csv,text/csv", "data-max-bytes": LARGEST}),
        help_text=_(
            "A table as CSV. The first line names the columns: name, email, orcid, organisation, languages, topics, capacity, senior."
        ),
    )

    def clean_file(self) -> bytes:
        return whole(self.cleaned_data["file"])


class PublicationsForm(Form):
    file = forms.FileField(
        label=_("Publications"),
        widget=FileInput(attrs={"accept": ".bib,.json", "data-max-bytes": LARGEST}),
        help_text=_("BibTeX, or a page of works from OpenAlex as JSON."),
    )

    def clean_file(self) -> bytes:
        return whole(self.cleaned_data["file"])


def whole(given: Any) -> bytes:
    if given.size > LARGEST:
        raise forms.ValidationError(_("This file is too large: 2 MB at most. Part it in two."))
    content: bytes = given.read()
    return content


class SeatForm(Form):
    capacity = forms.IntegerField(label=_("Reviews at most"), min_value=1, max_value=200, required=False)
    chairs = forms.BooleanField(label=_("Chairs the panel"), required=False)


class NameForm(Form):
    why = forms.CharField(
        label=_("What the applicant declared"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In the applicant’s words, with the date of the message if there was one. Read by the office only."),
    )


class DecideForm(Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("To dismiss it, say why it is no conflict. The reason is kept."),
    )
