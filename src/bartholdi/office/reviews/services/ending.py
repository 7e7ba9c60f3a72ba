"""What ends with an assignment: the reviewer’s standing on the application, and whether a review that is in counts."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.journal.acts import Act, Actor, act
from bartholdi.office.reviews.models import Assignment, Review, Seat
from bartholdi.office.reviews.permissions import ASSIGNMENT_POLICY
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW, ReviewState


def end_standing(assignment: Assignment) -> None:
    """Unless another assignment of the same account holds it. What was seen stays written: the row is dated, not removed."""
    account = assignment.seat.reviewer.person.account_id
    if not account:
        return
    held = Assignment.objects.asked().filter(application=assignment.application_id, seat__reviewer__person__account_id=account)
    if not held.exclude(pk=assignment.pk).exists():
        rows = Access.objects.current().filter(application=assignment.application_id, user_id=account, role=Access.Role.REVIEWER)
        rows.update(until=timezone.now())


def stop_counting(running: Act[Assignment], why: str) -> None:
    """A review that is in is kept as it is, and says why it counts no more."""
    review = Review.objects.select_for_update(of=("self",)).filter(assignment=running.subject, counts=True).first()
    if review is None:
        return
    review.counts, review.why_not = False, why[:500]
    review.save(update_fields=["counts", "why_not"])
    if review.state == ReviewState.SUBMITTED:
        running.note(review_counts=[True, False])


def take_off(assignment: Assignment, *, why: str, by: User) -> None:
    """For a conflict of interest: at any moment, also once the review is in."""
    with act("reviews.recuse", assignment, by=by, policy=ASSIGNMENT_POLICY, workflow=ASSIGNMENT_WORKFLOW) as running:
        assignment.answered_at, assignment.reason = timezone.now(), why[:2000]
        said = gettext("A conflict of interest: %(why)s") % {"why": why} if why else gettext("A conflict of interest.")
        stop_counting(running, said)
    end_standing(assignment)


def withdraw_open(seat: Seat, *, by: Actor) -> int:
    """Who leaves gives back what is not reviewed yet; reviews that are in stay and count. Says how many were given back."""
    left = Assignment.objects.standing().filter(seat=seat).exclude(review__state=ReviewState.SUBMITTED)
    rows = list(left.select_related("application", "seat__reviewer__person"))
    for assignment in rows:
        with act("reviews.withdraw_assignment", assignment, by=by, workflow=ASSIGNMENT_WORKFLOW) as running:
            assignment.reason = gettext("The reviewer left the panel.")
            stop_counting(running, assignment.reason)
        end_standing(assignment)
    return len(rows)
