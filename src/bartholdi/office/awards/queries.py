"""What the desk asks of awards and decisions together."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q

from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.programmes.models import Call


def free_places(call: Call, user: Any) -> dict[int | None, int]:
    """By fund: how many places laureates gave back or let lapse, less those who were promoted from the reserve since. One query."""
    left = Q(award__state=AwardState.DECLINED) | Q(award__state=AwardState.OFFERED, award__answer_by__lt=call.moment())
    came = Q(letters__outcome=Outcome.RESERVE, letters__turn=F("turn"))
    rows = Decision.objects.visible_to(user).of_call(call).joint().filter(outcome=Outcome.FUND, state=DecisionState.ANNOUNCED)
    counted = (
        rows.order_by()
        .values("fund")
        .annotate(left=Count("pk", filter=left, distinct=True), came=Count("pk", filter=came, distinct=True))
    )
    return {fund: left - came for fund, left, came in counted.values_list("fund", "left", "came")}
