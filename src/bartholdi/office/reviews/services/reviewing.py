"""Reviewing one application: begun, saved while it is written, submitted, abstained from, returned for changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.services.sending import Incomplete, digest
from bartholdi.office.applications.workflow import State
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import services as responses
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.questionnaires.models import Response
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.questionnaires.services import Handed, Saved
from bartholdi.office.reviews import mails, scoring
from bartholdi.office.reviews.models import Assignment, Review, ReviewVersion
from bartholdi.office.reviews.permissions import JUDGING_POLICY, REVIEW_POLICY
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW, REVIEW_WORKFLOW, AssignmentState, ReviewState

LONGEST_MESSAGE = 2000
LONGEST_FOR_APPLICANT = 5000
JUDGED = frozenset({State.SUBMITTED, State.IN_REVIEW})  # later the decision has been announced, or there is nothing to decide


@transaction.atomic
def begin(assignment: Assignment, *, by: User) -> Review:
    """The review that is there, or a new one on the form that the call has now. Whoever begins has accepted.

    A draft is no entry of the journal, as no save of it is.
    """
    return _begun(assignment, by=by)


def _begun(assignment: Assignment, *, by: User) -> Review:
    lock(assignment, beside=["application__call", "seat__panel", "seat__reviewer__person"])
    JUDGING_POLICY.require(by, "begin_review", assignment)
    there = Review.objects.select_related("response").select_for_update(of=("self", "response"))
    review = there.filter(assignment=assignment).first()
    if review is None:
        review = _new(assignment, by=by)
    review.assignment, review.application = assignment, assignment.application
    return review


def _new(assignment: Assignment, *, by: User) -> Review:
    edition = assignment.application.call.review_edition_id
    if edition is None:
        raise Refused(
            gettext(
                "This cannot be reviewed yet: the call has no form for reviews. Please come back later, or write to the office."
            )
        )
    _require_judged(assignment)
    if assignment.state == AssignmentState.INVITED:
        with act("reviews.accept_review", assignment, by=by, workflow=ASSIGNMENT_WORKFLOW):
            assignment.answered_at = timezone.now()
    response = Response.objects.create(edition_id=edition)
    return Review.objects.create(assignment=assignment, application=assignment.application, response=response)


def save(review: Review, changes: Mapping[str, Change], *, by: User, tab: str = "", locked: bool = False) -> Saved:
    """Every few seconds, so it is no entry of the journal. What was submitted stands as it was until it is submitted again."""
    REVIEW_POLICY.require(by, "write_review", review)
    _require_judged(review.assignment)
    return responses.save_answers(review.response, changes, by=by, tab=tab, locked=locked)


def attach_file(review: Review, key: str, upload: File[Any], *, by: User) -> Handed:
    """The answer to a question that asks for a file; it goes with the review when that is submitted."""
    REVIEW_POLICY.require(by, "write_review", review)
    _require_judged(review.assignment)
    return responses.attach(review.response, key, upload, by=by)


def detach_file(review: Review, key: str, digest: str, *, by: User) -> Saved:
    """Versions that were submitted with it keep it."""
    REVIEW_POLICY.require(by, "write_review", review)
    _require_judged(review.assignment)
    return responses.detach(review.response, key, digest, by=by)


@transaction.atomic
def write(assignment: Assignment, changes: Mapping[str, Change], *, by: User, tab: str = "") -> tuple[Review, Saved]:
    """Begins the review where it is not there yet, and saves."""
    review = _begun(assignment, by=by)
    return review, save(review, changes, by=by, tab=tab, locked=True)


@transaction.atomic
def submit_review(review: Review, *, by: User) -> Review:
    """What is written now is what counts; each time is kept. Twice the same is once."""
    around = ("assignment__seat__reviewer__person", "assignment__application__call", "application")
    lock(review, beside=["response", *around])
    REVIEW_POLICY.require(by, "submit_review", review)
    _require_judged(review.assignment)
    if review.abstains and review.state == ReviewState.SUBMITTED:
        raise Refused(
            gettext("Nothing was submitted: you have abstained. Write to the office if you can judge this application after all.")
        )
    verdict = formspec.check(spec_of(review.response.edition_id), review.response.everything(), final=True)
    if verdict.faults:
        raise Incomplete(verdict.faults)
    last = review.submitted.first() if review.submitted_at else None  # nothing to look for the first time
    if last is not None and _is_same(review, last, verdict.answers):
        return review
    version = _version(review, verdict.answers, number=last.number + 1 if last else 1)
    with act("reviews.submit_review", review, by=by, workflow=REVIEW_WORKFLOW, locked=True) as running:
        review.score, review.submitted_at = version.score, version.submitted_at
        review.abstains, review.returned_message = False, ""
        running.note(number=version.number, sha256=version.digest)
    version.save(force_insert=True)
    return review


def _is_same(review: Review, last: ReviewVersion, answers: Mapping[str, Any]) -> bool:
    stands = review.state == ReviewState.SUBMITTED and last.edition_id == review.response.edition_id
    return stands and last.digest == digest(answers)


def _version(review: Review, answers: dict[str, Any], *, number: int) -> ReviewVersion:
    edition = review.response.edition_id
    return ReviewVersion(
        review=review,
        number=number,
        edition_id=edition,
        answers=answers,
        score=scoring.score(spec_of(edition), answers),
        digest=digest(answers),
        submitted_at=timezone.now(),
    )


@transaction.atomic
def abstain(review: Review, reason: str, *, by: User) -> Review:
    """In, without a judgement; what was written is kept, and read by nobody else."""
    said = clean_text(reason)
    if not said:
        raise Refused(gettext("Nothing was sent: say in a sentence why you abstain."))
    _require_judged(review.assignment)
    with act("reviews.abstain", review, by=by, policy=REVIEW_POLICY, workflow=REVIEW_WORKFLOW):
        review.abstains, review.why_not, review.submitted_at = True, said[:500], timezone.now()
        review.score, review.returned_message = None, ""
    return review


@transaction.atomic
def return_review(review: Review, message: str, *, by: User) -> Review:
    """The reviewer is told what is needed. What was submitted stays as a version, and does not count meanwhile."""
    said = clean_text(message)
    if not said:
        raise Refused(gettext("Nothing was sent back: say what is needed, so that the reviewer knows."))
    if len(said) > LONGEST_MESSAGE:
        raise Refused(
            gettext("Nothing was sent back: the message has %(limit)s characters at most.") % {"limit": LONGEST_MESSAGE}
        )
    _require_judged(review.assignment)
    with act("reviews.return_review", review, by=by, policy=REVIEW_POLICY, workflow=REVIEW_WORKFLOW):
        review.returned_message = said
    mails.returned(review, by=by)
    return review


def edit_for_applicant(review: Review, text: str, *, by: User) -> Review:
    """What of this review, in which words, the applicant is told once the decision is announced."""
    said = clean_text(text)
    if len(said) > LONGEST_FOR_APPLICANT:
        raise Refused(gettext("Not saved: the text has %(limit)s characters at most.") % {"limit": LONGEST_FOR_APPLICANT})
    with act("reviews.edit_for_applicant", review, by=by, policy=REVIEW_POLICY):
        review.for_applicant = said
    return review


def is_open(assignment: Assignment) -> bool:
    """Whether it can still be judged."""
    return assignment.application.state in JUDGED


def _require_judged(assignment: Assignment) -> None:
    if not is_open(assignment):
        raise Refused(
            gettext("Not saved: %(reference)s is “%(state)s”, and is judged no more. What was saved before is kept.")
            % {"reference": assignment.application.reference, "state": assignment.application.get_state_display()}
        )
