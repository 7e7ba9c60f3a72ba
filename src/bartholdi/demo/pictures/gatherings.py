"""Scenes of gatherings: the laureates' seminar, the summit, the happy hour."""

import math
from functools import partial

from bartholdi.faces.ui.curves import TAU, Point, constant, lace, line, ring, ripple, trace
from bartholdi.faces.ui.pictures import HEIGHT, INK, PAPER, VERDIGRIS, WIDTH, dots, patch, picture, stroke

TILT = math.radians(24)


def _relief(lon: float, lat: float) -> float:
    """Lands and seas that no atlas has."""
    return (
        0.5 * math.sin(2 * lon + 0.6) * math.cos(3 * lat)
        + 0.35 * math.sin(3 * lon - 2 * lat + 1.3)
        + 0.2 * math.cos(5 * lon + 4 * lat)
    )


def _on_globe(lon: float, lat: float, radius: float = 350) -> tuple[float, float, float]:
    """Where a place is seen, and whether it is on our side (its depth is positive)."""
    x, y, z = math.cos(lat) * math.sin(lon), math.sin(lat), math.cos(lat) * math.cos(lon)
    return 800 + radius * x, 450 - radius * (y * math.cos(TILT) - z * math.sin(TILT)), y * math.sin(TILT) + z * math.cos(TILT)


def _parallels() -> dict[bool, str]:
    """The circles of latitude on our side, pushed up and down by the relief; land apart from sea."""
    parallels = {True: "", False: ""}
    for row in range(-21, 22):
        lat = row * math.pi / 46
        stretch: list[Point] = []
        before: bool | None = None
        for i in range(-45, 46):
            lon = i * math.pi / 45
            height = _relief(lon, lat)
            x, y, depth = _on_globe(lon, lat + 0.055 * height, 350 + 7 * height)
            land = height > 0.12
            if depth < 0.02 or (before is not None and land != before):
                if len(stretch) > 1:
                    parallels[bool(before)] += line(stretch)
                stretch = stretch[-1:] if depth >= 0.02 else []
            before = land
            if depth >= 0.02:
                stretch.append((x, y))
        if len(stretch) > 1:
            parallels[bool(before)] += line(stretch)
    return parallels


def globe() -> str:
    """A globe of contour lines with fifteen points on it, joined by arcs."""
    parallels = _parallels()
    places = [
        (-0.92 + 0.46 * (i % 5) + 0.12 * math.sin(3.1 * i), 1.0 - 0.6 * (i // 5) + 0.17 * math.sin(2.3 * i)) for i in range(15)
    ]
    seen = [_on_globe(lon, lat, 352)[:2] for lon, lat in places]
    hub = 7
    arcs = ""
    for x0, y0 in seen[:hub] + seen[hub + 1 :]:
        (x1, y1), rise = seen[hub], 0.22 * math.hypot(seen[hub][0] - x0, seen[hub][1] - y0) + 14

        def arc(t: float, ends: tuple[float, ...] = (x0, y0, x1, y1), rise: float = rise) -> Point:
            ax, ay, bx, by = ends
            return ax + (bx - ax) * t, ay + (by - ay) * t - rise * math.sin(math.pi * t)

        arcs += trace(arc, 0, 1, 5)
    halo = lace(constant(392), constant(436), waves=181, strands=4, centre=(800, 450))
    air = "".join(trace(ripple(30 + k * 28, 16, 210, k * 0.32), -10, WIDTH + 10, 20) for k in range(31))
    return picture(
        "A globe of contour lines with fifteen points joined by arcs",
        stroke(air, VERDIGRIS, 1.2, faint=0.4),
        patch(ring(800, 450, 446), PAPER),
        stroke(halo, INK, 1.2),
        patch(ring(800, 450, 352)),
        stroke(parallels[False], INK, 1.1, faint=0.6),
        stroke(parallels[True], VERDIGRIS, 2.6),
        stroke(ring(800, 450, 356), INK, 2.5),
        stroke(arcs, PAPER, 5),
        stroke(arcs, INK, 2),
        dots(seen, PAPER, 32),
        dots(seen, INK, 22),
        dots(seen, PAPER, 9),
        dots([seen[hub]], PAPER, 44),
        stroke(lace(constant(8), constant(26), waves=19, strands=3, centre=seen[hub]), INK, 2),
    )


def summit() -> str:
    """Three peaks of lines, each higher than the one before, and a rising sun."""
    rows, base = 25, 330.0
    peaks = ((370, 180, 210), (800, 280, 190), (1230, 390, 200))

    def ridge(x: float, row: int) -> Point:
        near = row / (rows - 1)
        height = 0.0
        for at, tall, wide in peaks:
            far = (x - at - 30 * math.sin(row * 0.7 + at)) / wide
            fade = math.exp(-(((near - 0.38) / 0.34) ** 2))
            height += tall * fade / (1 + far**2) ** 2
        rough = 0.05 * height * math.sin(x / 31 + row * 1.9) + 0.04 * height * math.sin(x / 47 - row * 1.3)
        return x, base + 520 * near**1.15 - height + rough + 4 * math.sin(x / 140 + row * 0.6)

    lines = ""
    for row in range(rows):
        path = trace(partial(ridge, row=row), -20, WIDTH + 20, 82)
        ink, weight = (VERDIGRIS, 2.2) if row % 2 else (INK, 1.6)
        lines += stroke(f"{path}V{HEIGHT + 20}H-20z", ink, weight, fill=PAPER)
    sun = "".join(
        lace(constant(r - 36), constant(r), waves=w, strands=5, centre=(1010, 300)) for r, w in ((235, 57), (193, 47), (150, 36))
    )
    return picture(
        "Three rising peaks drawn in lines before a sun",
        patch(ring(1010, 300, 240)),
        stroke(sun, VERDIGRIS, 1.3),
        lines,
    )


Glass = tuple[float, float, float, float]  # its middle, its rim, the foot of its bowl, and how far it is drunk

GLASSES: tuple[Glass, ...] = ((600.0, 330.0, 620.0, 0.42), (1010.0, 300.0, 600.0, 0.55))


def _half(glass: Glass, y: float) -> float:
    """Half the width of a glass at a height; zero where it has no bowl."""
    _middle, rim, foot, _drunk = glass
    if not rim <= y <= foot:
        return 0.0
    share = (y - rim) / (foot - rim)
    return 105 * (1 + 0.28 * math.sin(math.pi * share * 0.8)) * math.sqrt(max(0.0, 1 - share**3.2))


def _outside(y: float) -> str:
    """A line of light, left out where a glass stands."""
    edges = sorted((glass[0] - _half(glass, y), glass[0] + _half(glass, y)) for glass in GLASSES if _half(glass, y) > 8)
    drawn, x = "", -10.0
    for left, right in [*edges, (WIDTH + 10.0, 0.0)]:
        if left - x > 24:
            drawn += trace(ripple(y, 5, 90, y / 60), x + 8, left - 8, max(3, round((left - x) / 90)))
        x = right
    return drawn


def _inside(glass: Glass, y: float, *, full: bool) -> str:
    """The same line seen through a glass: bent, and bent more where there is drink in it."""
    middle, rim, foot, drunk = glass
    half = _half(glass, y)
    if half <= 8 or full != (y > rim + (foot - rim) * drunk):
        return ""
    height, swings = (17, 1.5) if full else (9, 1)

    def refracted(x: float) -> Point:
        u = (x - middle) / half
        return x, y + height * math.sin(u * math.pi * swings) * math.cos(u * math.pi / 2)

    return trace(refracted, middle - half + 4, middle + half - 4, 8)


def _body(glass: Glass) -> str:
    """The outline of the bowl and its rim."""
    middle, rim, foot, _drunk = glass
    heights = [rim + (foot - rim) * (1 - (1 - i / 24) ** 2) for i in range(25)]
    left = [(middle - _half(glass, y), y) for y in heights]
    right = [(middle + _half(glass, y), y) for y in reversed(heights)]
    return line(left + right) + ring(middle, rim, 8, squash=105 / 8)


def _stem(glass: Glass) -> str:
    """The stem, which spreads into a foot."""
    middle, _rim, foot, _drunk = glass

    def edge(t: float, way: float) -> Point:
        return middle + way * (4 + 500 * max(0.0, t - 0.55) ** 2.4), foot - 4 + t * 205

    sides = "".join(trace(partial(edge, way=way), 0, 1, 8) for way in (-1, -0.3, 0.3, 1))
    return sides + ring(middle, foot + 204, 12, squash=82 / 12)


def happy_hour() -> str:
    """Two glasses under a lamp: lines of light are bent where they pass through."""
    heights = [60 + row * 16.5 for row in range(46)]
    drink, bent = ("".join(_inside(glass, y, full=full) for glass in GLASSES for y in heights) for full in (True, False))
    shade = line([(700, 138), (760, 40), (850, 40), (910, 138)]) + "z"
    light = line([(700, 138), (910, 138), (1420, 900), (190, 900)]) + "z"
    ribs = "".join(line([(805 + k * 11, 42), (805 + k * 25, 136)]) for k in range(-4, 5))
    table = "".join(line([(-10, 812 + k * 15), (WIDTH + 10, 812 + k * 15)]) for k in range(6))
    rim = trace(lambda t: (805 + 105 * math.sin(t), 138 + 16 * math.cos(t)), -TAU / 4, TAU / 4, 4)
    return picture(
        "Two glasses under a lamp bend the lines behind them",
        patch(light),
        stroke("".join(_outside(y) for y in heights), INK, 1.2, faint=0.5),
        stroke(table, INK, 2),
        stroke(bent, INK, 1.7),
        stroke(drink, VERDIGRIS, 3.2),
        stroke("".join(_stem(glass) for glass in GLASSES), INK, 2.4),
        stroke("".join(_body(glass) for glass in GLASSES), INK, 3.4),
        stroke(shade, INK, 3.4, fill=PAPER),
        stroke(ribs, VERDIGRIS, 2),
        stroke(line([(805, 40), (805, -10)]), INK, 3.4),
        stroke(rim, INK, 2.4, fill=PAPER),
    )
