"""Conflicts of interest: found by marks, declared by people, decided by an officer; a confirmed one bars."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Objection
from bartholdi.office.applications.models.access import forget_standing
from bartholdi.office.journal.acts import Actor, System, act, record
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews import evidence, queries
from bartholdi.office.reviews.models import Assignment, Conflict, Holder, Reason, Reviewer
from bartholdi.office.reviews.permissions import CONFLICT_POLICY
from bartholdi.office.reviews.services import restoring
from bartholdi.office.reviews.services.arriving import attach_account
from bartholdi.office.reviews.services.ending import take_off
from bartholdi.office.reviews.workflow import CONFLICT_WORKFLOW, TAKEN, ConflictState

PIECE = 500
LOOKS = System("reviews")


@transaction.atomic
def search(call: Call, *, by: Actor, reviewers: Iterable[Reviewer] | None = None) -> int:
    """Keeps what is new of these reviewers, or of all who have a seat in the call; what was decided before stands. Says how many."""
    CONFLICT_POLICY.require(by, "find_conflict", None)
    seated = Reviewer.objects.filter(seats__panel__call=call, seats__state__in=TAKEN).distinct()
    asked = queries.for_finding(seated if reviewers is None else Reviewer.objects.filter(pk__in=[each.pk for each in reviewers]))
    handed = Application.objects.filter(call=call).handed_in()
    judges = queries.marks_of_reviewers(asked, today=timezone.localdate())
    found = evidence.find(judges, queries.marks_of_parties(handed)) + evidence.named(judges, queries.marks_of_objections(handed))
    there = set(Conflict.objects.filter(application__call=call).values_list("application", "reviewer", "reason"))
    new = [
        Conflict(
            application_id=each.application,
            reviewer_id=each.reviewer,
            reason=each.reason,
            strength=each.strength,
            evidence=each.evidence,
        )
        for each in found
        if (each.application, each.reviewer, each.reason) not in there
    ]
    if new:
        Conflict.objects.bulk_create(new, batch_size=PIECE)
        record("reviews.find_conflict", call, by=by, change={"found": len(new)})
    return len(new)


@transaction.atomic
def objection_taken_back(objection: Objection) -> None:
    """What waits in its words alone goes with it, unless another objection of the application means the same reviewer. What somebody
    decided, declared or found otherwise stands."""
    at, said = objection.application, evidence.asked(objection.name, objection.reason)
    rows = Conflict.objects.select_for_update().open().filter(application=at, reason=Reason.NAMED)
    gone = {each.reviewer_id: each for each in rows if each.evidence == said}
    if not gone:
        return
    judges = queries.marks_of_reviewers(queries.for_finding(Reviewer.objects.filter(pk__in=gone)), today=timezone.localdate())
    for found in evidence.named(judges, queries.marks_of_objections(Application.objects.filter(pk=at.pk))):
        kept = gone.pop(found.reviewer)
        kept.evidence, kept.strength = found.evidence, found.strength
        kept.save(update_fields=["evidence", "strength"])
    if gone:
        Conflict.objects.filter(pk__in=[each.pk for each in gone.values()]).delete()
        record("reviews.drop_conflict", at.call, by=LOOKS, change={"dropped": len(gone)})


@transaction.atomic
def declare_conflict(application: Application, reviewer: Reviewer, *, why: str, by: Holder | User) -> Conflict:
    """In the person's own words; it counts as certain, and waits for an officer."""
    said = clean_text(why)
    if not said:
        raise Refused(gettext("Nothing was declared: say in a sentence what the conflict is."))
    there = Conflict.objects.filter(application=application, reviewer=reviewer, reason=Reason.DECLARED).first()
    conflict = there or Conflict(
        application=application, reviewer=reviewer, reason=Reason.DECLARED, strength=Conflict.Strength.CERTAIN
    )
    with act("reviews.declare_conflict", conflict, by=by, policy=CONFLICT_POLICY):
        conflict.evidence = {"en": said, "fr": said}
    return conflict


@transaction.atomic
def name_conflict(application: Application, reviewer: Reviewer, *, why: str, by: User) -> Conflict:
    """What an applicant said of a reviewer, written down by an officer; it bars nobody before it is decided."""
    said = clean_text(why)[:2000]
    if not said:
        raise Refused(gettext("Nothing was recorded: say in a sentence what the applicant declared."))
    there = Conflict.objects.filter(application=application, reviewer=reviewer, reason=Reason.NAMED).first()
    if there is not None and there.state != ConflictState.OPEN:
        raise Refused(
            gettext("Nothing was recorded: the applicant declared this before, and it is decided. Decide it anew there.")
        )
    conflict = there or Conflict(application=application, reviewer=reviewer, reason=Reason.NAMED)
    with act("reviews.name_conflict", conflict, by=by, policy=CONFLICT_POLICY):
        conflict.evidence = {"en": said, "fr": said}
    return conflict


@transaction.atomic
def confirm_conflict(conflict: Conflict, *, why: str = "", by: User) -> None:
    """From here on the application does not exist for this person, at the desk neither; what they had to review is taken off them."""
    with act("reviews.confirm_conflict", conflict, by=by, policy=CONFLICT_POLICY, workflow=CONFLICT_WORKFLOW):
        _decided(conflict, why, by=by)
    person = conflict.reviewer.person
    attach_account(person)
    if person.account_id:
        Access.objects.get_or_create(
            application_id=conflict.application_id,
            user_id=person.account_id,
            role=Access.Role.BARRED,
            until=None,
            defaults={"given_by": str(by)[:200]},
        )
    rows = Assignment.objects.standing().filter(application=conflict.application_id, seat__reviewer=conflict.reviewer_id)
    # Others read why an assignment ended; what those who apply say of a reviewer stays with the conflict.
    said = "" if conflict.reason == Reason.NAMED else conflict.why or conflict.evidence.get(language(), "")
    for assignment in rows.select_related("application", "seat__reviewer__person"):
        take_off(assignment, why=said, by=by)


@transaction.atomic
def dismiss_conflict(conflict: Conflict, *, why: str, by: User) -> None:
    """With a reason, which stays; the bar falls, and a review that is in counts again, where nothing else speaks against it."""
    if not clean_text(why):
        raise Refused(gettext("Nothing was changed: say in a sentence why this is no conflict."))
    with act("reviews.dismiss_conflict", conflict, by=by, policy=CONFLICT_POLICY, workflow=CONFLICT_WORKFLOW):
        _decided(conflict, why, by=by)
    others = Conflict.objects.filter(
        application=conflict.application_id, reviewer=conflict.reviewer_id, state=ConflictState.CONFIRMED
    )
    account = conflict.reviewer.person.account_id
    if account and not others.exists():
        rows = Access.objects.current().barring().filter(application=conflict.application_id, user_id=account)
        rows.update(until=timezone.now())
        forget_standing(conflict.application)
    restoring.restore(conflict, by=by)


def _decided(conflict: Conflict, why: str, *, by: User) -> None:
    conflict.why, conflict.decided_at, conflict.decided_by = clean_text(why), timezone.now(), str(by)[:200]
