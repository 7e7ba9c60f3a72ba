"""Assignments one by one: given by hand and taken back by officers; accepted, declined or left for a conflict by the reviewer."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Fit, Seat
from bartholdi.office.reviews.permissions import ASSIGNMENT_POLICY
from bartholdi.office.reviews.services import conflicts
from bartholdi.office.reviews.services.ending import end_standing, stop_counting, take_off
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW

JUDGED = frozenset({State.SUBMITTED, State.IN_REVIEW})


@transaction.atomic
def assign(application: Application, seat: Seat, *, by: User, over: bool = False) -> Assignment:
    """By hand: nothing is sent yet, and a proposal that is made anew keeps it. `over`: also above what the reviewer takes on."""
    made = Assignment(application=application, seat=seat, source=Assignment.Source.HAND, kept=True)
    ASSIGNMENT_POLICY.require(by, "assign", made)
    if reason := why_not(application, seat):
        raise Refused(gettext("Nothing was assigned: %(reason)s") % {"reason": reason})
    load = Assignment.objects.standing().filter(seat=seat).count()
    if load >= seat.reviews_at_most and not over:
        said = gettext(
            "Nothing was assigned: %(name)s has %(load)s of %(most)s reviews. Say that it may be more, or choose somebody else."
        )
        raise Refused(said % {"name": seat.reviewer, "load": load, "most": seat.reviews_at_most})
    with act("reviews.assign", made, by=by, policy=ASSIGNMENT_POLICY):
        known = Fit.objects.filter(application=application).first()
        made.fit = board.fit_of(known, seat.reviewer_id)
    return made


def why_not(application: Application, seat: Seat) -> str:
    """In a sentence, why this pair cannot be; nothing where it can."""
    name = {"name": str(seat.reviewer)}
    if application.call_id != seat.panel.call_id:
        return gettext("the panel “%(panel)s” judges another call. Choose a member of a panel of this call.") % {
            "panel": seat.panel
        }
    if application.state not in JUDGED:
        return gettext("this application is not there to be judged at present.")
    if seat.state != board.MEMBER:
        return gettext("%(name)s has not accepted a seat on the panel. Wait for the answer, or choose somebody else.") % name
    if board.is_barred(application, seat.reviewer):
        return gettext("%(name)s has a conflict of interest with it. Choose somebody else.") % name
    if Assignment.objects.standing().filter(application=application, seat__reviewer=seat.reviewer_id).exists():
        return gettext("%(name)s has this application already.") % name
    return ""


@transaction.atomic
def unassign(assignment: Assignment, *, by: User, reason: str = "") -> None:
    """A review that is in is kept and counts no more."""
    with act("reviews.withdraw_assignment", assignment, by=by, policy=ASSIGNMENT_POLICY, workflow=ASSIGNMENT_WORKFLOW) as running:
        assignment.reason = clean_text(reason)[:2000]
        stop_counting(running, assignment.reason or gettext("The assignment was taken back."))
    end_standing(assignment)


@transaction.atomic
def move(assignment: Assignment, seat: Seat, *, by: User, over: bool = False) -> Assignment:
    """To another member: both, or neither."""
    unassign(assignment, by=by)
    return assign(assignment.application, seat, by=by, over=over)


def keep(assignment: Assignment, kept: bool, *, by: User) -> None:
    """Whether a proposal that is made anew may change it."""
    with act("reviews.keep_assignment", assignment, by=by, policy=ASSIGNMENT_POLICY):
        assignment.kept = kept


def accept_review(assignment: Assignment, *, by: User) -> None:
    with act("reviews.accept_review", assignment, by=by, policy=ASSIGNMENT_POLICY, workflow=ASSIGNMENT_WORKFLOW):
        assignment.answered_at = timezone.now()


@transaction.atomic
def decline_review(assignment: Assignment, *, reason: str = "", by: User) -> None:
    """The application is not shown to them any more; the board says that somebody is lacking."""
    with act("reviews.decline_review", assignment, by=by, policy=ASSIGNMENT_POLICY, workflow=ASSIGNMENT_WORKFLOW) as running:
        assignment.answered_at, assignment.reason = timezone.now(), clean_text(reason)[:2000]
        stop_counting(running, gettext("The reviewer gave the application back."))
    end_standing(assignment)


@transaction.atomic
def recuse(assignment: Assignment, *, reason: str, by: User) -> None:
    """The conflict counts at once, without waiting for an officer; dismissing it later lifts the bar, not this."""
    ASSIGNMENT_POLICY.require(by, "recuse", assignment)
    conflict = conflicts.declare_conflict(assignment.application, assignment.seat.reviewer, why=reason, by=by)
    take_off(assignment, why=conflict.evidence["en"], by=by)
    _bar(assignment, by=by)


def _bar(assignment: Assignment, *, by: User) -> None:
    account = assignment.seat.reviewer.person.account_id
    if account:
        Access.objects.get_or_create(
            application_id=assignment.application_id,
            user_id=account,
            role=Access.Role.BARRED,
            until=None,
            defaults={"given_by": str(by)[:200]},
        )
