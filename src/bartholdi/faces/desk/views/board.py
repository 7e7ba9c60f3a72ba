"""The assignment board of a call: applications and their reviewers, what waits and what is late, proposals, and asking for reviews."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.board import AskForm
from bartholdi.faces.desk.views import board_cells
from bartholdi.faces.desk.views.applications import LANGUAGES
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.listing import Choice, Column, Empty, Listing, Text, YesNo, respond
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews import board, telling
from bartholdi.office.reviews.models import Proposal
from bartholdi.office.reviews.permissions import BOARD_POLICY
from bartholdi.office.reviews.services import asking, proposing

SECONDS = 5.0  # what asking may take of a request; the worker does the rest
KINDS = {"propose": Proposal.Kind.ANEW, "repair": Proposal.Kind.REPAIR}


def find(request: HttpRequest, pk: int) -> Call:
    rows = Call.objects.visible_to(request.user).real().select_related("programme").defer("search_text", "rules")
    return get_object_or_404(rows, pk=pk)


def index(request: HttpRequest, pk: int) -> HttpResponseBase:
    call = find(request, pk)
    newest = Proposal.objects.visible_to(request.user).filter(call=call).first()
    context = {
        "call": call,
        "figures": board.figures(call, request.user, now=timezone.now()),
        "can": BOARD_POLICY.actions(request.user, None),
        "panels": call.panels.all(),
        **progress_of(newest, request.user),
    }
    return respond(request, listing(call, request.user), "desk/board.html", context)


def listing(call: Call, user: Any) -> Listing:
    def narrowed(_rows: Any) -> Any:
        rows = board.applications(board.judged(call, user), now=timezone.now())
        return board.grid(rows.annotate(wanted=board.wanted()))

    return Listing(
        name="board",
        title=_("Assignment board"),
        model=Application,
        narrowed=narrowed,
        columns=COLUMNS,
        filters=FILTERS,
        search=_("Search a reference, a title or a person"),
        sort="reference",
        link=lambda row: reverse("desk:board-application", args=[row.pk]),
        may_export=lambda _user: False,  # it has a file of its own, which can be read again
        empty=Empty(_("There is nothing to assign yet"), _("Applications stand here once they are handed in.")),
    )


COLUMNS = [
    Column("reference", _("Reference"), sort="reference"),
    Column("title", _("Title"), sort="title"),
    Column("language", _("Language"), lambda row: LANGUAGES.get(row.language, row.language)),
    Column("coverage", _("Reviewers"), board_cells.coverage, sort="had"),
    Column("pairs", _("Who reviews it"), board_cells.pairs),
]
FILTERS = [
    YesNo("short", _("Reviewers lacking"), where=Q(short=True)),
    YesNo("low", _("Low fit"), where=Q(low=True)),
    YesNo("late", _("Late"), where=Q(late=True)),
    Choice("language", _("Language"), options=list(LANGUAGES.items())),
    Text("reviewer", _("Reviewer"), where=board.held_by),
]


def progress_of(proposal: Proposal | None, user: Any) -> dict[str, Any]:
    if proposal is None:
        return {"proposal": None}
    return {
        "proposal": proposal,
        "step": telling.step(proposal),
        "fault": telling.fault(proposal),
        "lacking": telling.lacking(proposal, user),
    }


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """For htmx: how far the proposal has come; once it is done, the whole page anew."""
    call = find(request, pk)
    newest = Proposal.objects.visible_to(request.user).filter(call=call).first()
    response = render(request, "desk/parts/board_proposal.html", {"call": call, **progress_of(newest, request.user)})
    if newest is None or newest.ended_at:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def propose(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    call = find(request, pk)
    if kind not in KINDS:
        raise Http404
    proposing.propose(call, by=whoever(request), kind=KINDS[kind])
    messages.success(request, gettext("The proposal is being computed. Nothing is sent to anybody."))
    return redirect("desk:board", pk)


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Until when; then one letter to each reviewer, through the outbox."""
    call = find(request, pk)
    BOARD_POLICY.require(request.user, "propose_assignments", None)
    form = AskForm(request.POST or None, zone=call.zone, reader=whoever(request).zone)
    rescue.kept(request, form)
    if form.is_valid():
        faults = asking.ask(call, by=whoever(request), due_at=form.cleaned_data["until"], seconds=SECONDS)
        for fault in faults:
            messages.warning(request, fault)
        messages.success(request, gettext("The letters are in the outbox."))
        return redirect("desk:board", pk)
    waiting = asking.proposed(call, whoever(request))
    context = {"call": call, "form": form, "waiting": waiting.count(), "readers": waiting.values("seat").distinct().count()}
    return render(request, "desk/board_ask.html", context)
