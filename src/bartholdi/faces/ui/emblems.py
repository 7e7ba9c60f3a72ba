"""Emblems: a guilloche drawn from a name, as on an engraved bond; always the same for the same name."""

import hashlib
import random
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bartholdi.faces.ui.curves import number
from bartholdi.faces.ui.guilloche import FAMILIES, Inks, wave_field
from bartholdi.faces.ui.missions import mission, torch

SIDE = 240  # every emblem is drawn on a square of this many units
SQUARE = f'viewBox="0 0 {SIDE} {SIDE}"'


def chance(name: str, kind: str) -> random.Random:
    """The same dice for the same name, on every machine and in every version of Python's hash."""
    digest = hashlib.sha256(f"{kind}\n{name}".encode()).digest()
    return random.Random(int.from_bytes(digest[:8]))  # noqa: S311 - a drawing, not a secret


def _svg(inks: Inks, *, size: tuple[int, int], view: str, label: str, weight: float, css: str, solid: bool = False) -> SafeString:
    """The two inks as one picture: hidden from screen readers unless it has a label."""
    title = f"<title>{escape(label)}</title>" if label else ""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    full = " emblem-solid" if solid else ""
    paths = "".join(
        f'<path class="emblem-ink-{n}{full if n == 1 else ""}" stroke-width="{number(weight)}" d="{d}"/>'
        for n, d in enumerate(inks, 1)
    )
    return mark_safe(  # noqa: S308 - the label is escaped above, the rest are numbers
        f'<svg class="{css}" {role} width="{size[0]}" height="{size[1]}" {view} fill="none" stroke="currentColor"'
        f' stroke-linejoin="round" stroke-linecap="round">{title}{paths}</svg>'
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
    draw = mission(name) if kind == "mission" else None
    if draw is None:
        draw = dice.choice(FAMILIES.get(kind, FAMILIES["programme"]))
    weight = min(2.6, max(0.7, 0.85 * SIDE / size)) if fine else 1.1 * SIDE / size
    css = f"emblem emblem-{escape(kind)}"
    return _svg(draw(dice, fine), size=(size, size), view=SQUARE, label=label, weight=weight, css=css)


@lru_cache(maxsize=16)
def mark(*, size: int = 32, label: str = "") -> SafeString:
    """The office's own mark: a flame carried over the sea between two shores; solid when it is small."""
    fine = size >= 88
    weight = max(1.4, 1.15 * SIDE / size) if fine else 14
    inks, css = torch(fine=fine), "emblem emblem-mark"
    return _svg(inks, size=(size, size), view=SQUARE, label=label, weight=weight, css=css, solid=not fine)


@lru_cache(maxsize=128)
def field(name: str, width: int = 1200, height: int = 240) -> SafeString:
    """A wide field of waves for the head of a page, cropped rather than squeezed when its place is narrower."""
    view = f'viewBox="0 0 {int(width)} {int(height)}" preserveAspectRatio="xMidYMid slice"'
    inks = wave_field(chance(name.strip().casefold(), "field"), int(width), int(height))
    return _svg(inks, size=(int(width), int(height)), view=view, label="", weight=0.9, css="emblem emblem-field")


def favicon() -> str:
    """The mark as a file of its own, with its own ground and colours, since it cannot see a page's."""
    flame, sea = torch(fine=False)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {SQUARE}><rect width="{SIDE}" height="{SIDE}" rx="52"'
        f' fill="#1f6f63"/><g transform="translate(21.6 21.6) scale(.82)" stroke="#faf8f3" stroke-width="15"'
        f' stroke-linecap="round" stroke-linejoin="round"><path fill="#faf8f3" d="{flame}"/>'
        f'<path fill="none" d="{sea}"/></g></svg>\n'
    )
