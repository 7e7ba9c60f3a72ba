"""What a panel decided in its meeting becomes the drafts of its list in one act; every line of it can be read beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.workflow import State
from bartholdi.office.decisions.models import Decision, JointItem, Outcome
from bartholdi.office.decisions.permissions import JOINT_POLICY
from bartholdi.office.decisions.services.deciding import draft_decision
from bartholdi.office.decisions.services.final import list_changed
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import CallFund
from bartholdi.office.reviews import meeting_queries
from bartholdi.office.reviews.models import Meeting, MeetingItem
from bartholdi.office.reviews.workflow import ItemState, MeetingState

WRITES = frozenset({"new", "changed"})
LONGEST = 2000  # characters of a decision's reason; the minutes hold all of it


@dataclass(frozen=True)
class Line:
    """One item: what stands now (`decision`), and what taking over does with it.

    `fate`: new, changed, same; undecided by the panel; gone, where it is not in review any more; settled, where the decision went further
    than a draft or was negotiated in the joint list.
    """

    item: MeetingItem
    fate: str
    place: int | None = None
    decision: Decision | None = None


def lines(meeting: Meeting, *, user: User) -> list[Line]:
    """In the order of the agenda, without what this person may not see; the reserve goes on after those that stand on it already."""
    items = list(meeting_queries.agenda(meeting, user))
    ours = [each.application_id for each in items]
    rows = Decision.objects.visible_to(user).of_call(meeting.call_id).filter(side=side_of(meeting)).select_related("fund__fund")
    there = {each.application_id: each for each in rows.filter(application__in=ours)}
    last = rows.exclude(application__in=ours).aggregate(last=Max("place"))["last"] or 0
    negotiated = set(JointItem.objects.filter(application__in=ours).values_list("application", flat=True))
    places = count(last + 1)
    return [_line(item, there.get(item.application_id), places, item.application_id in negotiated) for item in items]


def _line(item: MeetingItem, decision: Decision | None, places: Iterator[int], is_negotiated: bool) -> Line:
    if item.state != ItemState.DECIDED or item.outcome == MeetingItem.Outcome.UNDECIDED:
        return Line(item, "undecided", decision=decision)
    place = next(places) if item.outcome == Outcome.RESERVE else None
    if item.application.state != State.IN_REVIEW:
        return Line(item, "gone", place, decision)
    if decision is None:
        return Line(item, "new", place)
    if decision.state != DecisionState.DRAFT or (decision.side_id is None and is_negotiated):
        return Line(item, "settled", place, decision)
    same = (decision.outcome, decision.place, decision.reason) == (item.outcome, place, _reason(item))
    return Line(item, "same" if same else "changed", place, decision)


def side_of(meeting: Meeting) -> int | None:
    """Of which list: that of the panel's side, or the joint one."""
    return meeting.panel.side_id if meeting.panel else None


def digest(shown: list[Line]) -> str:
    """Of what somebody was shown, so that nothing is written over that they have not read."""
    said = [
        (each.item.pk, each.item.outcome, each.item.reason, each.fate, each.place, each.decision and _stands(each.decision))
        for each in shown
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _stands(decision: Decision) -> tuple[object, ...]:
    return (decision.outcome, decision.place, decision.reason)


def take_over(meeting: Meeting, *, seen: str, by: User) -> int:
    """Says how many drafts were written; all or none. `seen`: the digest of the lines that were shown."""
    with act("decisions.take_over", meeting, by=by, policy=JOINT_POLICY) as running:
        if meeting.state != MeetingState.CLOSED:
            raise Refused(gettext("Nothing was taken over: the meeting is not closed yet. Close it, so that its minutes stand."))
        found = lines(meeting, user=by)
        if digest(found) != seen:
            raise Refused(gettext("Nothing was taken over: a decision changed meanwhile. Read the list again."))
        asked = [each for each in found if each.fate in WRITES]
        if not asked:
            raise Refused(gettext("Nothing was taken over: everything that the panel decided stands already, or went further."))
        only = _only_fund(meeting)
        for each in asked:
            fund, amount = _paid(each, only)
            draft_decision(
                each.item.application,
                meeting.panel.side if meeting.panel else None,
                outcome=each.item.outcome,
                fund=fund,
                amount=amount,
                place=each.place,
                reason=_reason(each.item),
                by=by,
            )
        running.note(written=len(asked))
    if side_of(meeting) is None:
        list_changed(meeting.call, by=by)
    return len(asked)


def _paid(line: Line, only: CallFund | None) -> tuple[CallFund | None, Decimal | None]:
    """What a draft says of money stays; a panel decides who, and not how much."""
    stands: Any = line.decision
    return (stands.fund, stands.amount) if stands and stands.fund_id else (only, None)


def _only_fund(meeting: Meeting) -> CallFund | None:
    funds = list(meeting.call.call_funds.select_related("fund")[:2])
    return funds[0] if len(funds) == 1 else None


def _reason(item: MeetingItem) -> str:
    return item.reason[:LONGEST].strip()
