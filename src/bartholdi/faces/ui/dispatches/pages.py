"""The pages of one dispatch and of the search in opened mail: the place where the key is used, and what stands outside the seal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bartholdi.faces.ui.dispatches.answers import address, face, keyed
from bartholdi.faces.ui.dispatches.reading import find
from bartholdi.faces.ui.dispatches.writing import sealing
from bartholdi.office.dispatches.models import Dispatch, Draft, Mailbox
from bartholdi.office.dispatches.workflow import DispatchState

LAST = 50


def home(request: HttpRequest) -> HttpResponse:
    """One's mailboxes, the drafts in them and the last dispatches."""
    rows = Dispatch.objects.visible_to(request.user).exclude(sent_at=None).select_related("sender")
    context = {
        "mailboxes": Mailbox.objects.held_by(request.user),
        "drafts": Draft.objects.visible_to(request.user).select_related("mailbox", "author"),
        "dispatches": rows[:LAST],
        "face": face(request),
    }
    return render(request, f"{face(request)}/dispatches.html", context)


@keyed
def show(request: HttpRequest, pk: int) -> HttpResponse:
    dispatch = find(request, pk)
    addressees = dispatch.addressees.select_related("mailbox")
    context = {
        **region(request, dispatch),
        "dispatch": dispatch,
        "addressees": addressees,
        "home": address(request, "dispatches"),
    }
    return render(request, f"{face(request)}/dispatch_read.html", context)


def region(request: HttpRequest, dispatch: Dispatch) -> dict[str, Any]:
    """What `ui/dispatches/read.html` needs, wherever it stands; the view around it is `keyed`."""
    return sealing(request, pk=dispatch.pk, sent=dispatch.state == DispatchState.SENT)


@keyed
def search(request: HttpRequest) -> HttpResponse:
    return render(request, f"{face(request)}/dispatch_find.html", sealing(request))
