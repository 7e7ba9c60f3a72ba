"""Pictures in the manner of the emblems, as files of their own: paper, two inks, one tint, 1600 by 900."""

from collections.abc import Iterable

from django.utils.html import escape

from bartholdi.faces.ui.curves import Point, line, number

WIDTH, HEIGHT = 1600, 900
PAPER, INK, VERDIGRIS, TINT = "#faf8f3", "#14213a", "#1f6f63", "#dcebe6"


def stroke(path: str, ink: str = INK, weight: float = 2, *, fill: str = "none", faint: float = 1) -> str:
    """Lines in one ink; filled with paper they hide what lies behind."""
    pale = f' opacity="{number(faint)}"' if faint < 1 else ""
    return f'<path fill="{fill}" stroke="{ink}" stroke-width="{number(weight)}"{pale} d="{path}"/>'


def patch(path: str, fill: str = TINT) -> str:
    """A surface without an outline."""
    return f'<path fill="{fill}" d="{path}"/>'


def dots(points: Iterable[Point], ink: str = INK, size: float = 6) -> str:
    """Many round dots as one path."""
    path = "".join(f"M{number(x)} {number(y)}h.1" for x, y in points)
    return f'<path stroke="{ink}" stroke-width="{number(size)}" d="{path}"/>'


def polygon(points: Iterable[Point]) -> str:
    """A closed surface with straight edges."""
    return line(points) + "z"


def picture(title: str, *parts: str) -> str:
    """The whole file: it carries its own colours, since an image in a page cannot see the page's."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' fill="none" stroke-linecap="round" stroke-linejoin="round"><title>{escape(title)}</title>'
        f'<path fill="{PAPER}" d="M0 0h{WIDTH}v{HEIGHT}h-{WIDTH}z"/>{"".join(parts)}</svg>\n'
    )
