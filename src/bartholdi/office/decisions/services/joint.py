"""The joint list, negotiated item by item: every step is kept with who settled it and why."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions.models import Decision, JointItem, Outcome
from bartholdi.office.decisions.permissions import DECISION_POLICY, JOINT_POLICY
from bartholdi.office.decisions.services.final import list_changed
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, CallFund


@transaction.atomic
def agree_item(
    application: Application,
    *,
    outcome: Outcome,
    reason: str,
    seen: int,
    by: User,
    fund: CallFund | None = None,
    amount: Decimal | None = None,
    place: int | None = None,
) -> JointItem:
    """`seen`: the number of the last step that whoever settles it had before them; 0 where there was none."""
    decision = Decision.objects.joint().filter(application=application).first() or Decision(application=application)
    with act("decisions.draft_decision", decision, by=by, policy=DECISION_POLICY) as running:
        _require_open(decision)
        last = JointItem.objects.filter(application=application).order_by("number").last()
        number = last.number if last else 0
        if number != seen:
            raise Refused(_met(last))
        said = _sound(application, outcome, reason, fund=fund, amount=amount, place=place)
        is_fund, is_reserve = outcome == Outcome.FUND, outcome == Outcome.RESERVE
        decision.outcome, decision.place = outcome, place if is_reserve else None
        decision.fund, decision.amount = (fund, amount) if is_fund else (None, None)
        decision.reason = said
        running.note(step=number + 1)
    step = JointItem(application=application, number=number + 1, outcome=outcome, reason=said, by=by)
    step.fund, step.amount, step.place = decision.fund, decision.amount, decision.place
    step.save(force_insert=True)
    list_changed(application.call, by=by)
    return step


def _require_open(decision: Decision) -> None:
    if decision.state != DecisionState.DRAFT:
        raise Refused(
            gettext("Nothing was changed: the joint decision is “%(state)s” already. Take it up again first.")
            % {"state": decision.get_state_display()}
        )


def _met(last: JointItem | None) -> str:
    if last is None:
        return gettext("Nothing was changed: look at the page again first.")
    return gettext("Nothing was changed yet: %(who)s settled this meanwhile as “%(outcome)s”. What you typed is kept.") % {
        "who": last.by,
        "outcome": last.get_outcome_display(),
    }


def _sound(
    application: Application,
    outcome: Outcome,
    reason: str,
    *,
    fund: CallFund | None,
    amount: Decimal | None,
    place: int | None,
) -> str:
    """The reason, cleaned."""
    if outcome == Outcome.RESERVE and place is None:  # each side has an order of its own: nothing else says who is next
        raise Refused(gettext("Nothing was changed: say which place it gets on the reserve list."))
    if outcome == Outcome.FUND and (fund is None or amount is None):
        raise Refused(gettext("Nothing was changed: who is funded needs a fund and an amount."))
    if amount is not None and amount < 0:
        raise Refused(gettext("Nothing was changed: an amount is not less than zero."))
    if fund is not None and fund.call_id != application.call_id:
        raise Refused(gettext("Nothing was changed: this fund does not pay for this call."))
    said = clean_text(reason)[:2000]
    if not said:
        raise Refused(gettext("Nothing was changed: say in a sentence why; it is kept with the step."))
    return said


@transaction.atomic
def take_agreed(call: Call, *, by: User) -> int:
    """What every side says alike goes into the joint list as it stands there; what is settled already is left. Says how many."""
    JOINT_POLICY.require(by, "settle_item", None)
    sides = list(call.sides.all())
    settled = Decision.objects.joint().filter(application__call=call).values("application")
    rows = Decision.objects.visible_to(by).filter(application__call=call, side__in=sides).exclude(application__in=settled)
    said: dict[int, list[Decision]] = {}
    for each in rows.select_related("application__call", "fund").order_by("application", "side__letter"):
        said.setdefault(each.application_id, []).append(each)
    taken = 0
    for decisions in said.values():
        if len(decisions) < len(sides) or len({each.outcome for each in decisions}) > 1:
            continue
        if decisions[0].outcome == Outcome.RESERVE:
            continue  # each side has an order of its own
        payer = next((each for each in decisions if each.fund_id), decisions[0])
        if payer.outcome == Outcome.FUND and payer.fund_id is None:
            continue
        agree_item(
            payer.application,
            outcome=Outcome(payer.outcome),
            reason=gettext("Both sides say so."),
            seen=0,
            by=by,
            fund=payer.fund,
            amount=payer.amount,
        )
        taken += 1
    return taken
