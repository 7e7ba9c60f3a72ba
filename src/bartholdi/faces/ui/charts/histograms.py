"""Histogram: how many values fall between round borders."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bartholdi.faces.ui.charts.figures import WIDTH, Chart, box, drawing, empty, figure, key_of, known, words
from bartholdi.faces.ui.charts.scales import Scale, ticks

TALL = 220.0


@dataclass(frozen=True)
class Histogram:
    """Values of one kind, to be counted between round borders."""

    title: str
    finding: str
    values: Sequence[float | None]
    of: str = ""  # what is measured: "Score"
    about: int = 8  # how many columns, roughly
    unit: str = ""


def histogram(chart: Histogram) -> Chart:
    """A column between two borders, its count above it; a value on a border counts in the column that it opens."""
    headers = (chart.of or _("From and to"), _("Count"))
    values = known(chart.values)
    if not values:
        return empty(chart.title, headers)
    key = key_of(chart)
    borders = ticks(min(values), max(values), chart.about)
    counts = [0] * (len(borders) - 1)
    for value in values:
        inside = sum(border <= value for border in borders) - 1
        counts[min(max(inside, 0), len(counts) - 1)] += 1
    across = Scale(borders[0], borders[-1], 24, WIDTH - 24)
    up = Scale(0, max(counts), 0, TALL)
    drawn = ""
    for low, high, count in zip(borders, borders[1:], counts, strict=False):
        tall = up(count)
        drawn += box(key, "a", across(low) + 1, 24 + TALL - tall, width=across(high) - across(low) - 2, height=tall)
        drawn += words((across(low) + across(high)) / 2, 18 + TALL - tall, figure(count), anchor="middle")
    drawn += f'<path class="chart-axis" d="M24 {24 + TALL:.0f}H{WIDTH - 24}"/>'
    for border in borders:
        drawn += words(across(border), 44 + TALL, figure(border), anchor="middle", css="chart-muted")
    named = f"{chart.of} ({chart.unit})" if chart.of and chart.unit else chart.of or chart.unit
    drawn += words(WIDTH / 2, 68 + TALL, named, anchor="middle", css="chart-muted") if named else ""
    table = tuple(
        (f"{figure(low)} – {figure(high, chart.unit)}", figure(count))
        for low, high, count in zip(borders, borders[1:], counts, strict=False)
    )
    picture = drawing(key, chart.title, chart.finding, TALL + (76 if named else 54), drawn)
    return Chart(key=key, title=chart.title, finding=chart.finding, svg=picture, headers=headers, rows=table)
