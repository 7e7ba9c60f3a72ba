"""Forms for a person's own papers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import FileInput, Form, Words
from bartholdi.office.accounts.models import Document
from bartholdi.office.accounts.papers import ALLOWED
from bartholdi.office.lib.files import KINDS, listed, weight


class Upload(forms.FileField):
    """Leaves the verdict on an empty file to the office, whose sentence says how to mend it."""

    def __init__(self, *, allowed: tuple[str, ...] = ALLOWED, **options: Any) -> None:
        self.allowed = allowed
        accept = ",".join(f".{ending}" for name in allowed for ending in KINDS[name].endings)
        super().__init__(
            widget=FileInput(attrs={"accept": accept, "data-max-bytes": str(settings.FILE_LIMIT)}),
            allow_empty_file=True,
            error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
            **{"label": _("File"), **options},
        )

    def __deepcopy__(self, memo: dict[int, object]) -> "Upload":
        copy: Upload = super().__deepcopy__(memo)
        copy.help_text = _("%(kinds)s; %(limit)s at most.") % {
            "kinds": ", ".join(listed(self.allowed)),
            "limit": weight(settings.FILE_LIMIT),
        }
        return copy


class KeepForm(Form):
    file = Upload()
    title = Words(
        label=_("What it is"),
        max_length=120,
        required=False,
        help_text=_("For example: CV of March 2027. Left empty, the file’s own name is used."),
    )


class RenameForm(Form):
    title = Words(label=_("What it is"), max_length=Document._meta.get_field("title").max_length)
