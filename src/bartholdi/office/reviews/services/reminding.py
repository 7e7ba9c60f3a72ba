"""What is done for reviews by the clock: reminds before they are due, and when they are late; each step once."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from bartholdi.office.journal.acts import System, act, lock
from bartholdi.office.reviews import mails
from bartholdi.office.reviews.models import Assignment
from bartholdi.office.reviews.services.reviewing import JUDGED
from bartholdi.office.reviews.workflow import ASKED, ReviewState

BY = System("reviews")
STEPS = (timedelta(days=-7), timedelta(days=-1), timedelta(hours=1), timedelta(days=7))  # from the instant when it is due
OVER = timedelta(days=30)  # after that the office writes by itself


def look_after_reviews(now: datetime) -> int:
    """Says how many letters were written: one for each seat and step. Run twice, it writes nothing twice."""
    found: defaultdict[tuple[int, datetime, datetime], list[Assignment]] = defaultdict(list)
    for assignment in _waiting(now):
        step = step_of(assignment, now)
        if step is not None and assignment.due_at is not None:
            found[(assignment.seat_id, assignment.due_at, step)].append(assignment)
    return sum(_remind(rows, step, now) for (_seat, _due, step), rows in found.items())


def step_of(assignment: Assignment, now: datetime) -> datetime | None:
    """The instant of the reminder that is due now: none while the last letter is younger than it."""
    if assignment.due_at is None:
        return None
    passed = [assignment.due_at + step for step in STEPS if assignment.due_at + step <= now]
    step = max(passed, default=None)
    mailed = [each for each in (assignment.asked_at or assignment.made_at, assignment.reminded_at) if each is not None]
    return step if step is not None and max(mailed) < step else None


def _waiting(now: datetime) -> list[Assignment]:
    """Of calls that run, not of rehearsals; nothing of it is in yet, or it was sent back."""
    rows = Assignment.objects.asked().filter(
        application__state__in=JUDGED, application__call__rehearsal_of=None, due_at__gt=now - OVER, due_at__lt=now - STEPS[0]
    )
    open_ones = rows.exclude(review__state=ReviewState.SUBMITTED).exclude(seat__reviewer__person__account=None)
    return list(
        open_ones.select_related("application__call", "seat__reviewer__person__account")
        .defer("application__search_text", "application__call__search_text", "application__call__rules")
        .order_by("due_at", "pk")
    )


def _remind(rows: list[Assignment], step: datetime, now: datetime) -> int:
    with transaction.atomic():
        waiting = [each for each in rows if _still_waits(each, since=step)]
        if not waiting:
            return 0
        for each in waiting:
            with act("reviews.remind_reviewer", each, by=BY):
                each.reminded_at = now
        late = waiting[0].due_at is not None and now > waiting[0].due_at
        mails.due(waiting, is_late=late, dedupe=f"review-reminder:{waiting[0].pk}:{step.isoformat()}", by=BY)
    return 1


def _still_waits(assignment: Assignment, *, since: datetime) -> bool:
    """Read again, locked: another worker may have written meanwhile, or the reviewer may have handed in."""
    lock(assignment)
    is_in = Assignment.objects.filter(pk=assignment.pk, review__state=ReviewState.SUBMITTED).exists()
    return assignment.state in ASKED and not is_in and not (assignment.reminded_at and assignment.reminded_at >= since)
