"""Days and hours in words, across both changes of the clock."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from bartholdi.office.lib import times

NY, PARIS = "America/New_York", "Europe/Paris"
NOON = datetime(2027, 3, 15, 16, 0, tzinfo=UTC)  # Washington has summer time, Paris not yet


@pytest.mark.parametrize(
    ("language", "moment", "words"),
    [
        ("en", date(2027, 3, 15), "15\u00a0March 2027"),
        ("fr", date(2027, 3, 15), "15\u00a0mars 2027"),
        ("fr", date(2027, 4, 1), "1er\u00a0avril 2027"),
        ("fr", date(2027, 8, 11), "11\u00a0août 2027"),
    ],
)
def test_a_day_is_written_out(language: str, moment: date, words: str) -> None:
    with translation.override(language):
        assert times.day(moment) == words


@pytest.mark.parametrize(
    ("hour", "minute", "english", "french"),
    [
        (0, 0, "12:00 midnight", "0 h 00"),
        (12, 0, "12:00 noon", "12 h 00"),
        (0, 5, "12:05 am", "0 h 05"),
        (17, 30, "5:30 pm", "17 h 30"),
    ],
)
def test_an_hour_cannot_be_misread(hour: int, minute: int, english: str, french: str) -> None:
    moment = datetime(2027, 3, 15, hour, minute, tzinfo=UTC)
    with translation.override("en"):
        assert times.hour(moment).replace("\u00a0", " ") == english
    with translation.override("fr"):
        assert times.hour(moment).replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("moment", "there", "here"),
    [
        (datetime(2027, 3, 13, 17, 0, tzinfo=UTC), "12:00 noon", "6:00 pm"),  # both on winter time: six hours
        (NOON, "12:00 noon", "5:00 pm"),  # Washington has changed, Paris has not: five hours
        (datetime(2027, 3, 29, 16, 0, tzinfo=UTC), "12:00 noon", "6:00 pm"),  # both on summer time
        (datetime(2027, 11, 1, 16, 0, tzinfo=UTC), "12:00 noon", "5:00 pm"),  # Paris is back on winter time first
        (datetime(2027, 11, 8, 17, 0, tzinfo=UTC), "12:00 noon", "6:00 pm"),
    ],
)
def test_a_deadline_names_both_clocks(moment: datetime, there: str, here: str) -> None:
    with translation.override("en"):
        words = times.instant_for(moment, NY, PARIS).replace("\u00a0", " ")
    assert words.endswith(f", {there} (Washington) · {here} (Paris)")


def test_the_reader_on_the_same_clock_reads_one_hour() -> None:
    with translation.override("en"):
        assert times.instant_for(NOON, NY, "America/Toronto") == "15\u00a0March 2027, 12:00\u00a0noon (Washington)"


def test_another_day_at_the_readers_is_said() -> None:
    late = datetime(2027, 3, 16, 3, 59, tzinfo=UTC)
    with translation.override("en"):
        words = times.instant_for(late, NY, PARIS).replace("\u00a0", " ")
    assert words == "15 March 2027, 11:59 pm (Washington) · 16 March 2027, 4:59 am (Paris)"
