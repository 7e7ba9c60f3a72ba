"""What the board of assignments reads: coverage of applications, loads of members, conflicts, and what a change by hand would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Concat

from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.programmes.models.call import BAR
from bartholdi.office.reviews.models import Assignment, Conflict, Fit, Reviewer, Seat
from bartholdi.office.reviews.workflow import ASKED, STANDING, AssignmentState, ConflictState, ReviewState, SeatState

MEMBER = SeatState.ACCEPTED
JUDGED = (State.SUBMITTED, State.IN_REVIEW)
LOW = 0.25  # a fit below: their publications have little to do with it


def conflicting() -> Q:
    """A conflict that stands, or is certain and waits."""
    certain = Q(state=ConflictState.OPEN, strength=Conflict.Strength.CERTAIN)
    return Q(state=ConflictState.CONFIRMED) | certain


def is_barred(application: Application, reviewer: Reviewer) -> bool:
    if Conflict.objects.filter(conflicting(), application=application, reviewer=reviewer).exists():
        return True
    kept_from = (Access.Role.BARRED, Access.Role.APPLICANT, Access.Role.PARTY)
    standing = Access.objects.current().filter(application=application, role__in=kept_from)
    return standing.filter(user__person__reviewer=reviewer).exists()


def kept_from(call: Call) -> set[tuple[int, int]]:
    """(application, reviewer) where the reviewer’s account applies with it, has a part in it, or is barred."""
    roles = (Access.Role.BARRED, Access.Role.APPLICANT, Access.Role.PARTY)
    rows = Access.objects.current().filter(
        application__call=call, role__in=roles, user__person__reviewer__seats__panel__call=call
    )
    return set(rows.order_by().values_list("application", "user__person__reviewer"))


def fit_of(known: Fit | None, reviewer: int) -> float | None:
    found = known.hundredths.get(str(reviewer)) if known else None
    return None if found is None else found / 100


def judging() -> QuerySet[Panel]:
    """Of an application in an outer query: the panels that judge it, which are all of its call but those that its field is not routed to."""
    routed = Q(fields="") | Q(fields__contains=Concat(Value(BAR), OuterRef("field"), Value(BAR)))
    return Panel.objects.filter(routed, call=OuterRef("call")).order_by()


def wanted() -> Coalesce:
    """Reviews that an application is to have, of all panels that judge it."""
    return Coalesce(Subquery(judging().values("call").annotate(n=Sum("reviews_each")).values("n")), 0)


def applications(rows: QuerySet[Application], *, now: datetime) -> QuerySet[Any]:
    """With what the filters of the board ask: how many reviewers of how many, the worst fit, whether something is late."""
    standing = Assignment.objects.standing().filter(application=OuterRef("pk")).order_by()
    had = standing.values("application").annotate(n=Count("pk")).values("n")
    # Not more than the panel asks: one with too many does not make up for one with too few.
    lacking = judging().annotate(
        there=Coalesce(
            Subquery(
                Assignment.objects.standing()
                .filter(application=OuterRef(OuterRef("pk")), seat__panel=OuterRef("pk"))
                .order_by()
                .values("seat__panel")
                .annotate(n=Count("pk"))
                .values("n")
            ),
            0,
        )
    )
    short = lacking.filter(there__lt=F("reviews_each"))
    low = standing.filter(fit__lt=LOW)
    late = standing.filter(state__in=ASKED, due_at__lt=now).exclude(review__state=ReviewState.SUBMITTED)
    marked: QuerySet[Any] = rows.annotate(had=Coalesce(Subquery(had), 0), short=Exists(short), low=Exists(low), late=Exists(late))
    return marked


def held_by(name: str) -> Q:
    """Of applications: by whom they are, or are to be, reviewed."""
    named = Assignment.objects.standing().filter(application=OuterRef("pk"), seat__reviewer__person__name__icontains=name)
    return Q(Exists(named))


def grid(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the assignments of each, and the load of whoever holds them: three queries for a page, however long it is."""
    load = (
        Assignment.objects.standing().filter(seat=OuterRef("seat")).order_by().values("seat").annotate(n=Count("pk")).values("n")
    )
    held = (
        Assignment.objects.standing()
        .select_related("seat__reviewer__person", "review")
        .defer(
            "seat__reviewer__search_text",
            "seat__reviewer__person__search_text",
            "seat__reviewer__topics",
            "review__for_applicant",
        )
        .annotate(load=Subquery(load))
        .order_by("seat__panel", "pk")
    )
    narrowed: QuerySet[Any] = rows.defer("search_text", "abstract", "judged").prefetch_related(
        Prefetch("assignments", queryset=held, to_attr="held")
    )
    return narrowed


@dataclass(frozen=True)
class Figures:
    """Of a call's board, as far as this person may see: what waits and what is late."""

    applications: int
    covered: int
    proposed: int
    asked: int
    accepted: int
    submitted: int
    late: int

    @property
    def uncovered(self) -> int:
        return self.applications - self.covered


def figures(call: Call, user: Any, *, now: datetime) -> Figures:
    """Two queries."""
    rows = applications(judged(call, user), now=now).order_by()
    counted = rows.aggregate(n=Count("pk"), covered=Count("pk", filter=Q(short=False)))
    standing = Assignment.objects.visible_to(user).of_call(call).standing().order_by()
    is_in = Q(review__state=ReviewState.SUBMITTED)
    found = standing.aggregate(
        proposed=Count("pk", filter=Q(state=AssignmentState.PROPOSED)),
        asked=Count("pk", filter=Q(state=AssignmentState.INVITED)),
        accepted=Count("pk", filter=Q(state=AssignmentState.ACCEPTED)),
        submitted=Count("pk", filter=is_in),
        late=Count("pk", filter=Q(state__in=ASKED, due_at__lt=now) & ~is_in),
    )
    return Figures(applications=counted["n"], covered=counted["covered"], **found)


def judged(call: Call, user: Any) -> QuerySet[Application]:
    """What there is to be judged of a call, and this person may see and does not apply with."""
    kept_out = (Access.Role.APPLICANT, Access.Role.PARTY)
    mine = Access.objects.current().filter(application=OuterRef("pk"), user_id=user.pk, role__in=kept_out)
    return Application.objects.visible_to(user).filter(call=call, state__in=JUDGED).exclude(Exists(mine))


def members(call: Call, panel: Panel | None = None) -> QuerySet[Any]:
    """Who has accepted a seat, with their load: what they hold, what of it is in."""
    rows = Seat.objects.filter(panel__call=call, state=MEMBER)
    if panel is not None:
        rows = rows.filter(panel=panel)
    standing = Q(assignments__state__in=sorted(STANDING))
    return (
        rows.select_related("panel", "reviewer__person")
        .defer("reviewer__search_text", "reviewer__person__search_text")
        .annotate(
            load=Count("assignments", filter=standing),
            in_already=Count("assignments", filter=standing & Q(assignments__review__state=ReviewState.SUBMITTED)),
        )
        .order_by("panel", "reviewer__person__name", "pk")
    )
