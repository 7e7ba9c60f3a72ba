"""A review that must not count any more is kept as it is, and says why; who may not judge stops being asked."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from bartholdi.office.applications.models import Access
from bartholdi.office.applications.models.access import forget_standing
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.reviews.models import Assignment, Conflict, Review
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW

CONFLICT = gettext_noop("A conflict of interest was declared or found: this review is kept, and does not count.")


def stop_counting(assignment: Assignment, why: str, *, by: Actor) -> None:
    """Also a draft: what is handed in later would not count either."""
    for review in Review.objects.filter(assignment=assignment, counts=True):
        with act("reviews.stop_counting", review, by=by):
            review.counts, review.why_not = False, why[:500]


def stop_for_conflict(conflict: Conflict, *, by: Actor) -> None:
    """Once a conflict is confirmed, whoever was asked is asked no more, and what they handed in does not count."""
    rows = Assignment.objects.standing().filter(application=conflict.application_id, seat__reviewer=conflict.reviewer_id)
    for assignment in rows:
        with act("reviews.recuse", assignment, by=by, workflow=ASSIGNMENT_WORKFLOW):
            assignment.answered_at = timezone.now()
        end(assignment, by=by)


def end(assignment: Assignment, *, by: Actor) -> None:
    """What follows from a recusal, whoever brought it about."""
    stop_counting(assignment, CONFLICT, by=by)
    account = assignment.seat.reviewer.person.account_id
    rows = Access.objects.current().filter(application=assignment.application_id, user_id=account or 0, role=Access.Role.REVIEWER)
    rows.update(until=timezone.now())
    forget_standing(assignment.application)
