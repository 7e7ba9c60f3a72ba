"""Writes decisions down, proposes and approves them: one by one, or all of a call at once; nobody approves what they proposed."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.permissions import DECISION_POLICY
from bartholdi.office.decisions.workflow import DECISION_WORKFLOW, DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, CallFund, Side


@transaction.atomic
def draft_decision(
    application: Application,
    side: Side | None = None,
    *,
    outcome: str,
    fund: CallFund | None = None,
    amount: Decimal | None = None,
    place: int | None = None,
    reason: str = "",
    message: str | None = None,
    seen: str | None = None,
    by: User,
) -> Decision:
    """New, or the draft that exists. `seen` is the outcome that the officer was shown: nobody overwrites what they have not read."""
    if outcome not in Outcome.values:
        raise Refused(gettext("Nothing was written down: choose an outcome from the list."))
    if application.state != State.IN_REVIEW:
        raise Refused(gettext("Nothing was written down: only an application in review is decided."))
    if fund is not None and fund.call_id != application.call_id:
        raise Refused(gettext("Nothing was written down: this fund does not pay for the call."))
    found = Decision.objects.filter(application=application, side=side).first()
    decision = found or Decision(application=application, side=side, outcome=outcome)
    with act("decisions.draft_decision", decision, by=by, policy=DECISION_POLICY):
        _require_same(decision, found, seen)
        decision.outcome, decision.reason = outcome, clean_text(reason)
        decision.fund, decision.amount = (fund, amount) if outcome != Outcome.DECLINE else (None, None)
        decision.place = place if outcome == Outcome.RESERVE else None
        decision.message = decision.message if message is None else clean_text(message)
    return decision


def _require_same(decision: Decision, found: Decision | None, seen: str | None) -> None:
    if decision.state != DecisionState.DRAFT:
        raise Refused(
            gettext("Nothing was changed: this decision is “%(state)s”. Take it up again first.")
            % {"state": decision.get_state_display()}
        )
    if seen is not None and found is not None and decision.outcome != seen:
        raise Refused(
            gettext("Nothing was changed: somebody else wrote “%(outcome)s” in the meantime. Read it, then decide.")
            % {"outcome": decision.get_outcome_display()}
        )


def propose_decision(decision: Decision, *, by: User) -> None:
    with act("decisions.propose_decision", decision, by=by, policy=DECISION_POLICY, workflow=DECISION_WORKFLOW):
        decision.proposed_by = by


def approve_decision(decision: Decision, *, by: User) -> None:
    """By another person than who proposed: said in words before the permission refuses without any."""
    if decision.proposed_by_id == by.pk:
        raise Refused(gettext("Nothing was approved: you proposed it yourself. Ask a colleague to approve it."))
    with act("decisions.approve_decision", decision, by=by, policy=DECISION_POLICY, workflow=DECISION_WORKFLOW):
        decision.approved_by = by


def reopen_decision(decision: Decision, *, by: User) -> None:
    with act("decisions.reopen_decision", decision, by=by, policy=DECISION_POLICY, workflow=DECISION_WORKFLOW):
        decision.proposed_by = decision.approved_by = None


@transaction.atomic
def propose(call: Call, *, by: User) -> int:
    """The whole joint list at once, or nothing; says how many."""
    rows = list(_joint(call, by, DecisionState.DRAFT))
    if not rows:
        raise Refused(gettext("Nothing was proposed: no decision is in draft."))
    for decision in rows:
        propose_decision(decision, by=by)
    return len(rows)


@transaction.atomic
def approve(call: Call, *, by: User) -> int:
    """The whole joint list at once, or nothing; says how many."""
    rows = list(_joint(call, by, DecisionState.PROPOSED))
    if not rows:
        raise Refused(gettext("Nothing was approved: no decision is proposed."))
    for decision in rows:
        approve_decision(decision, by=by)
    return len(rows)


def _joint(call: Call, by: User, state: str) -> QuerySet[Decision]:
    rows = Decision.objects.visible_to(by).of_call(call).joint().filter(state=state)
    return rows.select_related("application").order_by("pk")
