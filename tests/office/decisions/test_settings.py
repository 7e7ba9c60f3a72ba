"""Settings of scenarios: money is whole cents, parts never add up to more, and what is written is read again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.decisions.settings import Purse, Rule, Settings, major, minor, part, read
from bartholdi.office.lib.workflow import Refused

MONEY = st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2)
SHARES = st.integers(1, 100)


@given(MONEY)
def test_cents_and_amounts_are_the_same_money(amount: Decimal) -> None:
    assert major(minor(amount)) == amount


@given(MONEY, SHARES)
def test_a_part_is_whole_cents_and_less_than_a_cent_below_its_share(amount: Decimal, share: int) -> None:
    made = part(amount, share)
    assert 0 <= amount * share / 100 - made < Decimal("0.01")
    assert major(minor(made)) == made


@given(MONEY, SHARES)
def test_two_parts_that_make_a_whole_never_cost_more(amount: Decimal, share: int) -> None:
    assert part(amount, share) + part(amount, 100 - share or 100) <= amount * (2 if share == 100 else 1)


def test_parts_of_a_cent_are_no_amount() -> None:
    with pytest.raises(ValueError, match="parts of a cent"):
        minor(Decimal("0.001"))


@given(MONEY, st.none() | MONEY, st.none() | st.integers(0, 500))
def test_what_is_written_is_read_again(amount: Decimal, award: Decimal | None, places: int | None) -> None:
    told = Settings(2027, (Purse(1, amount, award, places),), (100, 50), (Rule("field", "Ice", 1, 2, 3),), places, 4, "side", 2)
    assert read(told.as_json()) == told


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (Settings(2027), "no fund yet"),
        (Settings(2027, (Purse(1, Decimal(-1)),)), "not less than zero"),
        (Settings(2027, (Purse(1, Decimal(1), Decimal(0)),)), "more than zero"),
        (Settings(2027, (Purse(1, Decimal(1)), Purse(1, Decimal(1)))), "stands there twice"),
        (Settings(2027, (Purse(1, Decimal(1)),), (0,)), "1 to 100 percent"),
        (Settings(2027, (Purse(1, Decimal(1)),), rules=(Rule("moon"),)), "no such kind"),
        (Settings(2027, (Purse(1, Decimal(1)),), rules=(Rule("field", "Ice", 3, 2),)), "less than its least"),
        (Settings(2027, (Purse(1, Decimal(1)),), balance="side"), "how many places"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(told: Settings, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        told.check()
