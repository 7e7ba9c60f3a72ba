"""Announces the approved decisions of a call: chosen once, then done one by one, each in its own transaction; what was interrupted goes on."""

from __future__ import annotations

import time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.telling import tell
from bartholdi.office.applications.workflow import WORKFLOW
from bartholdi.office.decisions import funded, wording
from bartholdi.office.decisions.models import Announcement, AnnouncementItem, Decision, DecisionLetter, Outcome
from bartholdi.office.decisions.permissions import ANNOUNCEMENT_POLICY, DECISION_POLICY
from bartholdi.office.decisions.services.final import third_body_approved
from bartholdi.office.decisions.workflow import DECISION_WORKFLOW, DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib import jobs
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call

# By its path: a task stands above the services that wake it.
GO_ON = "bartholdi.office.decisions.tasks.go_on_announcing"
PIECE = 100
LOADED = ("application__call", "application__side", "fund__fund", "approved_by")


def blockers(call: Call, *, user: User) -> list[str]:
    """What still hinders announcing what this person sees, in sentences."""
    rows = Decision.objects.visible_to(user).of_call(call).joint()
    found = []
    if open_ones := rows.filter(state__in=[DecisionState.DRAFT, DecisionState.PROPOSED]).count():
        said = ngettext("%(n)s decision is not approved yet.", "%(n)s decisions are not approved yet.", open_ones)
        found.append(said % {"n": open_ones})
    if unpaid := _without_money(call, rows):
        said = ngettext(
            "%(n)s funded decision names no fund or no amount yet.",
            "%(n)s funded decisions name no fund or no amount yet.",
            unpaid,
        )
        found.append(said % {"n": unpaid})
    if not rows.filter(state=DecisionState.APPROVED).exists():
        found.append(gettext("No approved decision waits to be announced."))
    if not third_body_approved(call):
        found.append(gettext("The body that approves the list last has not approved it yet."))
    return found


def _without_money(call: Call, rows: QuerySet[Decision]) -> int:
    """Funded, and nobody has said by what: its award would be worth nothing. What has no funds promises no money."""
    if not call.call_funds.exists():
        return 0
    told = rows.filter(outcome=Outcome.FUND).exclude(state=DecisionState.ANNOUNCED)
    return told.filter(Q(fund=None) | Q(amount=None)).count()


@transaction.atomic
def announce(call: Call, *, by: User, held: bool = True) -> Announcement:
    """The letters wait in the outbox unless `held` is false. The second of two officers is told that it has begun."""
    Call.objects.select_for_update().get(pk=call.pk)
    if call.announcements.waiting_for(by).exists():
        raise Refused(gettext("Nothing was announced anew: an announcement of this call is under way."))
    if hindering := blockers(call, user=by):
        raise Refused(" ".join([gettext("Nothing was announced."), *hindering]))
    made = Announcement(call=call, by=by, held=held)
    rows = Decision.objects.visible_to(by).of_call(call).joint().filter(state=DecisionState.APPROVED)
    chosen = list(rows.order_by("pk").values_list("pk", flat=True))
    with act("decisions.announce", made, by=by, policy=ANNOUNCEMENT_POLICY) as running:
        running.note(decisions=len(chosen))
    AnnouncementItem.objects.bulk_create([AnnouncementItem(announcement=made, decision_id=pk) for pk in chosen], batch_size=1_000)
    transaction.on_commit(lambda: jobs.soon(GO_ON, pk=made.pk))
    return made


def go_on(made: Announcement, *, seconds: float | None = None) -> int:
    """Does what still waits, for so long at most; says how many are left. Two who go on at once do nothing twice."""
    began, waiting = time.monotonic(), made.items.waiting()
    while chosen := list(waiting.order_by("pk").values_list("pk", flat=True)[:PIECE]):
        for pk in chosen:
            _one(made, pk)
            if seconds is not None and time.monotonic() - began > seconds:
                return waiting.count()
    Announcement.objects.filter(pk=made.pk, ended_at=None).update(ended_at=timezone.now())
    return 0


@transaction.atomic
def _one(made: Announcement, pk: int) -> None:
    """The moves, the letters and the mark that it is done are kept together, or none of them."""
    item = AnnouncementItem.objects.select_for_update(of=("self",)).get(pk=pk)
    if item.fate != AnnouncementItem.Fate.WAITING:
        return
    with translation.override(made.by.language):
        try:
            with transaction.atomic():
                _announce(Decision.objects.select_related(*LOADED).get(pk=item.decision_id), by=made.by, held=made.held)
            item.fate = AnnouncementItem.Fate.DONE
        except Refused as refusal:
            item.fate, item.sentence = AnnouncementItem.Fate.REFUSED, str(refusal)[:500]
        except PermissionDenied:
            item.fate, item.sentence = AnnouncementItem.Fate.REFUSED, gettext("You may not do this with this application.")
    item.save(update_fields=["fate", "sentence"])


def _announce(decision: Decision, *, by: User, held: bool) -> None:
    application = decision.application
    with act("decisions.announce_decision", decision, by=by, policy=DECISION_POLICY, workflow=DECISION_WORKFLOW):
        decision.announced_at = timezone.now()
    with act(f"applications.{decision.outcome}", application, by=by, workflow=WORKFLOW):
        pass
    funded.follow(decision, by=by)  # first: the letter names what came of it
    write_letters(decision, by=by, held=held)


def write_letters(decision: Decision, *, by: User, held: bool) -> None:
    """As mail, and kept as they are for the paper."""
    application, now = decision.application, timezone.now()
    number = DecisionLetter.objects.filter(application=application).aggregate(last=Max("number"))["last"] or 0
    for written in wording.letters(decision):
        number += 1
        letter = DecisionLetter(decision=decision, application=application, number=number, outcome=decision.outcome)
        letter.turn = decision.turn
        letter.name, letter.address, letter.language = written.reader.name, written.reader.email, written.reader.language
        letter.subject, letter.words, letter.written_at = written.subject, written.words, now
        letter.signed_by = str(decision.approved_by or "")[:200]
        letter.digest = wording.digest(letter.reference, written)
        letter.save(force_insert=True)
        facts = {
            "subject": letter.subject,
            "words": letter.words,
            "number": letter.reference,
            "path": reverse("portal:application", args=[application.pk]),
        }
        tell(
            wording.KIND,
            application,
            lambda _reader, facts=facts: facts,  # type: ignore[misc]
            by=by,
            to=[written.reader],
            held=held,
            dedupe=f"{wording.once(decision)}{decision.outcome}",
        )
