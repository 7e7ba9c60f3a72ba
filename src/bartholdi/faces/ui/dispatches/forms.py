"""What is asked of a dispatch. The form is drawn here and filled in by its page: nothing of it is ever sent to the server."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form
from bartholdi.office.dispatches.models.dispatch import Urgency

LANGUAGES = [("en", _("English")), ("fr", _("French"))]


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"


def _text(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": most})


class DispatchForm(Form):
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency)
    open_by = forms.CharField(
        label=_("To be opened by"),
        required=False,
        widget=Moment,
        help_text=_("By the clock of this computer. Empty: as the urgency says."),
    )
    outside = forms.BooleanField(
        label=_("Show the urgency outside the seal"),
        required=False,
        initial=True,
        help_text=_("Then the server can say what is overdue. Without it, only who opens the dispatch learns how urgent it is."),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    summary = forms.CharField(label=_("Summary"), required=False, widget=_text(3, 2000))
    body = forms.CharField(label=_("Text"), required=False, widget=_text(14, 1_000_000))
    comment = forms.CharField(
        label=_("Comment"), required=False, widget=_text(4, 20_000), help_text=_("Your own view, apart from what you report.")
    )
    marking = forms.CharField(
        label=_("Protection marking"),
        max_length=60,
        required=False,
        help_text=_("A label, no protection. Secret and above may not be sent here."),
    )
    caption = forms.CharField(
        label=_("Distribution"),
        max_length=120,
        required=False,
        help_text=_("Who may see it inside, for example: ambassador and science office."),
    )
    not_after = forms.CharField(
        label=_("Not to be opened after"),
        required=False,
        widget=Moment,
        help_text=_("Nobody can open it for the first time after this."),
    )

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, auto_id="dispatch-%s", **options)
        self.initial["language"] = language
