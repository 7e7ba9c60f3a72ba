"""The decisions of a call: the list by outcome, its acts, each letter before it is written, and how far the announcement is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.office.accounts.models import User
from bartholdi.office.awards.queries import free_places
from bartholdi.office.decisions import wording
from bartholdi.office.decisions.models import AnnouncementItem, Decision, Outcome
from bartholdi.office.decisions.permissions import ANNOUNCEMENT_POLICY
from bartholdi.office.decisions.services import announcing, deciding, promoting, releasing
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.programmes.models import Call, CallFund
from bartholdi.office.reviews import meeting_queries

TONES = {"fund": "good", "reserve": "waiting", "decline": "neutral"}
ROWS = 50
IN_ORDER = Case(*[When(outcome=name, then=place) for place, name in enumerate(Outcome.values)])  # funded first
AT_ONCE = 2.0  # seconds: what is not done by then, the worker does
ALL: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "propose": (deciding.propose, _("The decisions are proposed. A colleague can approve them.")),
    "approve": (deciding.approve, _("The decisions are approved. Look at the letters, then announce.")),
}
TOLD = {  # the fate of an item, as the page counts it
    fate: Count("pk", filter=Q(fate=fate)) for fate in AnnouncementItem.Fate.values
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
    call, user = find(request, pk), whoever(request)
    seen = Decision.objects.visible_to(user).of_call(call).joint()
    asked = narrowed(request, seen)
    page = Paginator(asked.rows.order_by(IN_ORDER, "place", "pk"), ROWS).get_page(request.GET.get("page"))
    states = set(seen.order_by().values_list("state", flat=True).distinct())
    runs = ANNOUNCEMENT_POLICY.allows(user, "announce", None)
    context = {
        "call": call,
        "page": page,
        "rows": [(each, TONES[each.outcome]) for each in page],
        "chosen": asked.chosen,
        "outcomes": Outcome.choices,
        "counts": counted(seen),
        "all_states": DecisionState.choices,
        "states": states,
        "all_told": states <= {DecisionState.ANNOUNCED},
        "blockers": announcing.blockers(call, user=user),
        "offers": offered(call, user) if runs else [],
        "runs": runs,
        "meetings": meeting_queries.closed(call, user),
    }
    return render(request, "desk/decisions_of_call.html", context | announced(call, user))


class Offer(NamedTuple):
    """Who is next for a fund, how many of its places are free, and whether somebody must say how much they get."""

    fund: CallFund | None
    next: Decision
    free: int
    asks: bool


def offered(call: Call, user: User) -> list[Offer]:
    free = free_places(user, call.moment())
    return [
        Offer(
            fund,
            each,
            free.get((call.pk, fund.pk if fund else None), 0),
            fund is not None and each.amount is None and promoting.usual(fund) is None,
        )
        for fund, each in promoting.offers(call, user=user)
    ]


@dataclass(frozen=True)
class Narrowed:
    """The rows that were asked for; what the address says and nobody understands is left out."""

    rows: QuerySet[Decision]
    chosen: dict[str, str]


def narrowed(request: HttpRequest, seen: QuerySet[Decision]) -> Narrowed:
    known = {"outcome": Outcome.values, "state": DecisionState.values}
    chosen = {name: request.GET[name] for name, values in known.items() if request.GET.get(name) in values}
    rows = seen.filter(**chosen).select_related("application", "fund__fund")
    return Narrowed(rows.defer("reason", "message", "application__search_text", "application__abstract"), chosen)


def counted(seen: QuerySet[Decision]) -> list[tuple[Any, int]]:
    """How many of each outcome."""
    found = dict(seen.order_by().values_list("outcome").annotate(Count("pk")))
    return [(Outcome(name).label, found.get(name, 0)) for name in Outcome.values]


def announced(call: Call, user: User) -> dict[str, Any]:
    """How far the last announcement is, and its letters."""
    made = call.announcements.visible_to(user).select_related("by", "released_by").first()
    items = made.items.visible_to(user) if made else AnnouncementItem.objects.none()
    letters = dict(releasing.letters_of(made, user=user).order_by().values_list("state").annotate(Count("pk"))) if made else {}
    progress = items.aggregate(**TOLD)
    held = letters.get("held", 0)
    leaving = bool(made and made.released_at and not made.left_at and held)
    return {
        "announcement": made,
        "progress": progress,
        "refused": list(items.filter(fate="refused").select_related("decision__application")[:100]),
        "held": held,
        "gone": sum(letters.values()) - held,
        "leaving": leaving,
        "is_moving": bool(progress["waiting"]) or leaving,
    }


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
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """A second POST while it is under way goes on, where a process died."""
    call = find(request, pk)
    ANNOUNCEMENT_POLICY.require(request.user, "announce", None)
    running = call.announcements.waiting_for(request.user).select_related("by").first()
    made = running or announcing.announce(call, by=whoever(request))
    announcing.go_on(made, seconds=AT_ONCE)
    return redirect("desk:call-decisions", pk)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """A second POST while letters are leaving goes on, where a process died."""
    call, user = find(request, pk), whoever(request)
    made = get_object_or_404(call.announcements.visible_to(user).select_related("released_by")[:1])
    if made.released_at is None or made.left_at is not None:
        releasing.release_letters(made, by=user)
    left = releasing.go_on(made, seconds=AT_ONCE)
    if left:
        said = ngettext("%(n)s letter still leaves in the background.", "%(n)s letters still leave in the background.", left)
        messages.info(request, said % {"n": left})
    else:
        messages.success(request, gettext("The letters of this announcement leave now."))
    return redirect("desk:call-decisions", pk)


def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The first, or the one asked for, with the way to the one before and after."""
    call = find(request, pk)
    rows = Decision.objects.visible_to(request.user).of_call(call).joint().exclude(state="announced").order_by("outcome", "pk")
    keys = list(rows.values_list("pk", flat=True))
    typed = request.GET.get("at", "1")
    at = min(max(int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1, 1), max(len(keys), 1))
    decision = rows.select_related("application__call", "fund__fund").get(pk=keys[at - 1]) if keys else None
    context = {
        "call": call,
        "counts": counted(rows),
        "decision": decision,
        "written": wording.letters(decision) if decision else [],
        "at": at,
        "total": len(keys),
        "before": at - 1,
        "after": at + 1 if at < len(keys) else 0,
    }
    return render(request, "desk/decision_letters.html", context)
