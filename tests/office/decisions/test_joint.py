"""The joint list: settled step by step, with who and why; two at once; the third body; the lottery."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.decisions import board
from bartholdi.office.decisions.models import Decision, FinalBody, JointItem, Lottery, Outcome
from bartholdi.office.decisions.services import final, joint, lotteries, scenarios
from bartholdi.office.decisions.settings import Purse
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.office.decisions.chosen import a_call_with, a_fund, a_scenario, computed, settings

pytestmark = pytest.mark.django_db


def said(application, side, outcome, fund=None):
    amount = Decimal(1000) if fund else None
    return Decision.objects.create(application=application, side=side, outcome=outcome, fund=fund, amount=amount)


def test_each_step_is_kept_with_who_and_why_and_the_last_is_the_decision(officer: User, director: User) -> None:
    call, rows = a_call_with(5)
    fund = a_fund(call)
    joint.agree_item(rows[0], outcome=Outcome.RESERVE, place=1, reason="France waits.", seen=0, by=officer)
    facts = {"fund": fund, "amount": Decimal("900.50"), "reason": "Found the money."}
    joint.agree_item(rows[0], outcome=Outcome.FUND, seen=1, by=director, **facts)
    decision = Decision.objects.get()
    assert (decision.outcome, decision.amount, decision.place, decision.reason) == (
        "fund",
        Decimal("900.50"),
        None,
        "Found the money.",
    )
    assert list(JointItem.objects.values_list("number", "outcome", "place", "reason", "by__name")) == [
        (1, "reserve", 1, "France waits.", "Olivia Officer"),
        (2, "fund", None, "Found the money.", "Didier Director"),
    ]
    assert Entry.objects.filter(act="decisions.draft_decision").count() == 2


def test_who_comes_second_is_told_who_settled_it_and_nothing_is_lost(officer: User, director: User) -> None:
    _call, rows = a_call_with(5)
    joint.agree_item(rows[0], outcome=Outcome.DECLINE, reason="Too early.", seen=0, by=officer)
    with pytest.raises(Refused, match=r"Olivia Officer settled this meanwhile as “Not selected”\. What you typed is kept"):
        joint.agree_item(rows[0], outcome=Outcome.RESERVE, reason="Wait.", seen=0, by=director)
    assert (Decision.objects.get().outcome, JointItem.objects.count()) == ("decline", 1)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"outcome": Outcome.FUND, "reason": "Good."}, "needs a fund and an amount"),
        ({"outcome": Outcome.RESERVE, "reason": "Good."}, "which place it gets on the reserve list"),
        ({"outcome": Outcome.DECLINE, "reason": " "}, "say in a sentence why"),
        ({"outcome": Outcome.DECLINE, "reason": "No.", "seen": 4}, "look at the page again"),
    ],
)
def test_a_step_that_is_not_whole_is_refused(officer: User, facts: dict, sentence: str) -> None:
    _call, rows = a_call_with(5)
    with pytest.raises(Refused, match=sentence):
        joint.agree_item(rows[0], **{"seen": 0, "by": officer, **facts})
    assert (Decision.objects.count(), JointItem.objects.count()) == (0, 0)


def test_what_is_proposed_is_not_settled_again(officer: User) -> None:
    _call, rows = a_call_with(5)
    Decision.objects.create(application=rows[0], outcome="decline", state="proposed")
    with pytest.raises(Refused, match="“Proposed” already"):
        joint.agree_item(rows[0], outcome=Outcome.RESERVE, reason="Wait.", seen=0, by=officer)


def test_nobody_settles_what_they_are_barred_from(officer: User) -> None:
    _call, rows = a_call_with(5)
    Access.objects.create(application=rows[0], user=officer, role="barred")
    with pytest.raises(PermissionDenied):
        joint.agree_item(rows[0], outcome=Outcome.DECLINE, reason="No.", seen=0, by=officer)


def test_the_list_shows_where_sides_agree_where_not_and_the_money(officer: User, director: User) -> None:
    call, rows = a_call_with(5, 4, 3)
    fund = a_fund(call)
    us, fr = call.sides.all()
    for side, outcomes in ((us, ("fund", "fund", "decline")), (fr, ("fund", "decline", "decline"))):
        for application, outcome in zip(rows, outcomes, strict=True):
            said(application, side, outcome, fund if outcome == "fund" and side == us else None)
    shown = {show: [each.title for each in board.joint_rows(call, [us, fr], officer, show=show)] for show in board.SHOWS}
    assert shown == {"differ": ["Ice 2"], "agree": ["Ice 1", "Ice 3"], "open": ["Ice 1", "Ice 2", "Ice 3"]}
    assert joint.take_agreed(call, by=officer) == 2
    assert board.joint_counts(call, [us, fr], officer) == {"all": 3, "agree": 2, "differ": 1, "open": 1}
    assert [(each.spent, each.awards) for each in board.money(call, officer)] == [(Decimal(1000), 1)]
    Access.objects.create(application=rows[0], user=director, role="barred")
    assert [(each.spent, each.awards) for each in board.money(call, director)] == [(Decimal(0), 0)]
    assert board.joint_counts(call, [us, fr], director) == {"all": 2, "agree": 1, "differ": 1, "open": 1}


def test_a_chosen_scenario_leaves_what_was_settled_one_by_one(officer: User) -> None:
    call, rows = a_call_with(5, 4)
    made = a_scenario(call, officer, settings(Purse(a_fund(call).pk, Decimal(2000))))
    joint.agree_item(rows[0], outcome=Outcome.DECLINE, reason="Has left.", seen=0, by=officer)
    told = scenarios.choose_scenario(made, seen=made.version, by=officer)
    assert (told.written, told.kept) == (1, (rows[0].reference,))


def test_a_third_body_approves_the_list_and_a_change_undoes_it(officer: User) -> None:
    call, rows = a_call_with(5)
    assert final.third_body_approved(call)
    body = final.name_final_body(call, name_en="Council", name_fr="Conseil", by=officer)
    assert not final.third_body_approved(call)
    with pytest.raises(Refused, match="how the approval was told"):
        final.record_final_approval(body, remark="", by=officer)
    final.record_final_approval(body, remark="Letter of 3 May", by=officer)
    assert final.third_body_approved(call)
    joint.agree_item(rows[0], outcome=Outcome.DECLINE, reason="No.", seen=0, by=officer)
    assert not final.third_body_approved(call)
    assert FinalBody.objects.get().remark == ""


def test_lots_are_drawn_once_from_a_seed_that_was_fixed_before(officer: User) -> None:
    call, rows = a_call_with(4, 4, 4)
    ties = [each.reference for each in rows]
    lottery = lotteries.fix_seed(call, None, seed="17 23 42", source="National lottery", ties=ties, by=officer)
    assert (lottery.order, lottery.drawn_at) == ([], None)
    with pytest.raises(Refused, match="second try"):
        lotteries.fix_seed(call, None, seed="1", source="Mine", ties=ties, by=officer)
    lotteries.draw_lots(lottery, by=officer)
    _lottery, lots = board.lottery_of(call, None, officer)
    assert [reference for reference, _ticket in sorted(lots, key=lambda lot: lot[1])] == Lottery.objects.get().order
    with pytest.raises(Refused, match="drawn already"):
        lotteries.draw_lots(lottery, by=officer)


def test_a_scenario_keeps_the_order_that_was_drawn(officer: User) -> None:
    call, rows = a_call_with(4, 4, 4)
    made = a_scenario(call, officer, settings(Purse(a_fund(call).pk, Decimal(1000)), reserve=2))
    lottery = Lottery(
        call=call, seed="1", source="x", ties=[each.reference for each in rows], order=[rows[i].reference for i in (2, 0, 1)]
    )
    lottery.drawn_at = lottery.fixed_at
    lottery.save()
    made = computed(made, officer)
    assert [int(each["candidate"]) for each in made.result["standings"]] == [rows[i].pk for i in (2, 0, 1)]
