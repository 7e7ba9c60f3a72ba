"""Days counted from the load fall on the right weekday and the right hour, across changes of clocks and of year."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bartholdi.demo import moments, sheets

THURSDAY = {"days": 15, "weekday": "thursday"}


def test_a_real_date_stays() -> None:
    assert moments.day(date(2022, 11, 30), date(2026, 11, 22)) == date(2022, 11, 30)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_is_the_first_one_after_so_many_days(today: date) -> None:
    found = moments.day(THURSDAY, today)
    assert (found.weekday(), 15 <= (found - today).days <= 21) == (3, True)


def test_an_hour_is_that_of_the_place_whatever_the_season() -> None:
    noon = {"days": 0, "at": "12:00"}
    found = [moments.instant(noon, day, "America/New_York").astimezone(UTC) for day in (date(2027, 1, 27), date(2027, 7, 27))]
    assert found == [datetime(2027, 1, 27, 17, tzinfo=UTC), datetime(2027, 7, 27, 16, tzinfo=UTC)]


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 1, 1)))
def test_whenever_it_is_loaded_one_call_is_open_one_coming_and_one_closed(today: date) -> None:
    standing = {}
    for sheet in sheets.every(today=today):
        if "closes" in sheet.facts:
            opens, closes = moments.day(sheet.facts["opens"], today), moments.day(sheet.facts["closes"], today)
            standing[sheet.key] = "coming" if opens > today else "closed" if closes < today else "open"
            assert str(closes.year) in sheet.words["en"]["slug"]
    assert sorted(standing.values()) == ["closed", "coming", "open"]
