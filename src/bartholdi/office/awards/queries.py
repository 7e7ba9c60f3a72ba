"""How many places laureates gave back or let lapse, less those who were promoted from the reserve since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.workflow import DecisionState

Free = dict[tuple[int, int | None], int]


def free_places(user: Any, now: datetime) -> Free:
    """By call and fund, of what this person may see; one query. Who was promoted has a letter from when they were on the reserve list."""
    left = Q(award__state=AwardState.DECLINED) | Q(award__state=AwardState.OFFERED, award__answer_by__lt=now)
    came = Q(letters__outcome=Outcome.RESERVE, letters__turn=F("turn"))
    rows = Decision.objects.visible_to(user).joint().filter(outcome=Outcome.FUND, state=DecisionState.ANNOUNCED)
    places = rows.filter(application__call__rehearsal_of=None).order_by().values_list("application__call", "fund")
    gone, promoted = (Count("pk", filter=found, distinct=True) for found in (left, came))
    return {(call, fund): out - came_in for call, fund, out, came_in in places.annotate(gone=gone, promoted=promoted)}
