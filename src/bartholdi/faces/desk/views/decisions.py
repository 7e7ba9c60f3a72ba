"""The decisions of a call: the list by outcome, its acts, each letter before it is written, and how far the announcement is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.office.decisions import wording
from bartholdi.office.decisions.models import AnnouncementItem, Decision, Outcome
from bartholdi.office.decisions.permissions import ANNOUNCEMENT_POLICY, LETTER_READERS
from bartholdi.office.decisions.services import announcing, deciding
from bartholdi.office.lib.policy import holds
from bartholdi.office.programmes.models import Call

TONES = {"fund": "good", "reserve": "waiting", "decline": "neutral"}
AT_ONCE = 2.0  # seconds: what is not done by then, the worker does
ALL: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "propose": (deciding.propose, _("The decisions are proposed. A colleague can approve them.")),
    "approve": (deciding.approve, _("The decisions are approved. Look at the letters, then announce.")),
}
ONE: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "propose": (deciding.propose_decision, _("The decision is proposed.")),
    "approve": (deciding.approve_decision, _("The decision is approved.")),
    "reopen": (deciding.reopen_decision, _("The decision is a draft again.")),
}


def index(request: HttpRequest) -> HttpResponse:
    """Every call about which something was decided, the last closed first."""
    seen = Decision.objects.visible_to(request.user).joint().order_by()
    totals = seen.values("application__call").annotate(all=Count("pk"), told=Count("pk", filter=Q(state="announced")))
    found = {row["application__call"]: row for row in totals}
    calls = Call.objects.visible_to(request.user).real().filter(pk__in=found).order_by("-closes_at", "pk")
    return render(request, "desk/decisions.html", {"rows": [(call, found[call.pk]) for call in calls]})


def find(request: HttpRequest, pk: int) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.user), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    call = find(request, pk)
    rows = Decision.objects.visible_to(request.user).of_call(call).joint().select_related("application", "fund__fund")
    decisions = list(rows.defer("application__search_text", "application__abstract").order_by("outcome", "place", "pk"))
    made = call.announcements.visible_to(request.user).select_related("by").first()
    items = made.items.visible_to(request.user) if made else AnnouncementItem.objects.none()
    context = {
        "call": call,
        "rows": [(each, TONES[each.outcome]) for each in decisions],
        "counts": [(Outcome(name).label, sum(each.outcome == name for each in decisions)) for name in Outcome.values],
        "states": {each.state for each in decisions},
        "blockers": announcing.blockers(call, user=whoever(request)),
        "runs": ANNOUNCEMENT_POLICY.allows(request.user, "announce", None),
        "reads": holds(request.user, LETTER_READERS),
        "announcement": made,
        "progress": items.aggregate(
            **{fate: Count("pk", filter=Q(fate=fate)) for fate in AnnouncementItem.Fate.values},
        ),
        "refused": list(items.filter(fate="refused").select_related("decision__application")[:100]),
    }
    return render(request, "desk/decisions_of_call.html", context)


@require_POST
def act_on_all(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    call = find(request, pk)
    if act not in ALL:
        raise Http404
    if not ANNOUNCEMENT_POLICY.allows(request.user, "announce", None):
        raise PermissionDenied
    service, said = ALL[act]
    service(call, by=whoever(request))
    messages.success(request, str(said))
    return redirect("desk:call-decisions", pk)


@require_POST
def act_on_one(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).joint().select_related("application")
    decision = get_object_or_404(rows, pk=pk)
    if act not in ONE:
        raise Http404
    service, said = ONE[act]
    service(decision, by=whoever(request))
    messages.success(request, str(said))
    return redirect("desk:call-decisions", decision.application.call_id)


@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """A second POST while it is under way goes on, where a process died."""
    call = find(request, pk)
    ANNOUNCEMENT_POLICY.require(request.user, "announce", None)
    running = call.announcements.filter(ended_at=None).select_related("by").first()
    made = running or announcing.announce(call, by=whoever(request))
    announcing.go_on(made, seconds=AT_ONCE)
    return redirect("desk:call-decisions", pk)


def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The first, or the one asked for, with the way to the one before and after."""
    call = find(request, pk)
    if not holds(request.user, LETTER_READERS):
        raise PermissionDenied
    rows = Decision.objects.visible_to(request.user).of_call(call).joint().exclude(state="announced").order_by("outcome", "pk")
    keys = list(rows.values_list("pk", flat=True))
    typed = request.GET.get("at", "1")
    at = min(max(int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1, 1), max(len(keys), 1))
    decision = rows.select_related("application__call", "fund__fund").get(pk=keys[at - 1]) if keys else None
    context = {
        "call": call,
        "decision": decision,
        "written": wording.letters(decision) if decision else [],
        "at": at,
        "total": len(keys),
        "before": at - 1,
        "after": at + 1 if at < len(keys) else 0,
    }
    return render(request, "desk/decision_letters.html", context)
