"""The words of a letter that has not left yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form
from bartholdi.office.notices.models import Notice


class LetterForm(Form):
    """`version` is what the editor saw: nobody overwrites what they have not read."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Letter"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "An empty line begins a new paragraph; a line that begins with “- ” becomes a point of a list. The sender and the reason are added below."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def showing(cls, notice: Notice) -> "LetterForm":
        return cls(initial={"subject": notice.subject, "body": notice.body, "version": notice.version})

    def refused(self, sentence: str, notice: Notice) -> None:
        """Keeps what was typed; the next try is made knowing the letter as it is now."""
        self.add_error(None, sentence)
        self.data = {**dict(self.data.items()), "version": str(notice.version)}
