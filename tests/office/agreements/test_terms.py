"""The days of an agreement, as properties: short months, leap years, missing notifications, renewal over the years, notice."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.agreements import terms
from bartholdi.office.agreements.terms import (
    Missing,
    Period,
    Terms,
    ends,
    enters,
    missing,
    months_after,
    period_on,
    periods,
    renewals,
)

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
MAYBE = st.none() | DAYS
ENTRIES = st.sampled_from([terms.ON_SIGNATURE, terms.ON_A_DAY, terms.MONTH_AFTER, terms.DAYS_AFTER])


@st.composite
def any_terms(draw: Any, **fixed: Any) -> Terms:
    signed = draw(MAYBE)
    after = st.none() if signed is None else st.none() | st.dates(signed, date(2199, 12, 31))
    months = draw(st.integers(0, 240))
    drawn = {
        "entry": draw(ENTRIES),
        "number": draw(st.integers(0, 24)),
        "day": draw(after),
        "signed": signed,
        "notified": tuple((side, draw(after)) for side in ("FR", "US")),
        "months": months,
        "renewed_by": draw(st.integers(0, 120)) if months else 0,
        "notice": draw(st.integers(0, 24)),
        "leaving": draw(st.sampled_from([terms.AT_ANY_TIME, terms.AT_PERIOD_END])),
        "denounced": draw(after),
        "replaced": draw(after),
    }
    return Terms(**{**drawn, **fixed})


def signed(on: str = "2022-11-30", **more: Any) -> Terms:
    return Terms(signed=date.fromisoformat(on), **more)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-01-15", -13, "2025-12-15"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one_there_is(day: str, months: int, found: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(found)


@given(DAYS, st.integers(-600, 600))
def test_months_are_those_of_the_calendar(day: date, months: int) -> None:
    after = months_after(day, months)
    assert after.year * 12 + after.month == day.year * 12 + day.month + months
    assert after.day == day.day or (after.day < day.day and (after + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 600))
def test_what_comes_later_stays_later(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert months_after(first, months) <= months_after(second, months)


NOTIFIED = (("FR", date(2023, 3, 15)), ("US", date(2023, 1, 31)))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (signed(), "2022-11-30"),
        (signed(entry=terms.ON_A_DAY, day=date(2023, 1, 1)), "2023-01-01"),
        (signed(entry=terms.ON_A_DAY, day=date(2022, 1, 1)), "2022-11-30"),  # not before it is signed
        (signed(entry=terms.MONTH_AFTER, number=2, notified=NOTIFIED), "2023-05-01"),
        (signed(entry=terms.MONTH_AFTER, number=1, notified=NOTIFIED), "2023-04-01"),
        (signed(entry=terms.MONTH_AFTER, number=2, notified=(("FR", date(2023, 11, 30)),)), "2024-01-01"),
        (signed(entry=terms.DAYS_AFTER, number=30, notified=NOTIFIED), "2023-04-14"),
        (signed(entry=terms.DAYS_AFTER, number=0, notified=NOTIFIED), "2023-03-15"),
    ],
)
def test_entry_into_force_by_each_rule(said: Terms, found: str) -> None:
    assert (enters(said), missing(said)) == (date.fromisoformat(found), ())


@given(any_terms())
def test_either_something_is_missing_or_it_enters_into_force_once_it_is_signed(said: Terms) -> None:
    found = enters(said)
    assert (found is None) == bool(missing(said))
    assert found is None or (said.signed is not None and found >= said.signed)


@given(any_terms(entry=terms.MONTH_AFTER))
def test_it_enters_on_the_first_day_of_a_month_after_every_notification(said: Terms) -> None:
    found = enters(said)
    assert found is None or (found.day == 1 and all(day is not None and day < found for _side, day in said.notified))


@given(any_terms(entry=terms.DAYS_AFTER), st.sampled_from(["FR", "US"]))
def test_without_the_notification_of_a_side_it_is_not_in_force_and_says_whose(said: Terms, side: str) -> None:
    notified = tuple((each, None if each == side else day) for each, day in said.notified)
    waits = Terms(entry=said.entry, signed=said.signed, notified=notified)
    assert (enters(waits), ends(waits), list(periods(waits))) == (None, None, [])
    assert Missing("notification", side) in missing(waits)


def test_it_says_everything_that_is_missing() -> None:
    nothing = Terms(entry=terms.MONTH_AFTER, notified=(("FR", None), ("US", date(2023, 1, 1))))
    assert missing(nothing) == (Missing("signature"), Missing("notification", "FR"))
    assert missing(Terms(entry=terms.DAYS_AFTER, signed=date(2023, 1, 1))) == (Missing("sides"),)
    assert missing(Terms(entry=terms.ON_A_DAY, signed=date(2023, 1, 1))) == (Missing("day"),)


def test_a_period_is_counted_from_the_first_day_so_that_a_short_month_shortens_it_only_once() -> None:
    monthly = signed("2027-01-31", months=1, renewed_by=1, notice=0)
    found = [next_one for next_one, _ in zip(periods(monthly), range(3), strict=False)]
    assert [(each.first, each.last) for each in found] == [
        (date(2027, 1, 31), date(2027, 2, 27)),
        (date(2027, 2, 28), date(2027, 3, 30)),
        (date(2027, 3, 31), date(2027, 4, 29)),
    ]


@given(any_terms())
def test_periods_follow_each_other_without_gap_or_overlap(said: Terms) -> None:
    found = [period for period, _number in zip(periods(said), range(30), strict=False)]
    for before, after in itertools.pairwise(found):
        assert after.first == before.last + timedelta(days=1)
    assert all(each.first <= each.last and each.notice_by <= each.last for each in found)


@given(any_terms(denounced=None, replaced=None))
def test_what_is_renewed_tacitly_has_no_end_until_somebody_gives_notice(said: Terms) -> None:
    first = next(periods(said), None)
    expected = None if first is None or said.renewed_by else first.last
    assert ends(said) == expected


@given(any_terms(leaving=terms.AT_PERIOD_END, replaced=None))
def test_notice_in_time_ends_the_period_that_runs_and_late_notice_the_next_one(said: Terms) -> None:
    end = ends(said)
    if end is None or said.denounced is None or not said.renewed_by:
        return
    of_the_end = next(period for period in periods(said) if period.last == end)
    assert said.denounced <= of_the_end.notice_by
    before = [period for period in periods_until(said, end) if period.last < end]
    assert all(said.denounced > each.notice_by for each in before)


def periods_until(said: Terms, end: date) -> list[Period]:
    found = []
    for period in periods(said):
        if period.last > end:
            break
        found.append(period)
    return found


@given(any_terms(leaving=terms.AT_ANY_TIME, replaced=None, months=0, renewed_by=0))
def test_without_a_period_it_ends_so_many_months_after_the_notice(said: Terms) -> None:
    expected = None if enters(said) is None or said.denounced is None else months_after(said.denounced, said.notice)
    assert ends(said) == expected


def test_notice_over_the_years() -> None:
    """Five years from 1 May 2023, renewed by three, six months’ notice."""

    def ends_if(day: str) -> date | None:
        return ends(
            signed(
                "2023-05-01", months=60, renewed_by=36, notice=6, leaving=terms.AT_PERIOD_END, denounced=date.fromisoformat(day)
            )
        )

    assert [ends_if(day) for day in ("2024-01-01", "2027-10-30", "2027-10-31", "2030-10-30", "2030-10-31")] == [
        date(2028, 4, 30),
        date(2028, 4, 30),
        date(2031, 4, 30),
        date(2031, 4, 30),
        date(2034, 4, 30),
    ]


def test_renewals_are_told_up_to_a_day_and_stop_where_it_ends() -> None:
    goes_on = signed("2023-05-01", months=60, renewed_by=36)
    assert renewals(goes_on, until=date(2034, 5, 1)) == [date(2028, 5, 1), date(2031, 5, 1), date(2034, 5, 1)]
    replaced = signed("2023-05-01", months=60, renewed_by=36, replaced=date(2030, 1, 1))
    assert (renewals(replaced, until=date(2040, 1, 1)), ends(replaced)) == ([date(2028, 5, 1)], date(2029, 12, 31))


def test_the_period_that_runs_is_found_and_none_after_the_end() -> None:
    said = signed("2023-05-01", months=12, renewed_by=12, notice=2)
    assert period_on(said, date(2025, 7, 14)) == Period(date(2025, 5, 1), date(2026, 4, 30), date(2026, 2, 28))
    assert period_on(signed(months=12), date(2025, 1, 1)) is None
    assert period_on(signed(), date(2025, 1, 1)) is None


def test_a_text_that_names_its_last_day_ends_with_it() -> None:
    fixed = signed(last_day=date(2027, 12, 31), renewed_by=12, notice=3)
    assert (ends(signed(last_day=date(2027, 12, 31))), ends(fixed)) == (date(2027, 12, 31), None)
    assert period_on(fixed, date(2028, 6, 1)) == Period(date(2028, 1, 1), date(2028, 12, 31), date(2028, 9, 30))
