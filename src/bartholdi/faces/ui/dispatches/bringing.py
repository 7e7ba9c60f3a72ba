"""The form that brings a file in: an e-mail, a receipt, or a `.dispatch` with its note or with what the carrier says of it."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.sealing import parcel
from bartholdi.cores.sealing.envelope import LARGEST as LARGEST_ENVELOPE
from bartholdi.faces.ui.forms import FileInput, Form
from bartholdi.office.dispatches import outer
from bartholdi.office.dispatches.models import Mailbox, Urgency
from bartholdi.office.dispatches.outer import Facts
from bartholdi.office.dispatches.services.arriving import LARGEST

KINDS = {"eml": "mail", "dispatch": "dispatch", "receipt": "receipt"}


class Mailboxes(forms.ModelChoiceField):
    def label_from_instance(self, mailbox: Any) -> str:
        return str(mailbox)


class BringForm(Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An e-mail saved as a file (.eml), a sealed dispatch (.dispatch) or a receipt (.receipt)."),
        widget=FileInput(attrs={"accept": ".eml,.dispatch,.receipt"}),
    )
    note = forms.FileField(
        label=_("The file dispatch.json that was beside it"),
        help_text=_("Only for a .dispatch file. Without it, say below where it comes from."),
        required=False,
        widget=FileInput(attrs={"accept": ".json"}),
    )
    sender = Mailboxes(
        label=_("From"),
        queryset=Mailbox.objects.none(),
        required=False,
        help_text=_("Only for a .dispatch file without its note."),
    )
    to = Mailboxes(label=pgettext_lazy("dispatch", "To"), queryset=Mailbox.objects.none(), required=False)
    number = forms.IntegerField(label=_("Number, as the carrier says"), required=False, min_value=1, max_value=999_999_999)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, required=False, initial=Urgency.ROUTINE)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender"].queryset = Mailbox.objects.filter(here=False)  # type: ignore[attr-defined]
        self.fields["to"].queryset = Mailbox.objects.here().open().held_by(user)  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        return KINDS.get(self.cleaned_data["file"].name.lower().rpartition(".")[2], "")

    def clean(self) -> None:
        super().clean()
        if not (upload := self.cleaned_data.get("file")):
            return
        if not self.kind:
            self.add_error("file", gettext("Choose a file whose name ends in .eml, .dispatch or .receipt."))
        elif self.kind != "dispatch" and upload.size > LARGEST:
            self.add_error("file", gettext("This file is too large for an e-mail. Bring the .dispatch file in by itself."))
        elif self.kind == "dispatch":
            self._clean_said()

    def _clean_said(self) -> None:
        if note := self.cleaned_data.get("note"):
            self.said = outer.read(note.read(outer.LARGEST + 1))
            if self.said is None:
                self.add_error(
                    "note",
                    gettext("This is not the file dispatch.json of a dispatch. Choose it again, or fill in the fields below."),
                )
            return
        self.said = None
        for name in ("sender", "to"):
            if not self.cleaned_data.get(name):
                self.add_error(name, gettext("Choose the mailbox: without the file dispatch.json nothing says it."))

    def facts(self) -> Facts:
        """Without its note nobody said the identity: the envelope's own digest stands in until the dispatch is opened."""
        if self.said is not None:
            return self.said
        given = self.cleaned_data
        upload = given["file"]
        upload.seek(0)
        stand_in = hashlib.sha256(upload.read(parcel.BLOCK + LARGEST_ENVELOPE)).hexdigest()[:32]
        return Facts(
            identity=stand_in,
            digest="",
            sender=given["sender"].post,
            to=given["to"].post,
            number=given["number"] or 0,
            urgency=given["urgency"] or Urgency.ROUTINE,
        )
