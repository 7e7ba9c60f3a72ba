"""What the desk asks about reviews: what waits, what is late, what was said of one application."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Assignment, Remark, Review, Reviewer, ReviewVersion
from bartholdi.office.reviews.workflow import ASKED, ReviewState

IN = Q(review__state=ReviewState.SUBMITTED)
OPEN = Q(state__in=ASKED) & (Q(review=None) | Q(review__state__in=[ReviewState.DRAFT, ReviewState.RETURNED]))


def standing(value: str) -> Q:
    """How a review stands, as one filters by it; late is asked of the clock."""
    return {
        "waiting": OPEN,
        "late": OPEN & Q(due_at__lt=timezone.now()),
        "submitted": IN & Q(review__counts=True, review__abstains=False),
        "returned": Q(review__state=ReviewState.RETURNED),
        "abstained": IN & Q(review__abstains=True),
        "not_counting": Q(review__counts=False),
    }[value]


def for_the_list(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those that were asked, with all that a line shows; nothing of a rehearsal."""
    real = rows.filter(application__call__rehearsal_of=None).exclude(state__in=["proposed", "withdrawn"])
    joined = real.select_related("application__call", "seat__reviewer__person", "seat__panel", "review")
    return joined.defer(
        *("application__search_text", "application__abstract", "application__judged"),
        *("application__call__search_text", "application__call__rules"),
        *("seat__reviewer__search_text", "seat__reviewer__person__search_text"),
    )


def late(user: Any, *, now: datetime) -> int:
    rows = Assignment.objects.visible_to(user).filter(OPEN, due_at__lt=now, application__call__rehearsal_of=None)
    return rows.filter(application__state__in=["submitted", "in_review"]).count()


def panels() -> list[Panel]:
    rows = Panel.objects.filter(call__rehearsal_of=None, seats__assignments__isnull=False).select_related("call").distinct()
    return list(rows.order_by("-call__closes_at", "pk")[:200])


def reviews(user: Any) -> QuerySet[Review]:
    """Staff read what was submitted; a draft is its writer's own, and only that it is there is known."""
    versions = Prefetch("submitted", queryset=ReviewVersion.objects.select_related("edition").order_by("-number"))
    joined = ("assignment__seat__reviewer__person", "assignment__seat__panel", "application__call__review_edition")
    rows = Review.objects.visible_to(user).filter(application__call__rehearsal_of=None)
    return rows.select_related(*joined, "response__edition").prefetch_related(versions)


def remarks(user: Any, application: int) -> list[Remark]:
    rows = Remark.objects.visible_to(user).filter(application=application).select_related("author", "panel")
    return list(rows.prefetch_related("mentions"))


def named(user: Any, typed: str) -> list[Reviewer]:
    """Of the pool, those whose name fits what was typed, as many as one reads."""
    rows = Reviewer.objects.visible_to(user).search(typed).select_related("person")
    return list(rows.defer("search_text", "person__search_text").order_by("person__name", "pk")[:20])
