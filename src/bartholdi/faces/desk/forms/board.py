"""Forms of the assignment board: until when to review, what must be meant, a file of assignments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.reviewer import LARGEST, whole
from bartholdi.faces.desk.forms.until import UntilForm
from bartholdi.faces.ui.forms import FileInput, Form

OVER = _("Also above the number of reviews that a reviewer takes on")


class AskForm(UntilForm):
    """Until when the reviews are to be in."""


class MeantForm(Form):
    """Asks whether it is meant, where a reviewer gets more than they take on. `sent` makes the form bound where nothing else is asked."""

    sent = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)
    over = forms.BooleanField(label=OVER, required=False)

    def __init__(self, *args: Any, over: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not over:
            del self.fields["over"]

    @property
    def meant(self) -> bool:
        return bool(self.cleaned_data.get("over"))


class TakeBackForm(Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For staff only; it is kept with the assignment."),
    )


class BringForm(Form):
    file = forms.FileField(
        label=_("File"),
        widget=FileInput(attrs={"accept": ".csv,text/csv", "data-max-bytes": LARGEST}),
        help_text=_(
            "A table as CSV. The first line names the columns: application, panel, reviewer. "
            "A reviewer is a name, an e-mail address or an ORCID identifier."
        ),
    )
    over = forms.BooleanField(label=OVER, required=False)

    def clean_file(self) -> bytes:
        return whole(self.cleaned_data["file"])
