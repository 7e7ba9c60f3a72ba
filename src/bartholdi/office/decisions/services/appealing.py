"""Appeals: recorded as they came, answered once, and told; where one is upheld, the decision is taken up again."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.applications.telling import tell
from bartholdi.office.applications.workflow import WORKFLOW as APPLICATIONS
from bartholdi.office.decisions import wording
from bartholdi.office.decisions.models import Appeal, Decision, Outcome
from bartholdi.office.decisions.permissions import APPEAL_POLICY, DECISION_POLICY
from bartholdi.office.decisions.services.final import list_changed
from bartholdi.office.decisions.workflow import APPEAL_WORKFLOW, DECISION_WORKFLOW, AppealState, DecisionState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services as notices
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.workflow import State as NoticeState

KIND = "decisions.appeal_answered"
MOVES = {
    AppealState.UPHELD: "uphold_appeal",
    AppealState.DISMISSED: "dismiss_appeal",
    AppealState.WITHDRAWN: "withdraw_appeal",
}


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


@transaction.atomic
def answer_appeal(appeal: Appeal, outcome: str, answer: str, *, by: User) -> Appeal:
    """Upheld, dismissed, or taken back by who brought it; once, and told to the leads; the second of two officers is told."""
    said = clean_text(answer)
    if outcome not in MOVES:
        raise Refused(gettext("Nothing was changed: say whether the appeal is upheld, dismissed or withdrawn."))
    if not said:
        raise Refused(gettext("Nothing was changed: an appeal is settled with an answer."))
    with act(f"decisions.{MOVES[AppealState(outcome)]}", appeal, by=by, policy=APPEAL_POLICY, workflow=APPEAL_WORKFLOW):
        appeal.answer, appeal.answered_by, appeal.answered_at = said, by, timezone.now()
    tell(KIND, appeal.application, partial(_facts, appeal), by=by, dedupe=f"appeal:{appeal.pk}")
    return appeal


def _facts(appeal: Appeal, _reader: Recipient) -> dict[str, str]:
    said = {
        AppealState.UPHELD: gettext("Your appeal is upheld: your application is considered again."),
        AppealState.DISMISSED: gettext("Your appeal is dismissed: the decision stands."),
        AppealState.WITHDRAWN: gettext("Your appeal is recorded as withdrawn: the decision stands."),
    }
    return {
        "outcome": said[AppealState(appeal.state)],
        "answer": appeal.answer,
        "path": reverse("portal:application", args=[appeal.application_id]),
    }


def is_to_reconsider(decision: Decision) -> bool:
    """An appeal was upheld since it was announced, and nothing was promised to the applicant."""
    if decision.state != DecisionState.ANNOUNCED or decision.outcome == Outcome.FUND or decision.side_id is not None:
        return False
    return decision.application.appeals.filter(state=AppealState.UPHELD, answered_at__gt=decision.announced_at).exists()


@transaction.atomic
def reconsider_decision(decision: Decision, *, by: User) -> Decision:
    """A draft again, and the application in review; it is proposed, approved by another person and announced as ever."""
    if not is_to_reconsider(decision):
        raise Refused(
            gettext(
                "Nothing was changed: a decision is taken up again where an appeal against it is upheld and nothing is funded yet."
            )
        )
    with act("decisions.reconsider_decision", decision, by=by, policy=DECISION_POLICY, workflow=DECISION_WORKFLOW) as running:
        running.note(letters_cancelled=_cancel_held(decision, by=by))
        decision.proposed_by = decision.approved_by = decision.announced_at = None
        decision.turn += 1
    with act("applications.review_again", decision.application, by=by, workflow=APPLICATIONS):
        pass
    list_changed(decision.application.call, by=by)
    return decision


def _cancel_held(decision: Decision, *, by: User) -> int:
    """Of this turn: what waits in the outbox would tell a decision that stands no more. Says how many."""
    rows = Notice.objects.filter(kind=wording.KIND, state=NoticeState.HELD, dedupe__startswith=wording.once(decision))
    found = list(rows.order_by("pk"))
    for notice in found:
        notices.cancel(notice, by=by)
    return len(found)
