"""What a reviewer's own pages ask: their assignments, what is in, what others said of the same application."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from bartholdi.office.reviews.models import Assignment, Remark, Review, ReviewVersion
from bartholdi.office.reviews.workflow import ReviewState

# Of the columns of an application, its call and its people: what the start page shows.
COLUMNS = (
    *("state", "due_at", "application", "seat"),
    *(f"application__{name}" for name in ("reference", "title", "state", "call")),
    *(f"application__call__{name}" for name in ("title_en", "title_fr", "zone", "blind", "columns", "edition")),
    *(f"seat__{name}" for name in ("panel", "reviewer")),
    *(f"seat__panel__{name}" for name in ("name_en", "name_fr", "call")),
    *(f"review__{name}" for name in ("state", "abstains", "assignment", "submitted_at", "application", "response")),
)
SHOWN = 200  # of one person


def own(user: Any) -> QuerySet[Assignment]:
    """Of somebody as a reviewer, whatever else they are; never of a rehearsal, never what they are kept from."""
    mine = Assignment.objects.visible_to(user).asked().filter(seat__reviewer__person__account_id=getattr(user, "pk", None) or 0)
    return mine.filter(application__call__rehearsal_of=None)


def counts(user: Any) -> tuple[int, int]:
    """How many somebody is asked to review, and how many of these are not in; one query."""
    open_ones = Q(application__state__in=["submitted", "in_review"]) & ~Q(review__state=ReviewState.SUBMITTED)
    found = own(user).order_by().aggregate(all=Count("pk"), waiting=Count("pk", filter=open_ones))
    return found["all"], found["waiting"]


def for_the_start(user: Any) -> list[Assignment]:
    """One query; the nearest date first."""
    rows = own(user).select_related("application__call", "seat__panel", "review").only(*COLUMNS)
    return list(rows.order_by("due_at", "application__reference", "pk")[:SHOWN])


def for_one(user: Any) -> QuerySet[Assignment]:
    """With all that the page of one review reads."""
    joined = ("application__call__programme", "application__call__review_edition", "seat__panel", "seat__reviewer__person")
    rows = own(user).select_related(*joined, "review__response")
    return rows.defer(
        "application__search_text",
        "application__judged",
        "application__call__search_text",
        "application__call__review_edition__spec",
        "seat__reviewer__search_text",
        "seat__reviewer__person__search_text",
    )


def others(assignment: Assignment, user: Any) -> list[Review]:
    """Of the same panel, once one's own is in and counts; what was submitted last stands first in `submitted`."""
    rows = Review.objects.visible_to(user).filter(
        application=assignment.application_id, assignment__seat__panel=assignment.seat.panel_id, state="submitted"
    )
    versions = Prefetch("submitted", queryset=ReviewVersion.objects.order_by("-number"))
    shown = rows.exclude(assignment=assignment.pk).select_related("assignment__seat__reviewer__person").prefetch_related(versions)
    return list(shown.order_by("pk"))


def remarks(assignment: Assignment, user: Any) -> list[Remark]:
    rows = Remark.objects.visible_to(user).filter(application=assignment.application_id, panel=assignment.seat.panel_id)
    return list(rows.select_related("author").prefetch_related("mentions"))
