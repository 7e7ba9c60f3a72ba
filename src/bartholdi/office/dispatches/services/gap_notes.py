"""A missing number alarms until it comes, or until somebody asked its sender by another way and wrote the answer down."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import GapNote, Mailbox
from bartholdi.office.dispatches.permissions import GAP_NOTES
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.workflow import Refused


def note_gap(mailbox: Mailbox, sender: Mailbox, *, first: int, last: int, answer: str, by: User) -> GapNote:
    """All numbers from the first to the last must be missing at this moment."""
    made = GapNote(mailbox=mailbox, sender=sender, first=first, last=last, answer=answer.strip(), said_by=str(by)[:200])
    with act("dispatches.note_gap", made, by=by, policy=GAP_NOTES):
        if not made.answer:
            raise Refused(gettext("Nothing was noted: write what the sender answered."))
        ranges = [each for gap in delivery.gaps([mailbox.pk]).get(mailbox.pk, ()) if gap.sender == sender for each in gap.ranges]
        if not any(low <= first <= last <= high for low, high in ranges):
            raise Refused(gettext("Nothing was noted: these numbers are not missing any more."))
    return made


def take_gap_note_back(note: GapNote, *, by: User) -> None:
    """What is still missing shows as missing again."""
    with act("dispatches.take_gap_note_back", note, by=by, policy=GAP_NOTES):
        if note.taken_back_at is not None:
            raise Refused(gettext("This note was taken back already."))
        note.taken_back_at = timezone.now()
