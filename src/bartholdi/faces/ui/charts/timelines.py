"""A timeline: each moment on a line of its own at its place in time, the span in which something holds, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from babel.dates import format_date
from django.utils.translation import gettext as _

from bartholdi.faces.ui.charts.figures import WIDTH, Chart, drawing, empty, key_of, locale, shortened, width_of, words
from bartholdi.faces.ui.charts.scales import Scale
from bartholdi.faces.ui.curves import number
from bartholdi.office.lib import times

HIGH = 26.0  # of a line
TOP = 50.0
GAP = 12.0  # between a mark and its words
STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 12_000)  # months between two marks of the scale


class Moment(Protocol):
    """`month_only`: no more is known than the month."""

    @property
    def day(self) -> date: ...
    @property
    def label(self) -> str: ...
    @property
    def month_only(self) -> bool: ...


@dataclass(frozen=True)
class Timeline:
    """`moments` stand in the order of their days; `holds` is from when until when, and open where no end is known."""

    title: str
    finding: str
    moments: Sequence[Moment]
    today: date
    holds: tuple[date, date | None] | None = None
    held: str = ""  # the words of the span


def timeline(chart: Timeline) -> Chart:
    """What is past has a solid mark, what is to come a hollow one."""
    headers = (_("Day"), _("What"))
    if not chart.moments:
        return empty(chart.title, headers)
    key, across = key_of(chart), _scale(chart)
    bottom = TOP + HIGH * len(chart.moments)
    drawn = _years(across, bottom) + _span(chart, across) + _now(chart, across, bottom)
    for line, moment in enumerate(chart.moments):
        drawn += _drawn(chart, across, TOP + HIGH * line + HIGH / 2, moment)
    rows = tuple((_said(each, "MMMM y") or times.day(each.day), each.label) for each in chart.moments)
    picture = drawing(key, chart.title, chart.finding, bottom + 30, drawn)
    return Chart(key=key, title=chart.title, finding=chart.finding, svg=picture, headers=headers, rows=rows)


def _scale(chart: Timeline) -> Scale:
    """From the first moment to the last, or to today, with some room at both ends."""
    days = [each.day.toordinal() for each in chart.moments]
    days += [day.toordinal() for day in chart.holds or () if day]
    first, last = min(*days, chart.today.toordinal()), max(*days, chart.today.toordinal())
    room = max((last - first) * 0.03, 20)
    return Scale(first - room, last + room, 0, WIDTH)


def _years(across: Scale, bottom: float) -> str:
    """At most eight marks, at the beginning of a month or of a year."""
    drawn = f'<path class="chart-axis" d="M0 {number(bottom)}H{number(WIDTH)}"/>'
    first, last = date.fromordinal(max(1, int(across.low))), date.fromordinal(int(across.high))
    low, high = first.year * 12 + first.month, last.year * 12 + last.month - 1
    step = next(step for step in STEPS if (high - low) // step < 8)
    for month in range(-(-low // step) * step, high + 1, step):
        day = date(month // 12, month % 12 + 1, 1)
        x, said = across(day.toordinal()), str(day.year) if step >= 12 else str(format_date(day, "MMM y", locale=locale()))
        drawn += f'<path class="chart-grid" d="M{number(x)} {number(TOP - 8)}V{number(bottom + 5)}"/>'
        if 30 <= x <= WIDTH - 30:
            drawn += words(x, bottom + 21, said, anchor="middle", css="chart-muted")
    return drawn


def _span(chart: Timeline, across: Scale) -> str:
    """A bar at the top; with a pointed end where it goes on."""
    if chart.holds is None:
        return ""
    first, last = chart.holds
    start, stop = across(first.toordinal()), across(last.toordinal() + 1) if last else float(WIDTH)
    if stop <= start:
        return ""
    point = min(9.0, stop - start) if last is None else 0.0
    shape = f"M{number(start)} 22H{number(stop - point)}L{number(stop)} 28L{number(stop - point)} 34H{number(start)}z"
    room = max(start, 0.0)
    label = shortened(chart.held, 60)
    anchor = "end" if room + width_of(label) > WIDTH else "start"
    x = WIDTH if anchor == "end" else room
    return f'<path class="chart-box chart-a" d="{shape}"/>' + words(x, 14, label, anchor=anchor)


def _now(chart: Timeline, across: Scale, bottom: float) -> str:
    x = across(chart.today.toordinal())
    line = f'<path class="chart-budget" fill="none" d="M{number(x)} 38V{number(bottom)}"/>'
    anchor = "end" if x > WIDTH - 60 else "start"
    return line + words(x + (-6 if anchor == "end" else 6), 47, _("today"), anchor=anchor, css="chart-muted")


def _drawn(chart: Timeline, across: Scale, y: float, moment: Moment) -> str:
    x = across(moment.day.toordinal())
    css = "chart-solid" if moment.day <= chart.today else "chart-hollow"
    place = f"M{number(x)} {number(y)}m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
    right = x < WIDTH / 2
    room = (WIDTH - x if right else x) - GAP
    day = _said(moment, "MMM y") or format_date(moment.day, "d MMM y", locale=locale())
    label = shortened(f"{day} · {moment.label}", max(12, int(room / width_of("n"))))
    mark = f'<path class="chart-line chart-a {css}" stroke-width="1.6" d="{place}"/>'
    start = x + GAP if right else x - GAP - width_of(label)
    behind = (
        f'<rect class="chart-hollow" x="{number(start - 3)}" y="{number(y - 10)}" width="{number(width_of(label))}" height="20"/>'
    )
    return behind + mark + words(x + GAP if right else x - GAP, y + 5, label, anchor="start" if right else "end")


def _said(moment: Moment, month: str) -> str:
    return str(format_date(moment.day, month, locale=locale())) if moment.month_only else ""
