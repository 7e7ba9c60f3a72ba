"""What happens to one application in the meeting: opened, voted on, decided or postponed; who must leave is noted by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews import meeting_queries
from bartholdi.office.reviews.models import Absence, Ballot, MeetingItem, Presence
from bartholdi.office.reviews.permissions import ITEM_POLICY
from bartholdi.office.reviews.services.meetings import touch
from bartholdi.office.reviews.workflow import ITEM_WORKFLOW, ItemState, MeetingState


def open_item(item: MeetingItem, *, by: User) -> None:
    """Those who have to do with the application are told to leave, and are absent from here on."""
    with _running(item), act("reviews.open_item", item, by=by, policy=ITEM_POLICY, workflow=ITEM_WORKFLOW) as running:
        if item.meeting.items.filter(state=ItemState.OPEN).exclude(pk=item.pk).exists():
            raise Refused(gettext("Nothing was opened: another application is being discussed. Decide it or postpone it first."))
        item.opened_at = timezone.now()
        running.note(absent=_note_absences(item))


def close_item(item: MeetingItem, *, by: User) -> None:
    """Postponed: without a decision, the ballots kept."""
    with _running(item), act("reviews.close_item", item, by=by, policy=ITEM_POLICY, workflow=ITEM_WORKFLOW):
        _stop(item)


def decide_item(item: MeetingItem, *, outcome: str, reason: str, by: User) -> None:
    said = clean_text(reason)
    if outcome == MeetingItem.Outcome.UNDECIDED or outcome not in MeetingItem.Outcome:
        raise Refused(gettext("Nothing was decided: choose an outcome, or postpone the application."))
    if not said:
        raise Refused(gettext("Nothing was decided: write the reason in a sentence. It stands in the minutes."))
    with _running(item), act("reviews.decide_item", item, by=by, policy=ITEM_POLICY, workflow=ITEM_WORKFLOW) as running:
        running.note(absent=_note_absences(item))
        _stop(item)
        item.outcome, item.reason, item.decided_at = outcome, said, timezone.now()


def vote(item: MeetingItem, choice: str, *, by: User) -> Ballot:
    """One ballot for each member, by their first seat in this meeting; while it is open, they may change it."""
    with _running(item), act("reviews.vote", item, by=by, policy=ITEM_POLICY) as running:
        if item.state != ItemState.OPEN:
            raise Refused(gettext("Your ballot was not counted: this application is not being discussed any more."))
        if choice not in Ballot.Choice:
            raise Refused(gettext("Your ballot was not counted: choose one of the answers."))
        seat = item.meeting.seats().filter(reviewer__person__account_id=by.pk).order_by("pk")[0]
        ballot, _new = Ballot.objects.update_or_create(
            item=item, seat=seat, defaults={"choice": choice, "cast_at": timezone.now()}
        )
        Presence.objects.get_or_create(meeting=item.meeting, seat=seat)
        running.note(seat=seat.pk)
    return ballot


@contextmanager
def _running(item: MeetingItem) -> Iterator[None]:
    """Acts on one meeting come one after the other: whoever is second sees what the first has done."""
    with transaction.atomic():
        lock(item.meeting)
        if item.meeting.state != MeetingState.RUNNING:
            raise Refused(gettext("Nothing was changed: the meeting does not run."))
        yield
        touch(item.meeting)


def _note_absences(item: MeetingItem) -> list[int]:
    """Also of who turned out to be kept from it in the middle; their ballot does not count."""
    away = meeting_queries.kept_from_item(item)
    Absence.objects.bulk_create([Absence(item=item, seat=seat) for seat in away], ignore_conflicts=True)
    Ballot.objects.filter(item=item, seat__in=away).delete()
    return [seat.pk for seat in away]


def _stop(item: MeetingItem) -> None:
    now = timezone.now()
    item.used, item.opened_at = item.seconds(now), None
