"""A field for one file, which says before choosing which kinds are taken and how large it may be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import FileInput
from bartholdi.office.lib.files import KINDS, listed, weight


class Upload(forms.FileField):
    """Leaves the verdict on an empty file to the office, whose sentence says how to mend it."""

    def __init__(self, *, allowed: tuple[str, ...], **options: Any) -> None:
        self.allowed = allowed
        accept = ",".join(f".{ending}" for name in allowed for ending in KINDS[name].endings)
        super().__init__(
            widget=FileInput(attrs={"accept": accept, "data-max-bytes": str(settings.FILE_LIMIT)}),
            allow_empty_file=True,
            error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
            **{"label": _("File"), **options},
        )

    def __deepcopy__(self, memo: dict[int, object]) -> Upload:
        copy: Upload = super().__deepcopy__(memo)
        copy.help_text = _("%(kinds)s; %(limit)s at most.") % {
            "kinds": ", ".join(listed(self.allowed)),
            "limit": weight(settings.FILE_LIMIT),
        }
        return copy
