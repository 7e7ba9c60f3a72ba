"""The reserve: who comes next, and their promotion once a place has become free; with the letter that tells them."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.workflow import WORKFLOW, State
from bartholdi.office.decisions import funded
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.permissions import DECISION_POLICY
from bartholdi.office.decisions.services.announcing import write_letters
from bartholdi.office.decisions.workflow import DECISION_WORKFLOW, DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, CallFund


def next_in_reserve(call: Call, fund: CallFund | None = None, *, user: User) -> Decision | None:
    """The first on the list that this fund may pay: what it was put there for, or nothing in particular."""
    rows = Decision.objects.visible_to(user).of_call(call).joint().filter(outcome=Outcome.RESERVE, state=DecisionState.ANNOUNCED)
    rows = rows.filter(application__state=State.RESERVE).select_related("application__call", "fund__fund", "approved_by")
    if fund is not None:
        rows = rows.filter(Q(fund=fund) | Q(fund=None))
    return rows.order_by(F("place").asc(nulls_last=True), "pk").first()


def offers(call: Call, *, user: User) -> list[tuple[CallFund | None, Decision]]:
    """For each fund of the call who would be next; for a call without funds, who is next. As many questions as the call has funds."""
    funds: list[CallFund | None] = [*call.call_funds.select_related("fund")] or [None]
    found = [(fund, next_in_reserve(call, fund, user=user)) for fund in funds]
    return [(fund, decision) for fund, decision in found if decision is not None]


@transaction.atomic
def promote(
    decision: Decision, fund: CallFund | None = None, *, amount: Decimal | None = None, by: User, held: bool = True
) -> None:
    """In order: whoever is not the next for this fund waits until they are. `amount` where nothing says what they get."""
    following = next_in_reserve(decision.application.call, fund, user=by)
    if following is None or following.pk != decision.pk:
        raise Refused(gettext("Nothing was changed: another application comes before this one on the reserve list."))
    with act("decisions.promote_decision", following, by=by, policy=DECISION_POLICY, workflow=DECISION_WORKFLOW) as running:
        running.note(place=following.place)
        following.outcome, following.place = Outcome.FUND, None
        following.fund, following.announced_at = fund or following.fund, timezone.now()
        if following.amount is None:
            following.amount = usual(following.fund) or amount
        if following.fund is not None and not following.amount:
            raise Refused(
                gettext("Nothing was changed: nothing tells how much this fund pays. Write how much this laureate gets.")
            )
    with act("applications.fund", following.application, by=by, workflow=WORKFLOW):
        pass
    funded.follow(following, by=by)
    write_letters(following, by=by, held=held)


def usual(fund: CallFund | None) -> Decimal | None:
    """What each laureate of this fund gets, where all get the same: a reserve is listed before anybody knows who pays it."""
    if fund is None:
        return None
    rows = Decision.objects.joint().fund().filter(fund=fund, application__call=fund.call_id).exclude(amount=None)
    amounts = list(rows.order_by().values_list("amount", flat=True).distinct()[:2])
    return amounts[0] if len(amounts) == 1 else None
