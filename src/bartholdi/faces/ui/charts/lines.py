"""Lines over time: each series its own ink, dash and marker, its name written at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from babel.dates import format_date
from django.utils.translation import gettext as _

from bartholdi.faces.ui.charts.bars import Series
from bartholdi.faces.ui.charts.figures import (
    INKS,
    WIDTH,
    Chart,
    drawing,
    empty,
    figure,
    key_of,
    known,
    locale,
    shortened,
    width_of,
    words,
)
from bartholdi.faces.ui.charts.scales import Scale, spread, ticks
from bartholdi.faces.ui.curves import line, number

TALL = 240.0
SHOWN = {"day": "d MMM y", "month": "MMM y", "year": "y"}
DASHES = {"a": "", "b": "7 4", "c": "2 4", "d": "10 4 2 4", "e": "4 2"}


@dataclass(frozen=True)
class Lines:
    """Series over the same dates."""

    title: str
    finding: str
    dates: Sequence[date]
    series: Sequence[Series]
    by: Literal["day", "month", "year"] = "month"
    unit: str = ""


def lines(chart: Lines) -> Chart:
    """A line a series, broken where a value is missing; the scale always contains zero."""
    if len(chart.series) > len(INKS):
        raise ValueError(f"A chart tells at most {len(INKS)} series apart.")
    headers = (_("Date"), *(series.name for series in chart.series))
    values = known(value for series in chart.series for value in series.values)
    if not values:
        return empty(chart.title, headers)
    rows = sorted(zip(chart.dates, *(series.values for series in chart.series), strict=True), key=lambda row: row[0])
    days = [row[0].toordinal() for row in rows]
    levels = ticks(min(0.0, *values), max(0.0, *values))
    left = max(width_of(figure(level, chart.unit)) for level in levels) + 10
    names = [shortened(series.name, 24) for series in chart.series]
    right = max(width_of(name) for name in names) + 18
    across = Scale(days[0], max(days[-1], days[0] + 1), left + 8, WIDTH - right)
    up = Scale(levels[0], levels[-1], 12 + TALL, 12)
    drawn = ""
    for level in levels:
        css = "chart-axis" if level == 0 else "chart-grid"
        drawn += f'<path class="{css}" d="M{number(left)} {number(up(level))}H{number(WIDTH - right)}"/>'
        drawn += words(left - 8, up(level) + 5, figure(level, chart.unit), anchor="end", css="chart-muted")
    drawn += _dates(chart, [row[0] for row in rows], across)
    ends = []
    for column, ink in enumerate(INKS[: len(chart.series)], 1):
        points = [(across(day), up(row[column]) if known([row[column]]) else None) for day, row in zip(days, rows, strict=True)]
        drawn += _line(ink, points)
        ends.append(next((y for _x, y in reversed(points) if y is not None), up(0)))
    for name, y in zip(names, spread(ends, 18), strict=True):
        drawn += words(WIDTH - right + 10, y + 5, name)
    table = tuple(
        (format_date(row[0], SHOWN[chart.by], locale=locale()), *(figure(value, chart.unit) for value in row[1:])) for row in rows
    )
    key = key_of(chart)
    picture = drawing(key, chart.title, chart.finding, TALL + 48, drawn)
    return Chart(key=key, title=chart.title, finding=chart.finding, svg=picture, headers=headers, rows=table)


def _dates(chart: Lines, dates: Sequence[date], across: Scale) -> str:
    """At most six dates below the picture, each once."""
    said = [format_date(day, SHOWN[chart.by], locale=locale()) for day in dates]
    places = [next(group)[0] for _text, group in groupby(enumerate(said), key=lambda pair: pair[1])]
    every = -(-len(places) // 6)
    shown = [(across(dates[i].toordinal()), said[i]) for i in places[::every]]
    return "".join(words(x, 36 + TALL, text, anchor="middle", css="chart-muted") for x, text in shown)


def _line(ink: str, points: Sequence[tuple[float, float | None]]) -> str:
    """The stretches between missing values, and a marker on each value."""
    drawn = ""
    dash = f' stroke-dasharray="{DASHES[ink]}"' if DASHES[ink] else ""
    for is_known, stretch in groupby(points, key=lambda point: point[1] is not None):
        if is_known:
            path = line([(x, y) for x, y in stretch if y is not None])
            drawn += f'<path class="chart-line chart-{ink}" fill="none" stroke-width="2.4"{dash} d="{path}"/>'
    drawn += "".join(_marker(ink, x, y) for x, y in points if y is not None)
    return drawn


def _marker(ink: str, x: float, y: float) -> str:
    """A shape of its own for each ink, so that lines are told apart in black and white."""
    paths = {
        "a": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        "b": "m-4-4h8v8h-8z",
        "c": "m0-5l5 9h-10z",
        "d": "m0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
        "e": "m-5-3h10v6h-10z",
    }
    solid = " chart-solid" if ink in "ac" else " chart-hollow"
    return f'<path class="chart-line chart-{ink}{solid}" stroke-width="1.6" d="M{number(x)} {number(y)}{paths[ink]}"/>'
