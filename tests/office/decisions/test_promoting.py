"""A place becomes free: the next on the reserve list gets it, in order, and is told once."""

from decimal import Decimal

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Decision, DecisionLetter
from bartholdi.office.decisions.services import announcing, promoting
from bartholdi.office.lib.workflow import Refused
from tests.office.decisions.chosen import a_fund
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db


def test_the_reserve_is_promoted_in_order_and_told_once(officer: User, director: User) -> None:
    applications = in_review(3)
    first, second, _other = approved(applications, outcomes=("reserve", "reserve", "decline"), by=officer, then=director)
    call = applications[0].call
    for decision, place in ((first, 2), (second, 1)):
        Decision.objects.filter(pk=decision.pk).update(place=place)
    announcing.go_on(announcing.announce(call, by=officer))
    with pytest.raises(Refused, match="comes before"):
        promoting.promote(first, by=officer)
    promoting.promote(second, by=officer)
    with pytest.raises(Refused):
        promoting.promote(second, by=director)
    second.refresh_from_db()
    second.application.refresh_from_db()
    letters = DecisionLetter.objects.filter(decision=second).order_by("number")
    assert (second.outcome, second.place, second.application.state) == ("fund", None, "funded")
    assert [(letter.number, letter.outcome) for letter in letters] == [(1, "reserve"), (2, "fund")]
    assert promoting.next_in_reserve(call, user=officer) == first


@pytest.mark.parametrize(("amounts", "expected"), [((8_750, 8_750), 8_750), ((8_750, 5_000), 6_000)])
def test_who_is_promoted_gets_what_all_laureates_of_the_fund_get_or_what_is_said(
    officer: User, director: User, amounts: tuple[int, ...], expected: int
) -> None:
    applications = in_review(3)
    rows = approved(applications, outcomes=("fund", "fund", "reserve"), by=officer, then=director)
    fund = a_fund(applications[0].call)
    for amount, decision in zip(amounts, rows, strict=False):
        Decision.objects.filter(pk=decision.pk).update(fund=fund, amount=amount)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    if len(set(amounts)) > 1:
        with pytest.raises(Refused, match="nothing tells how much this fund pays"):
            promoting.promote(rows[2], fund, by=officer)
        assert Decision.objects.get(pk=rows[2].pk).outcome == "reserve"
    promoting.promote(rows[2], fund, amount=Decimal(6_000), by=officer)
    promoted = Decision.objects.get(pk=rows[2].pk)
    assert (promoted.amount, promoted.award.ceiling) == (expected, expected)
    letter = DecisionLetter.objects.get(decision=promoted, outcome="fund")
    assert f"You receive EUR\u00a0{expected:,}.00 from" in letter.words
