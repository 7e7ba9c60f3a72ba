"""When an event takes place, in words, by the clock of its place."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from bartholdi.faces.website.templatetags.website import span_of


def event(starts: datetime, ends: datetime | None = None, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(**{"starts": starts, "ends": ends, "zone": "America/New_York", "whole_days": False} | more)


EVENING = event(datetime(2026, 12, 10, 23, tzinfo=UTC), datetime(2026, 12, 11, 1, tzinfo=UTC))
TWO_DAYS = event(datetime(2026, 10, 1, 13, tzinfo=UTC), datetime(2026, 10, 2, 20, tzinfo=UTC), whole_days=True)
OVER_NEW_YEAR = event(datetime(2026, 12, 31, 13, tzinfo=UTC), datetime(2027, 1, 2, 20, tzinfo=UTC), whole_days=True)
ONE_DAY = event(datetime(2026, 10, 17, 13, tzinfo=UTC), whole_days=True)


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        (EVENING, "10 December 2026, from 6:00 pm to 8:00 pm (Washington)", "10 décembre 2026"),
        (TWO_DAYS, "From 1 to 2 October 2026", "1er"),
        (OVER_NEW_YEAR, "From 31 December 2026 to 2 January 2027", "2 janvier 2027"),
        (ONE_DAY, "17 October 2026", "17 octobre 2026"),
    ],
)
def test_an_event_says_when_it_is(when: SimpleNamespace, english: str, french: str) -> None:
    with translation.override("en"):
        assert span_of(when).replace("\xa0", " ") == english
    with translation.override("fr"):
        assert french in span_of(when).replace("\xa0", " ")
