"""The money of awards: every plan sums to the cent, sides get halves, and what other income leaves is never less than nothing."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.awards.money import days_due, fits, parts, plan, stipend, whole_months

CENTS = st.integers(0, 10**10).map(lambda count: Decimal(count).scaleb(-2))
DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))


@given(CENTS, CENTS)
def test_other_income_lessens_the_ceiling_and_never_below_zero(ceiling: Decimal, other: Decimal) -> None:
    assert stipend(ceiling, other) == (ceiling - other if other < ceiling else 0)


@given(CENTS, st.lists(DAYS, min_size=1, max_size=24), st.integers(1, 3))
def test_a_plan_sums_to_the_cent_and_pays_nobody_nothing(total: Decimal, days: list[date], sides: int) -> None:
    made = plan(total, days, range(sides))
    assert sum((each.amount for each in made), Decimal(0)) == total
    assert all(each.amount > 0 for each in made)
    assert [each.number for each in made] == list(range(1, len(made) + 1))
    of_sides = [sum((each.amount for each in made if each.side == side), Decimal(0)) for side in range(sides)]
    assert of_sides == parts(total, sides)


@given(CENTS, st.integers(1, 50))
def test_parts_differ_by_a_cent_at_most(total: Decimal, count: int) -> None:
    made = parts(total, count)
    assert sum(made) == total
    assert max(made) - min(made) <= Decimal("0.01")


@given(DAYS, DAYS, st.integers(1, 24))
def test_days_due_lie_in_the_stay_or_on_its_first_day(one: date, other: date, count: int) -> None:
    starts_on, ends_on = min(one, other), max(one, other)
    days = days_due(starts_on, ends_on, count)
    assert days == sorted(set(days))
    assert days[0] == starts_on
    assert days[-1] <= ends_on
    assert len(days) == max(1, min(count, whole_months(starts_on, ends_on)))


@given(DAYS, DAYS)
def test_a_stay_fits_the_months_it_covers_and_one_more(one: date, other: date) -> None:
    starts_on, ends_on = min(one, other), max(one, other)
    months = whole_months(starts_on, ends_on)
    assert fits(starts_on, ends_on, months + 1)
    assert months == 0 or not fits(starts_on, ends_on, months - 1)


def test_months_end_on_the_day_before() -> None:
    assert whole_months(date(2027, 9, 1), date(2028, 2, 29)) == 6
    assert whole_months(date(2027, 9, 1), date(2028, 2, 28)) == 5
    assert fits(date(2027, 9, 1), date(2028, 2, 29), 6)
    assert not fits(date(2027, 9, 1), date(2028, 3, 1), 6)
    assert whole_months(date(2027, 8, 31), date(2027, 9, 29)) == 1
