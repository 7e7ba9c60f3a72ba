"""Emblems: a guilloche drawn from a name, as on an engraved bond; always the same for the same name."""

import hashlib
import random
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bartholdi.faces.ui import missions
from bartholdi.faces.ui.curves import number
from bartholdi.faces.ui.guilloche import FAMILIES, Inks

SIDE = 240  # every emblem is drawn on a square of this many units


def chance(name: str, kind: str) -> random.Random:
    """The same dice for the same name, on every machine and in every version of Python's hash."""
    digest = hashlib.sha256(f"{kind}\n{name}".encode()).digest()
    return random.Random(int.from_bytes(digest[:8]))  # noqa: S311 - a drawing, not a secret


def _svg(inks: Inks, *, size: int, label: str, weight: float, css: str) -> SafeString:
    """The two inks as one picture: hidden from screen readers unless it has a label."""
    title = f"<title>{escape(label)}</title>" if label else ""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    paths = "".join(
        f'<path class="emblem-ink-{n}" stroke-width="{number(weight)}" d="{d}"/>' for n, d in enumerate(inks, 1) if d
    )
    return mark_safe(  # noqa: S308 - the label is escaped above, the rest are numbers
        f'<svg class="{css}" {role} width="{size}" height="{size}" viewBox="0 0 {SIDE} {SIDE}" fill="none"'
        f' stroke="currentColor" stroke-linejoin="round" stroke-linecap="round">{title}{paths}</svg>'
    )


@lru_cache(maxsize=512)
def emblem(name: str, *, kind: str = "programme", size: int = 96, label: str = "") -> SafeString:
    """The emblem of a programme, event, portrait or mission.

    Below 64 pixels fewer and bolder strands are drawn, else the lace would close to a grey disc.
    """
    if kind == "mark":
        return mark(size=size, label=label)
    fine = size >= 64
    dice = chance(name.strip().casefold(), kind)
    draw = missions.drawing(name) if kind == "mission" else None
    if draw is None:
        draw = dice.choice(FAMILIES.get(kind, FAMILIES["programme"]))
    weight = min(2.6, max(0.7, 0.85 * SIDE / size)) if fine else 1.1 * SIDE / size
    return _svg(draw(dice, fine), size=size, label=label, weight=weight, css=f"emblem emblem-{kind}")


@lru_cache(maxsize=16)
def mark(*, size: int = 32, label: str = "") -> SafeString:
    """The office's own mark: a flame carried over the sea between two shores."""
    fine = size >= 64
    weight = 1.6 if fine else 13
    return _svg(missions.torch(fine=fine), size=size, label=label, weight=weight, css="emblem emblem-mark")
