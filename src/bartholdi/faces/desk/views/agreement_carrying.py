"""The dispatches that carry an agreement, for those who hold one of their mailboxes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.office.agreements.models import Agreement, Carriage
from bartholdi.office.agreements.services import carrying
from bartholdi.office.dispatches.models import Dispatch

NEWEST = 50  # that can be chosen
SHOWN = ("identity", "number", "sent_at", "sender__post")


def carried(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """What is named, and what can be: nothing at all for who holds no mailbox."""
    rows = Carriage.objects.visible_to(request.user).filter(agreement=agreement).select_related("dispatch__sender")
    there = list(rows.defer("dispatch__envelope", "dispatch__sender__search_text"))
    seen = Dispatch.objects.visible_to(request.user).filter(sent_at__isnull=False).exclude(carriages__agreement=agreement)
    return {"carriages": there, "carriers": list(seen.select_related("sender").only(*SHOWN).order_by("-sent_at", "-pk")[:NEWEST])}


@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    chosen = request.POST.get("dispatch", "")
    rows = Dispatch.objects.visible_to(request.user)
    dispatch = get_object_or_404(rows, pk=int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else 0)
    carrying.say_carried(agreement, dispatch, by=whoever(request))
    messages.success(request, gettext("The dispatch is named. Only those who hold one of its mailboxes see it here."))
    return redirect("desk:agreement", pk)


@require_POST
def take_back(request: HttpRequest, pk: int, carriage: int) -> HttpResponse:
    rows = Carriage.objects.visible_to(request.user).filter(agreement=pk).select_related("dispatch")
    carrying.take_carried_back(get_object_or_404(rows, pk=carriage), by=whoever(request))
    messages.success(request, gettext("The dispatch is not named here any more."))
    return redirect("desk:agreement", pk)
