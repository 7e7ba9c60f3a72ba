"""An appeal is answered once and told; where it is upheld, the decision goes its whole way again, and the letter leaves again."""

from datetime import date

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Appeal, Decision, DecisionLetter
from bartholdi.office.decisions.services import announcing, appealing, deciding
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db


def told(officer: User, director: User, outcome: str = "decline") -> Decision:
    applications = in_review(1)
    approved(applications, outcomes=(outcome,), by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    return Decision.objects.select_related("application__call").get()


def appealed(decision: Decision, outcome: str, by: User) -> Appeal:
    appeal = appealing.record_appeal(decision, received_on=date(2026, 1, 2), text="My letter was not read.", by=by)
    return appealing.answer_appeal(appeal, outcome, "A second expert read it.", by=by)


def mails() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind="decisions.appeal_answered").order_by("pk")
    return [(each.address, each.body) for each in rows]


@pytest.mark.parametrize(("outcome", "said"), [("upheld", "is considered again"), ("dismissed", "the decision stands")])
def test_the_answer_is_told_to_the_leads(officer: User, director: User, outcome: str, said: str) -> None:
    decision = told(officer, director)
    appealed(decision, outcome, officer)
    ((address, body),) = mails()
    assert address == "lead0@example.org"
    assert [said in body, "A second expert read it." in body] == [True, True]


def test_one_that_is_upheld_is_decided_approved_and_announced_anew(officer: User, director: User) -> None:
    decision = told(officer, director)
    application = decision.application
    with pytest.raises(Refused, match="where an appeal against it is upheld"):
        appealing.reconsider_decision(decision, by=officer)
    appealed(decision, "upheld", officer)
    decision = appealing.reconsider_decision(Decision.objects.select_related("application__call").get(), by=officer)
    application.refresh_from_db()
    assert (decision.state, decision.announced_at, application.state) == ("draft", None, "in_review")
    deciding.draft_decision(application, outcome="fund", reason="The appeal is right.", by=officer)
    deciding.propose(application.call, by=officer)
    with pytest.raises(Refused, match="Ask a colleague"):
        deciding.approve(application.call, by=officer)
    deciding.approve(application.call, by=director)
    announcing.go_on(announcing.announce(application.call, by=officer))
    application.refresh_from_db()
    assert application.state == "funded"
    assert list(DecisionLetter.objects.order_by("number").values_list("number", "outcome")) == [(1, "decline"), (2, "fund")]
    assert Notice.objects.filter(kind="decisions.outcome").count() == 2
    again = Decision.objects.select_related("application__call").get()
    assert appealing.is_to_reconsider(again) is False


def test_the_same_outcome_is_told_again_too(officer: User, director: User) -> None:
    appealed(told(officer, director), "upheld", officer)
    decision = appealing.reconsider_decision(Decision.objects.select_related("application__call").get(), by=officer)
    deciding.propose(decision.application.call, by=officer)
    deciding.approve(decision.application.call, by=director)
    announcing.go_on(announcing.announce(decision.application.call, by=officer))
    assert Notice.objects.filter(kind="decisions.outcome").count() == 2


@pytest.mark.parametrize(("outcome", "answer"), [("decline", "dismissed"), ("fund", "upheld")])
def test_nothing_else_is_taken_up_again(officer: User, director: User, outcome: str, answer: str) -> None:
    decision = told(officer, director, outcome)
    appealed(decision, answer, officer)
    with pytest.raises(Refused, match="where an appeal against it is upheld"):
        appealing.reconsider_decision(Decision.objects.select_related("application__call").get(), by=officer)


def test_one_that_is_taken_back_is_recorded_and_told(officer: User, director: User) -> None:
    decision = told(officer, director)
    appeal = appealed(decision, "withdrawn", officer)
    assert (appeal.state, appealing.is_to_reconsider(decision)) == ("withdrawn", False)
    ((_address, body),) = mails()
    assert "recorded as withdrawn" in body
    with pytest.raises(Refused):
        appealing.answer_appeal(appeal, "upheld", "After all.", by=officer)


def test_a_letter_that_is_still_held_does_not_leave_once_the_decision_is_taken_up_again(officer: User, director: User) -> None:
    decision = told(officer, director)
    assert Notice.objects.get(kind="decisions.outcome").state == "held"
    appealed(decision, "upheld", officer)
    appealing.reconsider_decision(Decision.objects.select_related("application__call").get(), by=officer)
    assert Notice.objects.get(kind="decisions.outcome").state == "cancelled"
