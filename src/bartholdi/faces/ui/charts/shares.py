"""Shares of a whole: one bar cut in parts."""

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
    percent,
    shortened,
    words,
)
from bartholdi.faces.ui.charts.scales import Scale

THICK = 30.0


@dataclass(frozen=True)
class Share:
    """The parts of one whole; none may be negative."""

    title: str
    finding: str
    labels: Sequence[str]
    values: Sequence[float]
    of: str = ""
    unit: str = ""


def share(chart: Share) -> Chart:
    """The bar, and below it a line a part: its swatch, its name, its value and its share."""
    if len(chart.labels) > len(INKS):
        raise ValueError(f"A chart tells at most {len(INKS)} parts apart.")
    if any(value < 0 for value in chart.values):
        raise ValueError("A part of a whole cannot be negative.")
    headers = (chart.of or _("Part"), _("Value"), _("Share"))
    total = sum(known(chart.values))
    if not total:
        return empty(chart.title, headers)
    key = key_of(chart)
    across = Scale(0, total, 1, WIDTH - 1)
    inks = INKS[: len(chart.labels)]
    drawn, reached, y = hatching(key, inks), 0.0, THICK + 26
    rows = []
    for ink, label, value in zip(inks, chart.labels, chart.values, strict=True):
        if value:
            drawn += box(key, ink, across(reached), 1, width=across(reached + value) - across(reached), height=THICK)
        reached += value
        said = (label, figure(value, chart.unit), percent(value / total))
        rows.append(said)
        drawn += box(key, ink, 1, y - 12, width=14, height=14) + words(24, y, f"{shortened(label, 60)} – {said[1]} ({said[2]})")
        y += 24
    picture = drawing(key, chart.title, chart.finding, y - 10, drawn)
    return Chart(key=key, title=chart.title, finding=chart.finding, svg=picture, headers=headers, rows=tuple(rows))
