"""The panels: what waits and what is late on each, and the acts on its seats."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.reviewer import SeatForm
from bartholdi.faces.desk.views import reviewers
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.columns import field_said
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews import desk_queries, queries
from bartholdi.office.reviews.models import Conflict, Reviewer, Seat
from bartholdi.office.reviews.permissions import CONFLICT_POLICY, POLICY, SEAT_POLICY
from bartholdi.office.reviews.services import conflicts, seats

TONES = {
    "proposed": "neutral",
    "invited": "waiting",
    "accepted": "good",
    "declined": "bad",
    "left": "bad",
    "withdrawn": "neutral",
}
SHOWN = 20  # reviewers found in the pool, on one page


def index(request: HttpRequest) -> HttpResponse:
    """Every panel of a call that is not over, the last closed first, then those that still close, of which those without anything yet
    are folded; how many answers are late, how many conflicts wait."""
    now = timezone.now()
    panels = queries.with_assignments(queries.with_late(queries.panels_of_staff(), now=now), request.user, now=now)
    closed = [each for each in panels if each.call.closes_at and each.call.closes_at <= now]
    later = [each for each in panels if not each.call.closes_at or each.call.closes_at > now]
    context = {
        "groups": [(_("In review"), closed[::-1], []), (_("Before the closing"), *parted(later))],
        "open_conflicts": Conflict.objects.visible_to(request.user).open().count(),
        "late_reviews": desk_queries.late(request.user, now=now),
        "can": POLICY.actions(request.user, None),
    }
    return render(request, "desk/reviewing.html", context)


def parted(panels: list[Any]) -> tuple[list[Any], list[Any]]:
    """Those with a seat or a review, and those of which every number is zero."""
    numbers = ("accepted", "invited", "proposed", "asked", "overdue")
    busy = [each for each in panels if any(getattr(each, name) for name in numbers)]
    return busy, [each for each in panels if each not in busy]


def find(request: HttpRequest, pk: int) -> Panel:
    return get_object_or_404(Panel.objects.select_related("call", "side").filter(call__rehearsal_of=None), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    panel, now = find(request, pk), timezone.now()
    can = SEAT_POLICY.actions(request.user, None)
    typed = request.GET.get("q", "").strip()[:80]
    found = Reviewer.objects.visible_to(request.user).available().search(typed) if typed else Reviewer.objects.none()
    rows = queries.seats_of(panel, request.user)
    context = {
        "panel": panel,
        "routed": [field_said(panel.call, value) for value in panel.routed],
        "rows": [(seat, TONES[seat.state], seat.is_late(now), moves(seat)) for seat in rows],
        "typed": typed,
        "found": queries.for_the_list(found)[:SHOWN],
        "can": can,
        "may_search": CONFLICT_POLICY.allows(request.user, "find_conflict", None),
    }
    return render(request, "desk/panel.html", context)


def moves(seat: Seat) -> list[tuple[str, str | Promise]]:
    return [(name, label) for name, (label, states, _service, _said) in ACTS.items() if seat.state in states]


def propose(request: HttpRequest, pk: int, reviewer: int) -> HttpResponse:
    """What speaks against it stands on the page before anybody is asked."""
    panel, who = find(request, pk), reviewers.find(request, reviewer)
    SEAT_POLICY.require(request.user, "propose_seat", None)
    form = SeatForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: seats.propose_seat(panel, who, by=whoever(request), **form.cleaned_data)):
        messages.success(request, gettext("%(name)s is proposed. Nothing is sent yet.") % {"name": who})
        return redirect("desk:panel", pk)
    check = seats.check(panel, who, user=whoever(request))
    by_reason: dict[str, int] = {}
    for each in check.found:
        by_reason[each.reason] = by_reason.get(each.reason, 0) + 1
    reasons = [(Conflict(reason=reason).get_reason_display(), number) for reason, number in sorted(by_reason.items())]
    context = {"panel": panel, "reviewer": who, "form": form, "check": check, "reasons": reasons}
    return render(request, "desk/panel_propose.html", context)


@require_POST
def search(request: HttpRequest, pk: int) -> HttpResponse:
    panel = find(request, pk)
    number = conflicts.search(panel.call, by=whoever(request))
    said = ngettext("%(number)s new possible conflict was found.", "%(number)s new possible conflicts were found.", number)
    messages.success(request, said % {"number": number})
    return redirect("desk:panel", pk)


@require_POST
def do(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.user).select_related("panel__call", "reviewer__person"), pk=pk)
    if act not in ACTS:
        raise Http404
    _label, _states, service, said = ACTS[act]
    service(seat, by=whoever(request))
    messages.success(request, str(said))
    return redirect("desk:panel", seat.panel_id)


ACTS: dict[str, tuple[str | Promise, tuple[str, ...], Callable[..., Any], str | Promise]] = {
    "offer": (_("Send the invitation"), ("proposed",), seats.offer_seat, _("The invitation is in the outbox.")),
    "again": (_("Send a new link"), ("invited",), seats.offer_seat, _("A new link is in the outbox.")),
    "withdraw": (
        _("Take back"),
        ("proposed", "invited"),
        seats.withdraw_seat,
        _("The seat is free again. The link opens nothing any more."),
    ),
    "leave": (
        _("Leaves the panel"),
        ("accepted",),
        seats.leave_panel,
        _("The reviewer has left the panel. What they had not reviewed is lacking now: repair the board."),
    ),
}
