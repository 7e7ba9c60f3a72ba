"""Appeals: recorded as they came, and answered once."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Appeal, Decision
from bartholdi.office.decisions.permissions import APPEAL_POLICY
from bartholdi.office.decisions.workflow import APPEAL_WORKFLOW, AppealState, DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused

MOVES = {AppealState.UPHELD: "uphold_appeal", AppealState.DISMISSED: "dismiss_appeal"}


def record_appeal(decision: Decision, *, received_on: date, text: str, by: User) -> Appeal:
    """Against what was announced; an appeal that came earlier than its decision is a typing error."""
    said = clean_text(text)
    if decision.state != DecisionState.ANNOUNCED or decision.announced_at is None:
        raise Refused(gettext("Nothing was recorded: this decision is not announced yet."))
    if not said:
        raise Refused(gettext("Nothing was recorded: write down what the applicant writes."))
    if received_on > timezone.localdate():
        raise Refused(gettext("Nothing was recorded: the day lies ahead. Give the day on which the appeal came."))
    made = Appeal(application=decision.application, received_on=received_on, text=said, recorded_by=by)
    with act("decisions.record_appeal", made, by=by, policy=APPEAL_POLICY):
        pass
    return made


def answer_appeal(appeal: Appeal, outcome: str, answer: str, *, by: User) -> Appeal:
    """Upheld or dismissed, once; the second of two officers is told."""
    said = clean_text(answer)
    if outcome not in MOVES:
        raise Refused(gettext("Nothing was changed: say whether the appeal is upheld or dismissed."))
    if not said:
        raise Refused(gettext("Nothing was changed: an appeal is settled with an answer."))
    with act(f"decisions.{MOVES[AppealState(outcome)]}", appeal, by=by, policy=APPEAL_POLICY, workflow=APPEAL_WORKFLOW):
        appeal.answer, appeal.answered_by, appeal.answered_at = said, by, timezone.now()
    return appeal
