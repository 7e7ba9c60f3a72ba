"""Forms for a person's own papers."""

from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form, Words
from bartholdi.faces.ui.uploads import Upload
from bartholdi.office.accounts.models import Document
from bartholdi.office.accounts.papers import ALLOWED


class KeepForm(Form):
    file = Upload(allowed=ALLOWED)
    title = Words(
        label=_("What it is"),
        max_length=120,
        required=False,
        help_text=_("For example: CV of March 2027. Left empty, the file’s own name is used."),
    )


class RenameForm(Form):
    title = Words(label=_("What it is"), max_length=Document._meta.get_field("title").max_length)
