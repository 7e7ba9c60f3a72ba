"""One application of the board and one pair of it: who could review it, what a change would do, and the change."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.board import MeantForm, TakeBackForm
from bartholdi.faces.desk.views import board_cells
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.models import Application
from bartholdi.office.reviews import board, consequences
from bartholdi.office.reviews.models import Assignment, Seat
from bartholdi.office.reviews.permissions import ASSIGNMENT_POLICY
from bartholdi.office.reviews.services import assigning
from bartholdi.office.reviews.workflow import STANDING

SHOWN = 15  # candidates of a panel on one page


def find_application(request: HttpRequest, pk: int) -> Application:
    """Of those that are judged, and with which this person does not apply."""
    seen = Application.objects.visible_to(request.user).filter(call__rehearsal_of=None).select_related("call")
    found = get_object_or_404(seen, pk=pk)
    return get_object_or_404(board.grid(board.judged(found.call, request.user).select_related("call")), pk=pk)


def find(request: HttpRequest, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.user).filter(application__call__rehearsal_of=None)
    return get_object_or_404(rows.select_related("application__call", "seat__panel", "seat__reviewer__person", "review"), pk=pk)


def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reviews it, and on each panel who could, the nearest first; `?q=` narrows these by name."""
    found = find_application(request, pk)
    typed = request.GET.get("q", "").strip()[:80]
    choices = [
        (panel, consequences.candidates(found, panel, typed, user=whoever(request))[:SHOWN]) for panel in found.call.panels.all()
    ]
    past = found.assignments.exclude(state__in=sorted(STANDING)).select_related("seat__reviewer__person", "seat__panel")
    context = {
        "application": found,
        "pairs": [(each, board_cells.state(each), board_cells.fit(each)) for each in found.held],  # type: ignore[attr-defined]
        "past": past,
        "choices": choices,
        "typed": typed,
        "may_give": ASSIGNMENT_POLICY.allows(request.user, "assign", Assignment(application=found)),
    }
    return render(request, "desk/board_application.html", context)


def give(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """What it would do stands on the page before it is done. `?instead=` names the assignment that is moved."""
    found = find_application(request, pk)
    to = get_object_or_404(Seat.objects.select_related("panel", "reviewer__person").filter(panel__call=found.call), pk=seat)
    instead = find(request, int(key)) if (key := request.GET.get("instead", "")).isdecimal() and len(key) < 12 else None
    if instead is not None and instead.application_id != found.pk:
        raise Http404
    ASSIGNMENT_POLICY.require(request.user, "assign", Assignment(application=found, seat=to))
    told = consequences.of(found, to, instead=instead, user=whoever(request))
    form = MeantForm(request.POST if request.method == "POST" else None, over=told.over, initial={"over": False})
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: _given(found, to, instead, form.meant, request)):
        messages.success(request, gettext("%(name)s reviews it. Nothing is sent yet.") % {"name": to.reviewer})
        return redirect("desk:board-application", pk)
    context = {"application": found, "seat": to, "instead": instead, "told": told, "form": form}
    return render(request, "desk/board_give.html", context)


def _given(found: Application, to: Seat, instead: Assignment | None, over: bool, request: HttpRequest) -> None:
    if instead is None:
        assigning.assign(found, to, by=whoever(request), over=over)
    else:
        assigning.move(instead, to, by=whoever(request), over=over)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A pair: why, since when, and who could have it instead. A POST takes it back."""
    assignment = find(request, pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: assigning.unassign(assignment, by=whoever(request), **form.cleaned_data)):
        messages.success(request, gettext("The assignment was taken back."))
        return redirect("desk:board-application", assignment.application_id)
    can = ASSIGNMENT_POLICY.actions(request.user, assignment) if assignment.state in STANDING else set()
    return render(request, "desk/assignment.html", {**_shown(assignment, request), "form": form, "can": can})


def _shown(assignment: Assignment, request: HttpRequest) -> dict[str, Any]:
    typed, panel = request.GET.get("q", "").strip()[:80], assignment.seat.panel
    mine = assignment.application, panel, typed
    candidates = consequences.candidates(*mine, user=whoever(request))[:SHOWN] if assignment.state in STANDING else []
    return {
        "assignment": assignment,
        "application": assignment.application,
        "state": board_cells.state(assignment),
        "fit": board_cells.fit(assignment),
        "late": assignment.is_late(timezone.now()),
        "taking_back": consequences.of_taking_back(assignment) if assignment.state in STANDING else (),
        "candidates": candidates,
        "typed": typed,
    }


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = find(request, pk)
    wanted = request.POST.get("kept") == "1"
    assigning.keep(assignment, wanted, by=whoever(request))
    said = gettext("A new proposal leaves it as it is.") if wanted else gettext("A new proposal may change it.")
    messages.success(request, said)
    return redirect("desk:assignment", pk)
