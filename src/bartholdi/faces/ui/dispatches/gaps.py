"""The numbers that never came to a mailbox: asked for by another way, and what the sender answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.dispatches import place
from bartholdi.faces.ui.forms import Form
from bartholdi.office.dispatches.models import GapNote, Mailbox
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.services import gap_notes
from bartholdi.office.lib.workflow import Refused


class AnswerForm(Form):
    first = forms.IntegerField(label=_("From number"), min_value=1)
    last = forms.IntegerField(label=_("To number"), min_value=1)
    answer = forms.CharField(
        label=_("What the sender answered"),
        max_length=300,
        help_text=_(
            "For example: the number was not used; or: lost, its text came again as number 12. With whom you spoke, and when."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial["first"] == self.initial["last"]:
            self.fields["first"].widget = self.fields["last"].widget = forms.HiddenInput()


def show(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = place.mailbox(request, pk)
    notes = GapNote.objects.visible_to(request.user).current().filter(mailbox=mailbox).select_related("sender")
    missing = delivery.gaps([pk]).get(pk, [])
    return render(request, "ui/dispatches/missing.html", place.framed(request, mailbox=mailbox, gaps=missing, notes=notes))


def note(request: HttpRequest, pk: int, sender: int, first: int, last: int) -> HttpResponse:
    mailbox = place.mailbox(request, pk)
    other = get_object_or_404(Mailbox.objects.filter(sent__addressees__mailbox=mailbox).distinct(), pk=sender)
    form = AnswerForm(request.POST or None, initial={"first": first, "last": last})
    rescue.kept(request, form)
    if form.is_valid():
        try:
            made = gap_notes.note_gap(mailbox, other, **form.cleaned_data, by=place.whoever(request))
        except Refused as refusal:
            form.add_error("answer", str(refusal))
        else:
            messages.success(request, gettext("Noted. %(numbers)s is not looked for any more.") % {"numbers": made})
            return redirect(place.address(request, "dispatch-missing", pk))
    numbers = GapNote(mailbox=mailbox, sender=other, first=first, last=last)
    return render(
        request,
        "ui/dispatches/missing_note.html",
        place.framed(request, mailbox=mailbox, numbers=numbers, form=form, first=first, last=last),
    )


@require_POST
def take_back(request: HttpRequest, pk: int, noted: int) -> HttpResponse:
    found = get_object_or_404(GapNote.objects.visible_to(request.user).filter(mailbox=pk), pk=noted)
    gap_notes.take_gap_note_back(found, by=place.whoever(request))
    messages.success(request, gettext("The note is taken back. What is still missing shows as missing again."))
    return redirect(place.address(request, "dispatch-missing", pk))
