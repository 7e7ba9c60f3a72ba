"""The ranking picture: what a panel sees before it draws the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from bartholdi.faces.ui.charts.figures import (
    WIDTH,
    Chart,
    drawing,
    empty,
    figure,
    key_of,
    known,
    shortened,
    width_of,
    words,
)
from bartholdi.faces.ui.charts.scales import Scale, ticks
from bartholdi.faces.ui.curves import number

NAMES = 214.0  # the room of the labels, left of the picture
PAGE = 900.0  # as many rows as there are must fit on one printed page


@dataclass(frozen=True)
class Dot:
    """One application: its calibrated estimate with its interval, and the plain mean of its reviews."""

    label: str
    estimate: float
    low: float
    high: float
    plain: float | None = None
    is_grey: bool = False  # another draw of the same reviews might decide it otherwise


@dataclass(frozen=True)
class Ranking:
    """Applications with their uncertainty, and how many of them the budget can fund."""

    title: str
    finding: str
    dots: Sequence[Dot]
    funded: int | None = None
    of: str = ""  # what is ranked: "Application"
    measure: str = ""  # what the scale is: "Score"
    first: int = 1  # the rank of the first, where this is a part of a longer ranking


def ranking(chart: Ranking) -> Chart:
    """Sorted from the best: a line for the interval, a dot for the estimate, a hollow dot for the plain mean."""
    headers = (chart.of or _("Application"), _("Rank"), _("Estimate"), _("Interval"), _("Plain mean"), _("Grey zone"))
    dots = sorted(chart.dots, key=lambda dot: (-dot.estimate, dot.label))
    if not dots:
        return empty(chart.title, headers)
    key = key_of(chart)
    tall = max(11.0, min(26.0, PAGE / len(dots)))
    size = min(14.0, tall - 2)
    values = known(value for dot in dots for value in (dot.low, dot.high, dot.estimate, dot.plain))
    levels = ticks(min(values), max(values))
    across = Scale(levels[0], levels[-1], NAMES + 14, WIDTH - 14)
    drawn, top = _key(chart)
    bottom = top + tall * len(dots)
    if chart.measure:
        drawn += words(6, top - 8, chart.measure, css="chart-muted")
    for is_grey, zone in groupby(range(len(dots)), key=lambda place: dots[place].is_grey):
        places = list(zone)
        if is_grey:
            y = top + places[0] * tall
            drawn += f'<rect class="chart-grey" x="1" y="{number(y)}" width="{WIDTH - 2}" height="{number(tall * len(places))}"/>'
    for level in levels:
        drawn += f'<path class="chart-grid" d="M{number(across(level))} {number(top)}V{number(bottom)}"/>'
        drawn += words(across(level), top - 8, figure(level), anchor="middle", css="chart-muted")
    for place, dot in enumerate(dots):
        y = top + (place + 0.5) * tall
        drawn += words(
            6, y + size * 0.36, shortened(f"{place + chart.first}. {dot.label}", round(NAMES / size / 0.52)), size=size
        )
        drawn += _row(dot, across, y, min(5.0, tall * 0.3))
    if chart.funded is not None and 0 <= chart.funded <= len(dots):
        y = top + chart.funded * tall
        drawn += f'<path class="chart-budget" d="M0 {number(y)}H{WIDTH}"/>'
    table = tuple(
        (
            dot.label,
            str(rank),
            figure(round(dot.estimate, 2)),
            f"{figure(round(dot.low, 2))} – {figure(round(dot.high, 2))}",
            figure(None if dot.plain is None else round(dot.plain, 2)),
            _("Yes") if dot.is_grey else _("No"),
        )
        for rank, dot in enumerate(dots, chart.first)
    )
    picture = drawing(key, chart.title, chart.finding, bottom + 6, drawn)
    return Chart(key=key, title=chart.title, finding=chart.finding, svg=picture, headers=headers, rows=table)


def _row(dot: Dot, across: Scale, y: float, radius: float) -> str:
    """The interval, the estimate, and under it the plain mean, hollow."""
    ends = "".join(f"M{number(across(end))} {number(y - radius)}v{number(2 * radius)}" for end in (dot.low, dot.high))
    drawn = f'<path class="chart-line chart-a" stroke-width="1.8" d="M{number(across(dot.low))} {number(y)}H{number(across(dot.high))}{ends}"/>'
    drawn += f'<circle class="chart-a chart-solid" cx="{number(across(dot.estimate))}" cy="{number(y)}" r="{number(radius)}"/>'
    if dot.plain is not None:
        drawn += (
            f'<circle class="chart-plain" cx="{number(across(dot.plain))}" cy="{number(y)}" r="{number(radius)}"'
            ' fill="none" stroke-width="1.6"/>'
        )
    return drawn


def _key(chart: Ranking) -> tuple[str, float]:
    """What each sign means, above the picture; a language with longer words takes a second line."""
    interval = '<path class="chart-line chart-a" stroke-width="1.8" d="M0 12H26M0 7v10M26 7v10"/>'
    signs = [
        (26, interval + '<circle class="chart-a chart-solid" cx="13" cy="12" r="5"/>', _("Estimate and interval")),
        (10, '<circle class="chart-plain" cx="5" cy="12" r="5" fill="none" stroke-width="1.6"/>', _("Plain mean")),
        (22, '<rect class="chart-grey" y="4" width="22" height="16"/>', _("Grey zone")),
    ]
    if chart.funded is not None:
        signs.append((28, '<path class="chart-budget" d="M0 12h28"/>', _("Budget line")))
    drawn, x, y = "", 6.0, 0.0
    for wide, sign, text in signs:
        if x + wide + 7 + width_of(text) > WIDTH - 20:
            x, y = 6.0, y + 24
        drawn += f'<g transform="translate({number(x)} {number(y)})">{sign}{words(wide + 7, 17, text)}</g>'
        x += wide + 7 + width_of(text) + 16
    return drawn, y + 62
