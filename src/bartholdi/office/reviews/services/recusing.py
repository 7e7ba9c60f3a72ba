"""Recusal: somebody who has to do with an application says so, and from that moment it does not exist for them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.reviews.models import Assignment
from bartholdi.office.reviews.permissions import JUDGING_POLICY
from bartholdi.office.reviews.services import conflicts, counting
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW


@transaction.atomic
def recuse(assignment: Assignment, *, reason: str, by: User) -> None:
    """At any moment, also once the review is in: it is kept, and counts no more. The conflict waits for an officer's decision."""
    JUDGING_POLICY.require(by, "recuse", assignment)
    reviewer = assignment.seat.reviewer
    conflicts.declare_conflict(assignment.application, reviewer, why=reason, by=by)
    with act("reviews.recuse", assignment, by=by, policy=JUDGING_POLICY, workflow=ASSIGNMENT_WORKFLOW):
        assignment.answered_at, assignment.reason = timezone.now(), clean_text(reason)[:2000]
    counting.end(assignment, by=by)
    if reviewer.person.account_id:
        Access.objects.get_or_create(
            application=assignment.application,
            user_id=reviewer.person.account_id,
            role=Access.Role.BARRED,
            until=None,
            defaults={"given_by": str(by)[:200]},
        )
