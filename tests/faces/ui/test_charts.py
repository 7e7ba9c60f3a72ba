"""Charts hold what they were given, say it twice (drawn and in a table), and cannot be made to say anything else."""

import itertools
import math
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.faces.ui.charts import (
    Bars,
    Chart,
    Dot,
    Grouped,
    Histogram,
    Lines,
    Ranking,
    Series,
    Share,
    bars,
    grouped,
    histogram,
    lines,
    ranking,
    share,
)
from bartholdi.faces.ui.charts.scales import Scale, spread, ticks

HOSTILE = '</text></svg><script>alert("1")</script>&\''
MONTHS = [date(2027, month, 1) for month in range(1, 7)]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def every_chart(text: str) -> list[Chart]:
    """One of each, with the same text wherever a text can be."""
    two = [Series(text, [1, 2]), Series(text, [None, 4.5])]
    dots = [Dot(text, 7.5, 7, 8, 7.2, is_grey=True), Dot(text, 6, 5, 7)]
    return [
        bars(Bars(text, text, [text, text], [3, 4], of=text, measure=text, unit=text)),
        grouped(Grouped(text, text, [text, text], two, of=text, unit=text)),
        grouped(Grouped(text, text, [text, text], two, of=text, unit=text, stacked=True)),
        lines(Lines(text, text, MONTHS[:2], two, unit=text)),
        ranking(Ranking(text, text, dots, funded=1, of=text, measure=text)),
        histogram(Histogram(text, text, [1, 2, 2, 3], of=text, unit=text)),
        share(Share(text, text, [text, text], [1, 2], of=text, unit=text)),
    ]


@pytest.mark.parametrize("chart", every_chart(HOSTILE))
def test_a_hostile_label_stays_a_label(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)
    assert {element.tag for element in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "text",
    }  # fmt: skip
    assert root[0].text == HOSTILE


@pytest.mark.parametrize("chart", every_chart("Label"))
def test_a_chart_is_named_described_and_without_style(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)
    names = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    assert root.attrib["role"] == "img"
    assert {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]} <= names
    assert not [element for element in root.iter() if "style" in element.attrib]
    assert set(re.findall(r"url\(#([^)]+)\)", chart.svg)) <= names
    assert all(len(row) == len(chart.headers) for row in chart.rows)
    assert len(chart.svg) < 8_000


def test_the_same_input_gives_the_same_chart_and_another_gives_other_names() -> None:
    assert every_chart("Label") == every_chart("Label")
    keys = [chart.key for chart in every_chart("Label") + every_chart("Other")]
    assert len(set(keys)) == len(keys)


def test_five_series_have_five_inks_and_no_name_is_used_twice() -> None:
    chart = grouped(Grouped("T", "", ["A"], [Series(str(i), [i + 1]) for i in range(5)]))
    names = re.findall(r' id="([^"]+)"', chart.svg)
    assert names == [f"{chart.key}-{name}" for name in ("title", "finding", "b", "c", "d", "e")]
    assert re.findall(r'fill="url\(#([^)]+)\)"', chart.svg) == names[2:] * 2
    with pytest.raises(ValueError, match="at most 5"):
        grouped(Grouped("T", "", ["A"], [Series(str(i), [i]) for i in range(6)]))


def test_a_tiny_chart_is_drawn_wholly() -> None:
    chart = bars(Bars("Calls", "One is open.", ["Open"], [1], of="State", measure="Number"))
    key = chart.key
    assert chart == Chart(
        key=key,
        title="Calls",
        finding="One is open.",
        svg=(
            f'<svg class="chart-svg" role="img" aria-labelledby="{key}-title" aria-describedby="{key}-finding"'
            ' viewBox="0 0 640 52" width="640" height="52" font-size="14" fill="currentColor">'
            f'<title id="{key}-title">Calls</title><desc id="{key}-finding">One is open.</desc>'
            '<text x="0" y="14">Open</text>'
            '<rect class="chart-box chart-a" x="0" y="21" width="622.2" height="16"/>'
            '<text x="629.2" y="34">1</text><path class="chart-axis" d="M0 18V44"/></svg>'
        ),
        headers=("State", "Number"),
        rows=(("Open", "1"),),
    )


def test_numbers_are_written_in_the_language_of_the_reader() -> None:
    ask = Bars("Sums", "", ["A"], [12345.5], unit="€")
    assert bars(ask).rows == (("A", "12,345.5\u202f€"),)
    with translation.override("fr"):
        assert bars(ask).rows == (("A", "12\u202f345,5\u202f€"),)
        assert share(Share("S", "", ["A", "B"], [1, 3])).rows[0] == ("A", "1", "25\u202f%")
        months = lines(Lines("L", "", MONTHS[:2], [Series("A", [1, 2])])).rows
        assert months == (("janv. 2027", "1"), ("févr. 2027", "2"))


def test_missing_and_infinite_values_are_a_dash_and_are_not_drawn() -> None:
    chart = bars(Bars("T", "", ["A", "B", "C"], [None, math.nan, 2]))
    assert [row[1] for row in chart.rows] == ["–", "–", "2"]
    assert chart.svg.count("<rect") == 1


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    chart = lines(Lines("T", "", MONTHS, [Series("A", [1, 2, None, 4, 5, 6])]))
    assert len(re.findall(r'fill="none" stroke-width="2.4"', chart.svg)) == 2


def test_the_dates_of_lines_are_put_in_order() -> None:
    chart = lines(Lines("T", "", MONTHS[::-1], [Series("A", [6, 5, 4, 3, 2, 1])]))
    assert [row[1] for row in chart.rows] == ["1", "2", "3", "4", "5", "6"]


def test_the_ranking_is_sorted_and_says_who_is_in_the_grey_zone() -> None:
    dots = [Dot("Low", 5, 4, 6), Dot("High", 8, 7.5, 8.333, 8.1), Dot("Middle", 6.5, 6, 7, 6.9, is_grey=True)]
    chart = ranking(Ranking("Ranking", "One can be funded.", dots, funded=1))
    assert chart.headers == ("Application", "Rank", "Estimate", "Interval", "Plain mean", "Grey zone")
    assert chart.rows == (
        ("High", "1", "8", "7.5 – 8.33", "8.1", "No"),
        ("Middle", "2", "6.5", "6 – 7", "6.9", "Yes"),
        ("Low", "3", "5", "4 – 6", "–", "No"),
    )
    assert (chart.svg.count('class="chart-budget"'), chart.svg.count('class="chart-plain"')) == (2, 3)


def test_a_ranking_of_two_hundred_still_draws_each() -> None:
    dots = [Dot(f"Application {i}", 9 - i / 30, 8 - i / 30, 10 - i / 30) for i in range(200)]
    chart = ranking(Ranking("Ranking", "", dots))
    assert (len(chart.rows), chart.svg.count('class="chart-a chart-solid"')) == (200, 201)


def test_a_histogram_counts_each_value_once() -> None:
    chart = histogram(Histogram("Scores", "", [0, 1, 1.5, 2, 9.9, 10], about=5))
    assert chart.rows == (("0 – 2", "3"), ("2 – 4", "1"), ("4 – 6", "0"), ("6 – 8", "0"), ("8 – 10", "2"))


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=50))
def test_no_value_is_lost_in_a_histogram(values: list[float]) -> None:
    with translation.override("en"):
        assert sum(int(row[1].replace(",", "")) for row in histogram(Histogram("T", "", values)).rows) == len(values)


def test_shares_refuse_what_is_not_a_part() -> None:
    with pytest.raises(ValueError, match="negative"):
        share(Share("T", "", ["A", "B"], [2, -1]))
    with pytest.raises(ValueError, match="at most 5"):
        share(Share("T", "", list("ABCDEF"), [1] * 6))


@pytest.mark.parametrize(
    "chart",
    [
        bars(Bars("Nothing", "", [], [])),
        grouped(Grouped("Nothing", "", ["A"], [Series("S", [None])])),
        lines(Lines("Nothing", "", [], [Series("S", [])])),
        ranking(Ranking("Nothing", "", [])),
        histogram(Histogram("Nothing", "", [])),
        share(Share("Nothing", "", ["A"], [0])),
    ],
)
def test_nothing_to_draw_is_said_in_a_sentence(chart: Chart) -> None:
    assert chart.is_empty
    shown = render_to_string("ui/parts/chart.html", {"chart": chart})
    assert "There is nothing to draw yet: no value is known." in shown
    assert "<svg" not in shown


def test_the_template_shows_finding_picture_and_table() -> None:
    chart = share(Share("Sides", HOSTILE, ["France", "United States"], [1, 3]))
    shown = render_to_string("ui/parts/chart.html", {"chart": chart})
    assert "<script" not in shown
    assert re.findall(r'<th scope="(?:col|row)">([^<]+)</th>', shown) == ["Part", "Value", "Share", "France", "United States"]
    assert re.findall(r"<td>([^<]+)</td>", shown) == ["1", "25%", "3", "75%"]


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), st.integers(3, 12))
def test_ticks_are_round_evenly_spaced_and_cover_the_values(one: float, other: float, about: int) -> None:
    low, high = sorted((one, other))
    made = ticks(low, high, about)
    step = made[1] - made[0]
    slack = step * 1e-6
    assert made[0] <= low + slack
    assert made[-1] >= high - slack
    assert 2 <= len(made) <= about + 2
    assert all(math.isclose(b - a, step, rel_tol=1e-4) for a, b in itertools.pairwise(made))
    digit = step / 10 ** math.floor(math.log10(step * (1 + 1e-6)))
    assert min(abs(digit - round_digit) for round_digit in (1, 2, 5)) < 1e-3


@pytest.mark.parametrize(
    ("low", "high", "made"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 42, [0, 10, 20, 30, 40, 50]),
        (-3, 7, [-4, -2, 0, 2, 4, 6, 8]),
        (0, 0.03, [0, 0.01, 0.02, 0.03]),
        (7, 7, [6.6, 6.8, 7, 7.2, 7.4]),
        (0, 0, [-0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6]),
    ],
)
def test_ticks_by_example(low: float, high: float, made: list[float]) -> None:
    assert ticks(low, high) == made


def test_a_scale_lays_values_between_its_places() -> None:
    assert [Scale(0, 10, 100, 200)(value) for value in (0, 5, 10)] == [100, 150, 200]


def test_labels_are_moved_apart_in_their_order() -> None:
    assert spread([50, 10, 12, 90], 18) == [50, 10, 28, 90]
