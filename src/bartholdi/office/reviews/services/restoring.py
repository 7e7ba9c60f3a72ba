"""What becomes of a review that is in once the conflict of interest that took its reviewer off was none."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import act
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Conflict, Reason, Review
from bartholdi.office.reviews.permissions import ASSIGNMENT_POLICY
from bartholdi.office.reviews.services.arriving import admit
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW, AssignmentState, ConflictState, ReviewState


def left_out(conflict: Conflict) -> Review | None:
    """The newest review of this reviewer that is in and does not count."""
    rows = Review.objects.filter(
        application=conflict.application_id,
        assignment__seat__reviewer=conflict.reviewer_id,
        state=ReviewState.SUBMITTED,
        counts=False,
        abstains=False,
    )
    near = ("application__call", "assignment__application", "assignment__seat__panel", "assignment__seat__reviewer__person")
    return rows.select_related(*near).order_by("-pk").first()


def why_out(conflict: Conflict, review: Review) -> str:
    """In a sentence, why the review stays out although this conflict was dismissed; nothing where nothing else speaks against it."""
    same = Conflict.objects.filter(application=conflict.application_id, reviewer=conflict.reviewer_id)
    if same.filter(board.conflicting()).exists():
        return gettext("Their review stays out: another conflict of interest stands or waits.")
    if same.filter(reason=Reason.DECLARED).exists():
        return gettext(
            "Their review stays out: the reviewer declared a conflict of interest in person. Assign them anew if they agree."
        )
    assignment = review.assignment
    if assignment.state != AssignmentState.RECUSED or assignment.seat.state != board.MEMBER:
        return gettext("Their review stays out: the assignment has ended. Assign them anew if they are to judge it.")
    if review.application.state not in board.JUDGED:
        return gettext("Their review stays out: the application is judged no more.")
    standing = Assignment.objects.standing().filter(application=conflict.application_id, seat__reviewer=conflict.reviewer_id)
    if standing.exists():
        return gettext("Their earlier review stays out: they were assigned anew since.")
    return ""


@transaction.atomic
def restore(conflict: Conflict, *, by: User) -> Review | None:
    """Once dismissed; the review that counts again, where one does."""
    review = left_out(conflict)
    if conflict.state != ConflictState.DISMISSED or review is None or why_out(conflict, review):
        return None
    assignment = review.assignment
    with act("reviews.reinstate", assignment, by=by, policy=ASSIGNMENT_POLICY, workflow=ASSIGNMENT_WORKFLOW) as running:
        assignment.reason = ""
        running.note(review_counts=[False, True])
    review.counts, review.why_not = True, ""
    review.save(update_fields=["counts", "why_not"])
    admit(assignment, by=str(by))
    return review
