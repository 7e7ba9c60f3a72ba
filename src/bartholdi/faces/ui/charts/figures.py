"""What every chart is made of: the figure with its table, numbers in the reader's language, inks and patterns."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale

from bartholdi.faces.ui.curves import number

WIDTH = 640
TEXT = 14  # the size of all text, in the units of the drawing
INKS = "abcde"  # five series at most: more cannot be told apart; the first is solid, each other has its own hatching
HATCHES = {
    "b": ("45", '<path d="M3 0v6" stroke-width="2.2"/>'),
    "c": ("0", '<path d="M3 3h.1" stroke-width="3" stroke-linecap="round"/>'),
    "d": ("-45", '<path d="M3 0v6" stroke-width="1.4"/>'),
    "e": ("0", '<path d="M3 0v6M0 3h6" stroke-width="1.4"/>'),
}


@dataclass(frozen=True)
class Chart:
    """A drawn chart: its picture, the table behind it, and what it shows in one sentence."""

    key: str
    title: str
    finding: str
    svg: SafeString
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_empty(self) -> bool:
        return not self.svg


def locale() -> str:
    """The reader's language, as Babel names it."""
    return to_locale(get_language() or "en")


def figure(value: float | None, unit: str = "") -> str:
    """A number as the reader writes it; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    text = format_decimal(value, locale=locale())
    return f"{text}\u202f{unit}" if unit else text


def percent(part: float) -> str:
    """A share of one as the reader writes it."""
    return format_percent(part, locale=locale()).replace("\xa0", "\u202f")


def known(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn: neither missing nor infinite."""
    return [value for value in values if value is not None and math.isfinite(value)]


def shortened(label: str, room: int) -> str:
    """A label that fits; the table has it whole."""
    return label if len(label) <= room else label[: room - 1].rstrip() + "…"


def width_of(text: str, size: float = TEXT) -> float:
    """About how wide a text is drawn: enough to keep room for it."""
    return len(text) * size * 0.56


def key_of(*parts: object) -> str:
    """A name for a chart, from what it holds: the same for the same chart, another for another on the page."""
    return "chart-" + hashlib.sha256(repr(parts).encode()).hexdigest()[:10]


def words(x: float, y: float, text: str, *, anchor: str = "start", css: str = "", size: float = TEXT) -> str:
    """One line of text; its colour is that of the page's text."""
    named = f' class="{css}"' if css else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    sized = f' font-size="{number(size)}"' if size != TEXT else ""
    return f'<text x="{number(x)}" y="{number(y)}"{placed}{sized}{named}>{escape(text)}</text>'


def box(key: str, ink: str, x: float, y: float, *, width: float, height: float) -> str:
    """A rectangle in one of the inks: the first solid, the others hatched and outlined."""
    fill = "" if ink == "a" else f' fill="url(#{key}-{ink})"'
    place = f'x="{number(x)}" y="{number(y)}" width="{number(max(0.0, width))}" height="{number(height)}"'
    return f'<rect class="chart-box chart-{ink}" {place}{fill}/>'


def hatching(key: str, inks: Iterable[str]) -> str:
    """The patterns of the inks in use; their names are the chart's own, since a page may hold several charts."""
    made = "".join(
        f'<pattern id="{key}-{ink}" width="6" height="6" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({HATCHES[ink][0]})"><g class="chart-hatch chart-{ink}">{HATCHES[ink][1]}</g></pattern>'
        for ink in inks
        if ink in HATCHES
    )
    return f"<defs>{made}</defs>" if made else ""


def legend(key: str, names: Sequence[str], y: float) -> tuple[str, float]:
    """The names of the series, each beside a swatch of its ink, in as many lines as they need; and where they end."""
    drawn, x = "", 0.0
    for ink, name in zip(INKS, names, strict=False):
        text = shortened(name, 60)
        wide = 22 + width_of(text) + 20
        if x and x + wide > WIDTH:
            x, y = 0.0, y + 22
        drawn += box(key, ink, x, y + 1, width=14, height=14) + words(x + 22, y + 13, text)
        x += wide
    return drawn, y + 30


def drawing(key: str, title: str, finding: str, height: float, parts: str, *, width: float = WIDTH) -> SafeString:
    """The picture, with its title and finding as its name and description for those who cannot see it."""
    return mark_safe(  # noqa: S308 - every text in it went through escape
        f'<svg class="chart-svg" role="img" aria-labelledby="{key}-title" aria-describedby="{key}-finding"'
        f' viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
        f' font-size="{TEXT}" fill="currentColor"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-finding">{escape(finding)}</desc>{parts}</svg>'
    )


def empty(title: str, headers: tuple[str, ...]) -> Chart:
    """A chart of nothing: the template says so in a sentence."""
    return Chart(key=key_of(title, headers), title=title, finding="", svg=mark_safe(""), headers=headers, rows=())
