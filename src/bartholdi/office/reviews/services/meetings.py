"""The life of a panel's meeting: planned from the ranking, begun, attended, closed with its minutes."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.models import Meeting, MeetingItem, Minutes, Presence, Seat
from bartholdi.office.reviews.papers.minutes import minutes_pdf
from bartholdi.office.reviews.permissions import MEETING_POLICY
from bartholdi.office.reviews.ranking import Office, ranking
from bartholdi.office.reviews.workflow import MEETING_WORKFLOW, ItemState, MeetingState


@transaction.atomic
def plan_meeting(call: Call, panel: Panel | None, *, begins_at: datetime, minutes_each: int, by: User) -> Meeting:
    """The agenda is the ranking as it is now, the best first; also of what whoever plans it must not see, and does not."""
    MEETING_POLICY.require(by, "plan_meeting", None)
    rows = ranking(call, panel, user=Office()).rows
    if not rows:
        raise Refused(
            gettext("No meeting was planned: no review with a score is in yet, and the agenda is made from the ranking.")
        )
    lock(call)
    last = Meeting.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting(call=call, panel=panel, number=last + 1, begins_at=begins_at, minutes_each=minutes_each)
    with act("reviews.plan_meeting", meeting, by=by, policy=MEETING_POLICY):
        pass
    MeetingItem.objects.bulk_create(
        [MeetingItem(meeting=meeting, application_id=row.application, position=place) for place, row in enumerate(rows, 1)]
    )
    return meeting


def start_meeting(meeting: Meeting, *, by: User) -> None:
    with act("reviews.start_meeting", meeting, by=by, policy=MEETING_POLICY, workflow=MEETING_WORKFLOW):
        meeting.started_at, meeting.version = timezone.now(), meeting.version + 1


def note_presence(meeting: Meeting, seat: Seat, *, present: bool, by: User) -> None:
    """A member notes themself, or whoever runs the meeting notes them."""
    with act("reviews.note_presence", meeting, by=by, policy=MEETING_POLICY) as running:
        if meeting.state != MeetingState.RUNNING:
            raise Refused(gettext("Nothing was noted: the meeting does not run."))
        own = seat.reviewer.person.account_id == by.pk
        if not own:
            MEETING_POLICY.require(by, "close_meeting", meeting)
        now = timezone.now()
        row, _new = Presence.objects.get_or_create(meeting=meeting, seat=seat, defaults={"came_at": now})
        Presence.objects.filter(pk=row.pk).update(left_at=None if present else now)
        meeting.version += 1
        running.note(seat=seat.pk, present=present)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> Minutes:
    """What was not reached stays undecided. The minutes are written once, kept byte by byte, and their digest recorded."""
    with act("reviews.close_meeting", meeting, by=by, policy=MEETING_POLICY, workflow=MEETING_WORKFLOW) as running:
        if (open_one := meeting.items.filter(state=ItemState.OPEN).first()) is not None:
            raise Refused(
                gettext("The meeting was not closed: %(item)s is still being discussed. Decide it or postpone it first.")
                % {"item": gettext("item %(number)s") % {"number": open_one.position}}
            )
        meeting.closed_at, meeting.version = timezone.now(), meeting.version + 1
        Presence.objects.filter(meeting=meeting, left_at=None).update(left_at=meeting.closed_at)
        paper = minutes_pdf(meeting)
        digest = hashlib.sha256(paper).hexdigest()
        running.note(minutes=meeting.reference, sha256=digest)
    name = f"{slugify(meeting.reference)}-minutes.pdf"
    made: Minutes = Minutes.objects.create(
        meeting=meeting,
        file=ContentFile(paper, name),
        name=name,
        size=len(paper),
        digest=digest,
        media_type="application/pdf",
    )
    return made


def touch(meeting: Meeting) -> None:
    """Tells the pages that wait that something is new."""
    Meeting.objects.filter(pk=meeting.pk).update(version=F("version") + 1)
