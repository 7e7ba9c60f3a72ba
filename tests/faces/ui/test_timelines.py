"""A timeline draws every moment it was given, says it again in its table, and keeps inside its frame whatever the days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.faces.ui.charts import Timeline, timeline
from bartholdi.faces.ui.charts.figures import WIDTH

HOSTILE = '</text></svg><script>alert("1")</script>&\''
DAYS = st.dates(date(1650, 1, 1), date(2199, 12, 31))


@dataclass(frozen=True)
class A:
    day: date
    label: str = "Signed"
    month_only: bool = False


@pytest.fixture(autouse=True, scope="module")
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@given(st.lists(DAYS, min_size=1, max_size=8), DAYS, st.none() | st.tuples(DAYS, st.none() | DAYS))
@settings(max_examples=60)
def test_every_moment_is_drawn_inside_the_frame(days: list[date], today: date, holds: tuple[date, date | None] | None) -> None:
    drawn = timeline(Timeline("Life", "Found", [A(day) for day in sorted(days)], today, holds, "in force"))
    assert len(drawn.rows) == len(days)
    picture = ET.fromstring(drawn.svg)
    marks = [path for path in picture.iter("path") if "chart-line" in path.get("class", "")]
    assert len(marks) == len(days)
    places = [float(re.match(r"M(-?[\d.]+)", mark.get("d", ""))[1]) for mark in marks]  # type: ignore[index]
    assert all(0 <= x <= WIDTH for x in places)
    assert places == sorted(places)
    scale = [text for text in picture.iter("text") if text.get("text-anchor") == "middle"]
    assert len(scale) <= 9


def test_a_month_is_told_as_a_month_and_no_text_becomes_markup() -> None:
    moments = [A(date(2025, 3, 1), HOSTILE, month_only=True), A(date(2026, 3, 15), "Workshop")]
    drawn = timeline(Timeline(HOSTILE, HOSTILE, moments, date(2025, 6, 1), None, HOSTILE))
    assert drawn.rows == (("March 2025", HOSTILE), ("15\u00a0March 2026", "Workshop"))
    assert ("<script" in drawn.svg, "Mar 2025 ·" in drawn.svg) == (False, True)
    hollow = [path.get("class") for path in ET.fromstring(drawn.svg).iter("path") if "chart-line" in path.get("class", "")]
    assert hollow == ["chart-line chart-a chart-solid", "chart-line chart-a chart-hollow"]


def test_nothing_to_tell_is_a_chart_of_nothing() -> None:
    assert timeline(Timeline("Life", "", [], date(2025, 6, 1))).is_empty
