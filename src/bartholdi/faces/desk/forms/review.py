"""Forms about a review: what is needed when it is sent back, and what of it the applicant is told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form


class ReturnForm(Form):
    message = forms.CharField(
        label=_("What is needed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reviewer reads it in the letter and above the form."),
    )


class ForApplicantForm(Form):
    text = forms.CharField(
        label=_("What the applicant is told"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In your words. Nothing else of this review leaves the office. Empty: nothing is told."),
    )
