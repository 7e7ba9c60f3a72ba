"""The outer facts of one dispatch: to whom, how far it got with each, what was signed of it; the text is opened in the browser alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.ui.dispatches import place
from bartholdi.faces.ui.dispatches.answers import keyed
from bartholdi.faces.ui.dispatches.drawn import TONES, URGENCY_TONES
from bartholdi.faces.ui.dispatches.writing import sealing
from bartholdi.office.agreements.models import Carriage
from bartholdi.office.dispatches import enclosing, sentences, standing
from bartholdi.office.dispatches.models import Addressee, Dispatch, Holder
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.services import numbering
from bartholdi.office.dispatches.workflow import DispatchState
from bartholdi.office.notices.models import Notice


@dataclass(frozen=True)
class Row:
    """One addressee as its reader may see it: whoever only received a dispatch sees how far it got with themselves."""

    addressee: Addressee
    state: str | Promise = ""
    tone: str = "neutral"
    reason: str = ""
    trouble: str = ""


@keyed
def show(request: HttpRequest, pk: int) -> HttpResponse:
    dispatch = get_object_or_404(delivery.whole(Dispatch.objects.visible_to(request.user)), pk=pk)
    held = set(Holder.objects.current().filter(user=place.whoever(request)).values_list("mailbox", flat=True))
    mine = dispatch.sender_id in held
    rows = list(_rows(dispatch, held, mine))
    readers = [each for each in dispatch.addressees.all() if each.mailbox_id in held and each.role in Addressee.READERS]
    context = {
        **sealing(request, pk=pk, sent=dispatch.state == DispatchState.SENT, two=dispatch.sender.two_persons),
        "dispatch": dispatch,
        "mine": mine,
        "rows": rows,
        "readers": readers,
        "twins": delivery.twins(dispatch, readers),
        "tone": URGENCY_TONES[dispatch.urgency],
        "recalls": [each for each in dispatch.recalls.all() if each.sent_at],
        "said_outside": not dispatch.sender.here and not any(row.addressee.outcome for row in rows),
        "agreements": Carriage.objects.visible_to(request.user).filter(dispatch=dispatch).select_related("agreement"),
        "late": any(row.state == standing.STANDINGS["overdue"] for row in rows),
        "size": enclosing.length(dispatch) if dispatch.envelope else 0,
        "can_void": mine and dispatch.state == DispatchState.NUMBERED,
        "carry": [row.addressee for row in rows if mine and row.state == standing.STANDINGS["carry"]],
    }
    return render(request, "ui/dispatches/dispatch.html", place.framed(request, **context))


def _rows(dispatch: Dispatch, held: set[int], mine: bool) -> Iterator[Row]:
    now = timezone.now()
    troubles = _troubles(dispatch) if mine else {}
    for each in dispatch.addressees.all():
        if each.role == Addressee.Role.COPY:
            continue  # the sender's own: nothing is expected of it
        if each.role not in Addressee.READERS:
            yield Row(each)
        elif mine or each.mailbox_id in held:
            name = standing.of_addressee(each, dispatch, now)
            reason = sentences.of(each.reason)
            yield Row(each, standing.STANDINGS[name], TONES[name], reason, troubles.get(enclosing.cause(each), ""))
        else:
            yield Row(each)


def _troubles(dispatch: Dispatch) -> dict[str, str]:
    """What hinders the e-mails that carry it; of one cause the newest letter."""
    causes = [enclosing.cause(each) for each in dispatch.addressees.all() if not each.mailbox.here]
    letters = Notice.objects.filter(cause__in=causes, kind="dispatches.sealed").order_by("pk").defer("text", "html", "body")
    return {each.cause: each.trouble_in_words for each in letters}


@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    numbering.void(place.dispatch(request, pk), by=place.whoever(request))
    messages.success(request, gettext("The numbers are marked as not used. They stay taken, so that nobody looks for them."))
    return redirect(place.address(request, "dispatch", pk))
