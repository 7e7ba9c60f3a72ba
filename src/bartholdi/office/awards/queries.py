"""How many places laureates gave back or let lapse, less those who were promoted from the reserve since; and to whom one writes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.workflow import DecisionState

Free = dict[tuple[int, int | None], int]


def free_places(user: Any, now: datetime) -> Free:
    """By call and fund, of what this person may see; one query. Who was promoted has a letter from when they were on the reserve list."""
    return _free(Decision.objects.visible_to(user).filter(application__call__rehearsal_of=None), now)


def is_free(award: Award, now: datetime) -> bool:
    """Whether the place of somebody who declined was given to nobody yet: counted over all applications, because a place is given once,
    whoever asks."""
    decision = award.decision
    at = (decision.application.call_id, decision.fund_id)
    return _free(Decision.objects.of_call(at[0]).filter(fund=at[1]), now).get(at, 0) > 0


def _free(rows: QuerySet[Decision], now: datetime) -> Free:
    left = Q(award__state=AwardState.DECLINED) | Q(award__state=AwardState.OFFERED, award__answer_by__lt=now)
    came = Q(letters__outcome=Outcome.RESERVE, letters__turn=F("turn"))
    places = rows.filter(side=None, outcome=Outcome.FUND, state=DecisionState.ANNOUNCED).order_by()
    gone, promoted = (Count("pk", filter=found, distinct=True) for found in (left, came))
    counted = places.values_list("application__call", "fund").annotate(gone=gone, promoted=promoted)
    return {(call, fund): out - came_in for call, fund, out, came_in in counted}


def laureate_of(award: Award) -> list[Recipient] | None:
    """None where nobody is named: every lead is written to."""
    user = award.laureate
    return [Recipient(user.name or user.email, user.email, user.language, user.zone)] if user else None
