"""Years since a date, days in a country, dates between: to the day."""

from datetime import date
from typing import Any

import pytest

from tests.cores.eligibility.making import judged

SEVEN = {"answer": "phd", "at_most": {"years": 7}}
BREAKS = {**SEVEN, "breaks": {"table": "breaks", "from": "from", "to": "to"}}
STAYS = {
    "stays": {"table": "stays", "from": "from", "to": "to", "country": "country"},
    "countries": ["FR"],
    "at_most": 3,
    "window": {"from": "2026-01-01", "to": "2026-12-31"},
}


def row(first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"from": first, "to": last, **more}


@pytest.mark.parametrize(
    ("phd", "closing", "verdict"),
    [
        ("2020-01-15", date(2027, 1, 15), "eligible"),  # exactly at the limit
        ("2020-01-14", date(2027, 1, 15), "not"),
        ("2020-02-29", date(2027, 2, 28), "eligible"),
        ("2020-02-29", date(2027, 3, 1), "not"),
        ("2020-02-28", date(2027, 2, 28), "eligible"),
    ],
)
def test_the_limit_itself_is_in_and_the_day_after_is_out(phd: str, closing: date, verdict: str) -> None:
    assert judged("years_since", SEVEN, closing=closing, answers={"phd": phd})[0] == verdict


@pytest.mark.parametrize(
    ("breaks", "expected"),
    [
        ([], ("not", "too_long")),
        ([row("2021-01-01", "2021-01-10")], ("eligible", "short_enough_with_breaks")),
        ([row("2021-01-01", "2021-01-09")], ("not", "too_long_with_breaks")),
        ([row("2021-01-01", "2021-01-05"), row("2021-01-03", "2021-01-10")], ("eligible", "short_enough_with_breaks")),
        ([row("2021-01-01", "2021-01-05"), row("2021-01-01", "2021-01-05")], ("not", "too_long_with_breaks")),
        ([row("2019-01-01", "2019-12-31")], ("not", "too_long")),  # before the PhD
        ([row("2027-02-01", "2028-12-31")], ("not", "too_long")),  # after the closing day
        ([row("2021-01-10", "2021-01-01")], ("needs_officer", "unreadable_break")),
    ],
)
def test_career_breaks_are_counted_off_each_day_once(breaks: list[Any], expected: tuple[str, str]) -> None:
    assert judged("years_since", BREAKS, answers={"phd": "2020-01-05", "breaks": breaks}) == expected


def test_breaks_count_as_far_as_the_rule_allows_and_by_their_share() -> None:
    half = {**SEVEN, "breaks": {"table": "b", "period": "p", "share": "percent"}}
    answers = {"phd": "2020-01-05", "b": [{"p": row("2021-01-01", "2021-01-20"), "percent": "50"}]}
    assert judged("years_since", half, answers=answers)[0] == "eligible"
    capped = {**SEVEN, "breaks": {"table": "b", "period": "p", "at_most": {"months": 1}}}
    answers = {"phd": "2019-12-10", "b": [{"p": row("2021-01-01", "2021-12-31")}]}
    assert judged("years_since", capped, answers=answers) == ("not", "too_long_with_breaks")


def test_breaks_never_count_against_somebody_who_must_have_waited() -> None:
    options = {**BREAKS, "at_least": {"years": 2}}
    answers = {"phd": "2025-01-15", "breaks": [row("2025-06-01", "2026-06-01")]}
    assert judged("years_since", options, answers=answers)[0] == "eligible"
    assert judged("years_since", options, answers={**answers, "phd": "2025-01-16"}) == ("not", "too_short")


def test_a_date_after_the_day_that_counts_or_unreadable_is_told_apart() -> None:
    assert judged("years_since", SEVEN, answers={"phd": "2027-06-01"}) == ("not", "date_after")
    assert judged("years_since", SEVEN, answers={"phd": "soon"}) == ("needs_officer", "unreadable_date")
    assert judged("years_since", {**SEVEN, "on": "2028-01-01"}, answers={"phd": "2027-06-01"})[0] == "eligible"


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        ([row("2026-05-01", "2026-05-03", country="FR")], ("eligible", "few_days")),
        ([row("2026-05-01", "2026-05-04", country="fr")], ("not", "too_many_days")),
        ([row("2025-12-01", "2026-01-03", country="FR")], ("eligible", "few_days")),  # only three days are within
        ([row("2026-12-28", "2027-06-01", country="FR")], ("not", "too_many_days")),
        ([row("2026-05-01", "2026-05-03", country="FR")] * 2, ("eligible", "few_days")),
        ([row("2026-05-01", "2026-09-03", country="IT")], ("eligible", "few_days")),
        ([row("2026-05-01", "?", country="FR")], ("needs_officer", "unreadable_stay")),
        ([row("2026-05-01", "2026-05-04", country="FR"), "?"], ("not", "too_many_days")),
        ([], ("needs_officer", "missing")),
    ],
)
def test_days_in_a_country_are_counted_once_within_the_window_with_both_ends(stays: list[Any], expected: tuple[str, str]) -> None:
    assert judged("days_in_country", STAYS, answers={"stays": stays}) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-09-01", ("eligible", "date_within")),
        ("2028-06-30", ("eligible", "date_within")),
        ("2027-08-31", ("not", "too_early")),
        ("2028-07-01", ("not", "too_late")),
        ("2027-02-30", ("needs_officer", "unreadable_date")),
    ],
)
def test_a_date_is_within_two_others_or_not(day: str, expected: tuple[str, str]) -> None:
    assert judged("date_between", {"answer": "day", "from": "2027-09-01", "to": "2028-06-30"}, answers={"day": day}) == expected
