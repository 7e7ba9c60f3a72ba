"""Whom those who apply ask not to judge their application."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form, Words
from bartholdi.office.directory.identifiers import read_orcid


class ObjectionForm(Form):
    name = Words(label=_("Name"), max_length=200, help_text=_("As the person publishes."))
    institution = Words(label=_("Institution"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, required=False, help_text=_("Only to know who is meant: nobody writes there.")
    )
    orcid = forms.CharField(label=_("ORCID identifier"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Why should this person not judge?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_orcid(self) -> str:
        typed = self.cleaned_data["orcid"]
        if typed and not read_orcid(typed):
            raise forms.ValidationError(
                _("This is not an ORCID identifier: one digit at least is wrong. It looks like 0000-0002-1825-0097.")
            )
        return read_orcid(typed)
