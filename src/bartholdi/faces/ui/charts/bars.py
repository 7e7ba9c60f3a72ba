"""Horizontal bars: one series, several side by side, or several stacked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bartholdi.faces.ui.charts.figures import (
    INKS,
    WIDTH,
    Chart,
    box,
    drawing,
    empty,
    figure,
    hatching,
    key_of,
    known,
    legend,
    shortened,
    width_of,
    words,
)
from bartholdi.faces.ui.charts.scales import Scale, ticks
from bartholdi.faces.ui.curves import number

THICK = 16.0  # of a bar
LETTERS = 78  # of a label above its bar


@dataclass(frozen=True)
class Series:
    """One row of values, in the order of the labels; None where a value is missing."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Bars:
    """One value for each label."""

    title: str
    finding: str
    labels: Sequence[str]
    values: Sequence[float | None]
    of: str = ""  # what the labels are: "Programme"
    measure: str = ""  # what the values are: "Applications"
    unit: str = ""


@dataclass(frozen=True)
class Grouped:
    """Several series over the same labels, side by side or stacked."""

    title: str
    finding: str
    labels: Sequence[str]
    series: Sequence[Series]
    of: str = ""
    unit: str = ""
    stacked: bool = False


def bars(chart: Bars) -> Chart:
    """A bar for each label, its value written at its end."""
    only = Series(chart.measure or _("Value"), chart.values)
    return grouped(Grouped(chart.title, chart.finding, chart.labels, [only], of=chart.of, unit=chart.unit))


def grouped(chart: Grouped) -> Chart:
    """For each label a bar for each series; stacked, one bar made of them."""
    if len(chart.series) > len(INKS):
        raise ValueError(f"A chart tells at most {len(INKS)} series apart.")
    headers = (chart.of or _("Item"), *(series.name for series in chart.series))
    values = known(value for series in chart.series for value in series.values)
    if not values:
        return empty(chart.title, headers)
    key = key_of(chart)
    rows = list(zip(chart.labels, *(series.values for series in chart.series), strict=True))
    notes = [_notes(chart, row[1:]) for row in rows]
    if chart.stacked:
        reach = [0.0, *(sum(known(row[1:])) for row in rows)]
    else:
        reach = [0.0, *values]
    round_values = ticks(min(reach), max(reach))
    room = max(width_of(note) for row in notes for note in row) + 10
    scale = Scale(round_values[0], round_values[-1], 0, WIDTH - room)
    names = [series.name for series in chart.series]
    top, y = legend(key, names, 0) if len(names) > 1 else ("", 0.0)
    drawn = hatching(key, INKS[: len(names)]) + top
    start = y
    for row, said in zip(rows, notes, strict=True):
        drawn += words(0, y + 14, shortened(str(row[0]), LETTERS))
        draw = _stack if chart.stacked else _side_by_side
        made, y = draw(key, row[1:], said, scale, y + 21)
        drawn += made
        y += 11
    zero = number(scale(0))
    drawn += f'<path class="chart-axis" d="M{zero} {number(start + 18)}V{number(y - 8)}"/>'
    table = tuple((str(row[0]), *(figure(value, chart.unit) for value in row[1:])) for row in rows)
    picture = drawing(key, chart.title, chart.finding, y, drawn)
    return Chart(key=key, title=chart.title, finding=chart.finding, svg=picture, headers=headers, rows=table)


def _notes(chart: Grouped, values: Sequence[float | None]) -> list[str]:
    """What is written at the end of each bar; a stacked bar says its sum and what it is made of."""
    if not chart.stacked:
        return [figure(value, chart.unit) for value in values]
    total = figure(sum(known(values)), chart.unit)
    return [f"{total} = {' + '.join(figure(value) for value in values)}" if len(values) > 1 else total]


def _side_by_side(key: str, values: Sequence[float | None], notes: Sequence[str], scale: Scale, y: float) -> tuple[str, float]:
    drawn = ""
    for ink, value, note in zip(INKS, values, notes, strict=False):
        end = scale(0)
        if known([value]):
            ends = sorted((scale(0), scale(value or 0)))
            drawn += box(key, ink, ends[0], y, width=ends[1] - ends[0], height=THICK)
            end = ends[1]
        drawn += words(end + 7, y + 13, note)
        y += THICK + 4
    return drawn, y


def _stack(key: str, values: Sequence[float | None], notes: Sequence[str], scale: Scale, y: float) -> tuple[str, float]:
    drawn, total = "", 0.0
    for ink, value in zip(INKS, values, strict=False):
        if known([value]) and value:
            drawn += box(key, ink, scale(total), y, width=scale(total + value) - scale(total), height=THICK)
            total += value
    return drawn + words(scale(max(total, 0.0)) + 7, y + 13, notes[0]), y + THICK + 4
