"""What the pages and the minutes of a meeting read; and whether a page that waits has to be drawn again."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bartholdi.office.applications.models import Access
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.models import Assignment, Ballot, Conflict, Meeting, MeetingItem, Seat
from bartholdi.office.reviews.models.meeting import KEPT_OUT, Absence
from bartholdi.office.reviews.workflow import AssignmentState, ConflictState, ItemState, MeetingState


def coming(user: Any, until: datetime) -> QuerySet[Meeting]:
    """Those that run, and those that begin before `until`, the next first; none of a rehearsal."""
    live = Q(state=MeetingState.RUNNING) | Q(state=MeetingState.PLANNED, begins_at__lt=until)
    rows = Meeting.objects.visible_to(user).filter(live, call__rehearsal_of=None).select_related("call", "panel")
    return rows.defer("call__search_text", "call__rules").order_by("begins_at", "pk")


def closed(call: Call, user: Any) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(user).filter(call=call, state=MeetingState.CLOSED).select_related("panel", "call")
    return rows.defer("call__search_text", "call__rules").order_by("begins_at", "pk")


def kept_from_item(item: MeetingItem) -> list[Seat]:
    """The members who must leave for it: the same rule as `kept_from`, asked for all of them."""
    at = item.application_id
    held = Access.objects.current().filter(application=at, user=OuterRef("reviewer__person__account"), role__in=KEPT_OUT)
    conflict = Conflict.objects.filter(application=at, reviewer=OuterRef("reviewer"), state=ConflictState.CONFIRMED)
    recused = Assignment.objects.filter(
        application=at, seat__reviewer=OuterRef("reviewer"), state=AssignmentState.RECUSED
    ).order_by()
    rows = item.meeting.seats().filter(Exists(held) | Exists(conflict) | Exists(recused))
    return list(rows.select_related("reviewer__person").order_by("pk"))


def standing(pk: int, user: Any) -> tuple[Any, ...] | None:
    """All on which a page that waits depends, in one query: None where there is no such meeting for this person."""
    mine = MeetingItem.objects.visible_to(user).filter(meeting=OuterRef("pk")).order_by()
    count = mine.values("meeting").annotate(n=Count("pk")).values("n")
    current = mine.filter(state=ItemState.OPEN).values("pk")[:1]
    found = Meeting.objects.visible_to(user).filter(pk=pk).order_by()
    row = found.annotate(seen=Coalesce(Subquery(count), 0), current=Subquery(current)).values_list("version", "seen", "current")
    return row.first()


def agenda(meeting: Meeting, user: Any) -> QuerySet[MeetingItem]:
    rows = MeetingItem.objects.visible_to(user).filter(meeting=meeting).select_related("application", "meeting__call")
    return (
        rows.defer("application__search_text", "application__abstract", "application__judged")
        .annotate(cast=Count("ballots"))
        .order_by("position", "pk")
    )


def is_away(meeting: Meeting, user: Any) -> bool:
    """Whether something is being discussed for which this person has left."""
    open_ones = MeetingItem.objects.filter(meeting=meeting, state=ItemState.OPEN)
    return open_ones.exclude(pk__in=MeetingItem.objects.visible_to(user).order_by().values("pk")).exists()


def counted(item: MeetingItem) -> list[tuple[str, str, int]]:
    """Each choice with its label and how many ballots."""
    found = Counter(item.ballots.order_by().values_list("choice", flat=True))
    return [(value, str(label), found[value]) for value, label in Ballot.Choice.choices]


def members(meeting: Meeting) -> QuerySet[Seat]:
    """Who can be there, and whether they are."""
    here = Q(pk__in=meeting.presences.filter(left_at=None).order_by().values("seat"))
    rows = meeting.seats().select_related("reviewer__person").defer("reviewer__search_text", "reviewer__person__search_text")
    return rows.annotate(here=here).order_by("-chairs", "reviewer__person__name", "pk")


def with_minutes(user: Any) -> QuerySet[Meeting]:
    """Those of which a member can read the minutes, the last one first; none of a rehearsal."""
    rows = Meeting.objects.of_member(user).over().filter(call__rehearsal_of=None).select_related("call", "panel")
    return rows.defer("call__search_text", "call__rules").order_by("-begins_at", "-pk")


def may_read_reasons(meeting: Meeting, user: Any) -> bool:
    """Whether a member reads what was typed as reasons once it is over: nobody can tell whether free text names an application, or why
    somebody left for it, so only where nobody had to leave, and of a meeting of which they may know everything."""
    return not Absence.objects.filter(item__meeting=meeting).exists() and sees_all(meeting, user)


def sees_all(meeting: Meeting, user: Any) -> bool:
    """The minutes tell of every item: who must not know one of them does not read them."""
    return meeting.items.count() == MeetingItem.objects.visible_to(user).filter(meeting=meeting).count()
