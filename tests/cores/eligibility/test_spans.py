"""Anniversaries, spans and days are counted as people count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.cores.eligibility.spans import Span, Stretch, between, counted, days_later, later, window

near = st.dates(date(2019, 12, 1), date(2020, 6, 30))
stretches = st.lists(
    st.tuples(near, near, st.integers(0, 100)).map(lambda ends: Stretch(min(ends[:2]), max(ends[:2]), ends[2])), max_size=6
)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2020, 2, 29), 84, date(2027, 2, 28)),
        (date(2020, 2, 29), 96, date(2028, 2, 29)),
        (date(2021, 2, 28), 36, date(2024, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(9999, 1, 1), 12, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_an_anniversary_has_the_same_number_or_is_the_last_of_its_month(start: date, months: int, end: date) -> None:
    assert later(start, months) == end


@given(st.dates(), st.dates())
def test_a_span_leads_from_its_start_to_its_end(one: date, two: date) -> None:
    start, end = sorted((one, two))
    span = between(start, end)
    assert days_later(later(start, span.whole_months), span.days) == end
    assert 0 <= span.months < 12
    assert 0 <= span.days < 31


@given(stretches, near, near)
def test_days_are_counted_as_one_counts_them_one_by_one(given_stretches: list[Stretch], one: date, two: date) -> None:
    first, last = sorted((one, two))
    each_day = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    shares = [max((it.share for it in given_stretches if it.first <= day <= it.last), default=0) for day in each_day]
    assert counted(given_stretches, first, last) == -(-sum(shares) // 100)


def test_a_window_before_the_closing_ends_with_it_and_counts_both_ends() -> None:
    assert window(date(2027, 2, 15), Span(1)) == (date(2026, 2, 16), date(2027, 2, 15))
    assert window(date(2028, 2, 29), Span(0, 18)) == (date(2026, 8, 30), date(2028, 2, 29))
