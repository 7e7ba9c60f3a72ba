"""Plane curves as short SVG path data: what every emblem, field and picture is drawn with."""

import math
from collections.abc import Callable, Iterable

Point = tuple[float, float]
Curve = Callable[[float], Point]

TAU = 2 * math.pi


def number(value: float) -> str:
    """At most one decimal and no needless zero: an emblem stays a few kilobytes."""
    text = f"{value:.1f}".removesuffix(".0")
    if text == "-0":
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def joined(values: Iterable[float]) -> str:
    """Numbers as path data, with a blank only where two of them would run together."""
    text = last = ""
    for value in values:
        part = number(value)
        apart = part.startswith("-") or not text or ("." in last and part.startswith("."))
        text += part if apart else f" {part}"
        last = part
    return text


def trace(curve: Curve, start: float, stop: float, pieces: int, *, closed: bool = False) -> str:
    """The curve from start to stop as smooth cubic pieces.

    With equal steps each control point mirrors the one before it, so that the short command `s` (four numbers
    a piece) is exact; positions are rounded first and differences taken after, so that errors never add up.
    """
    step = (stop - start) / pieces
    nudge = step * 1e-3
    third = step / 3

    def slope(t: float) -> Point:
        (x0, y0), (x1, y1) = curve(t - nudge), curve(t + nudge)
        return (x1 - x0) / (2 * nudge), (y1 - y0) / (2 * nudge)

    x, y = (round(value, 1) for value in curve(start))
    dx, dy = slope(start)
    data = [f"M{joined((x, y))}c{joined((dx * third, dy * third))} "]
    for i in range(1, pieces + 1):
        t = start + i * step
        to_x, to_y = (round(value, 1) for value in curve(t))
        dx, dy = slope(t)
        ends = joined((to_x - dx * third - x, to_y - dy * third - y, to_x - x, to_y - y))
        data.append(ends if i == 1 else f"s{ends}")
        x, y = to_x, to_y
    return "".join(data) + ("z" if closed else "")


def loop(curve: Curve, pieces: int, *, turns: int = 1) -> str:
    """A closed curve that comes back to its start after so many turns."""
    return trace(curve, 0, TAU * turns, pieces, closed=True)


def polar(radius: Callable[[float], float], cx: float, cy: float, *, squash: float = 1.0) -> Curve:
    """A curve given by its distance from a centre; squash below 1 makes ovals."""
    return lambda t: (cx + radius(t) * math.sin(t) * squash, cy - radius(t) * math.cos(t))


def ring(cx: float, cy: float, radius: float, *, squash: float = 1.0) -> str:
    """A circle or an oval as path data."""
    rx, ry = number(radius * squash), number(radius)
    across = number(2 * radius * squash)
    return f"M{number(cx - radius * squash)} {number(cy)}a{rx} {ry} 0 1 0 {across} 0a{rx} {ry} 0 1 0-{across} 0z"


def ripple(level: float, height: float, length: float, phase: float = 0.0) -> Curve:
    """A gentle wave along a level: its height, and its length over a whole turn of TAU."""
    return lambda x: (x, level + height * math.sin(x / length + phase))


def line(points: Iterable[Point]) -> str:
    """Straight strokes through the points."""
    return "".join(f"{'L' if i else 'M'}{joined(point)}" for i, point in enumerate(points))


def lace(
    inner: Callable[[float], float],
    outer: Callable[[float], float],
    *,
    waves: int,
    strands: int,
    centre: Point,
    phase: float = 0.0,
    squash: float = 1.0,
) -> str:
    """A guilloche band: one thread that swings between two borders and goes round until its strands interlace.

    The thread makes waves/strands swings a turn, so it needs as many turns as there are strands to close; both
    numbers are divided by what they share first, else the thread would run over itself.
    """
    shared = math.gcd(waves, strands)
    waves, strands = waves // shared, strands // shared

    def radius(t: float) -> float:
        low, high = inner(t), outer(t)
        return (low + high) / 2 + (high - low) / 2 * math.sin(waves * t / strands + phase)

    pieces = max(4 * waves, 10 * strands)
    return loop(polar(radius, *centre, squash=squash), pieces, turns=strands)


def constant(value: float) -> Callable[[float], float]:
    """A border that is a circle."""
    return lambda _t: value


def scalloped(value: float, depth: float, petals: int, phase: float = 0.0) -> Callable[[float], float]:
    """A border that swells and shrinks so many times a turn."""
    return lambda t: value + depth * math.cos(petals * t + phase)
