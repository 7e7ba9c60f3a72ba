"""Rehearsing a call: begin, move the clock, look as each role, discard."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.call import ClockForm
from bartholdi.faces.desk.views.calls import find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.office.applications import rehearsing
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import services


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    made = rehearsing.rehearse(find(request, pk), by=whoever(request))
    messages.success(request, gettext("The rehearsal began, with invented applicants. No letter leaves from it."))
    return redirect("desk:call", made.pk)


@require_POST
def clock(request: HttpRequest, pk: int) -> HttpResponse:
    rehearsal = find(request, pk)
    form = ClockForm(request.POST)
    if not form.is_valid():
        raise Refused(gettext("Give the day and the hour to which the clock moves."))
    services.set_clock(rehearsal, at=form.at(rehearsal.zone), by=whoever(request))
    return redirect("desk:call", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    rehearsal = find(request, pk)
    original = rehearsal.rehearsal_of_id or pk
    rehearsing.discard(rehearsal, by=whoever(request))
    messages.success(request, gettext("The rehearsal is gone, with everything in it."))
    return redirect("desk:call", original)
