"""Dates as offsets: exact on the clock of the call across both clock changes of Paris and Washington, and anywhere on Earth."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.programmes.blueprint import Moment, instant, offset, opening

NOON = time(12)


@pytest.mark.parametrize(
    ("zone", "opens_on", "days", "at", "expected"),
    [
        # The clocks of Washington: 14 March and 7 November 2027; those of Paris: 28 March and 31 October.
        ("America/New_York", date(2027, 3, 13), 0, NOON, datetime(2027, 3, 13, 17, tzinfo=UTC)),
        ("America/New_York", date(2027, 3, 13), 1, NOON, datetime(2027, 3, 14, 16, tzinfo=UTC)),
        ("America/New_York", date(2027, 11, 6), 1, NOON, datetime(2027, 11, 7, 17, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 3, 27), 1, NOON, datetime(2027, 3, 28, 10, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 10, 30), 1, NOON, datetime(2027, 10, 31, 11, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 3, 1), 27, time(23, 59, 59), datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC)),
        # An hour that the clock skips, and one that it shows twice.
        ("America/New_York", date(2027, 3, 14), 0, time(2, 30), datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 10, 31), 0, time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        # Anywhere on Earth the day ends last.
        ("Etc/GMT+12", date(2027, 1, 1), 31, time(23, 59, 59), datetime(2027, 2, 2, 11, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_offset_is_one_instant(zone: str, opens_on: date, days: int, at: time, expected: datetime) -> None:
    assert instant(opens_on, Moment(days, at), zone).astimezone(UTC) == expected


@given(
    st.sampled_from(["America/New_York", "Europe/Paris", "Etc/GMT+12", "Pacific/Auckland"]),
    st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    st.integers(0, 800),
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.times().map(lambda at: at.replace(microsecond=0)),
)
def test_an_offset_read_back_is_the_same(zone: str, opens_on: date, days: int, opens: time, at: time) -> None:
    opened = opening(opens_on, opens, zone)
    made = instant(opens_on, Moment(days, at), zone)
    skipped = made.astimezone(UTC).astimezone(ZoneInfo(zone)).time() != at
    assert skipped or offset(made.astimezone(UTC), opened.astimezone(UTC), zone) == Moment(days, at)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_a_shifted_opening_shifts_every_day_as_much(opens_on: date, days: int) -> None:
    """The same hour of the clock on a day that lies as much later."""
    first, later = (instant(start, Moment(days, NOON), "Europe/Paris") for start in (opens_on, opens_on + timedelta(days=7)))
    assert (later.date() - first.date(), later.time()) == (timedelta(days=7), NOON)
