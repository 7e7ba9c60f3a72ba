"""Months of a stay are counted as people count them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.cores.formspec.kinds.dates import months_later


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2027-09-01", 1, "2027-09-30"),
        ("2027-09-15", 4, "2028-01-14"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-01-30", 1, "2028-02-29"),
        ("2027-12-01", 12, "2028-11-30"),
    ],
)
def test_the_last_day_of_a_stay(start: str, months: int, last: str) -> None:
    assert months_later(date.fromisoformat(start), months) == date.fromisoformat(last)


@given(st.dates(date(1000, 1, 1), date(2900, 1, 1)), st.integers(1, 600))
def test_a_later_start_or_a_month_more_never_ends_earlier(start: date, months: int) -> None:
    assert months_later(start, months) <= months_later(date.fromordinal(start.toordinal() + 1), months)
    assert months_later(start, months) < months_later(start, months + 1)
