"""Scenes of things under way: a sealed message, and a route through seven cities."""

import math

from bartholdi.faces.ui.curves import Point, constant, lace, line, ring, ripple, scalloped, trace
from bartholdi.faces.ui.pictures import HEIGHT, INK, PAPER, VERDIGRIS, WIDTH, dots, patch, picture, polygon, stroke


def _lattice() -> tuple[str, list[Point]]:
    """A lattice over the whole sheet: its lines and its points."""
    (ax, ay), (bx, by) = (74.0, 18.0), (26.0, -66.0)  # its two steps

    def at(a: int, b: int) -> Point:
        return 800 + a * ax + b * bx, 450 + a * ay + b * by

    points = [at(a, b) for a in range(-16, 17) for b in range(-12, 13)]
    seen = [(x, y) for x, y in points if -20 < x < WIDTH + 20 and -20 < y < HEIGHT + 20]
    lines = [(at(a, -14), at(a, 14)) for a in range(-14, 15)] + [(at(-14, b), at(14, b)) for b in range(-11, 12)]
    return "".join(line(ends) for ends in lines), seen


def _engraving(left: float, right: float, top: float, foot: float) -> str:
    """The lines of the envelope's body: straight beside the flap, waved below it."""
    drawn = ""
    for row in range(1, 30):
        y = top + row * (foot - top) / 30
        if y >= 500:
            drawn += trace(ripple(y, 4, 46, y / 30), left + 14, right - 14, 16)
            continue
        inset = max(0.0, 370 * (1 - (y - top) / 270))
        if inset < 336:
            drawn += "".join(line([(800 + way * (inset + 14), y), (800 + way * 356, y)]) for way in (-1, 1))
    return drawn


def envelope() -> str:
    """An envelope with a rosette for a seal, lying on a lattice."""
    lattice, points = _lattice()
    left, top, right, foot = 430.0, 230.0, 1170.0, 700.0
    body = polygon([(left, top), (right, top), (right, foot), (left, foot)])
    flap = polygon([(left, top), (right, top), (800, 500)])
    engraved = _engraving(left, right, top, foot)
    folds = "".join(
        line([(left + 26 + k * 14, top + 9), (800, 486 - k * 10), (right - 26 - k * 14, top + 9)]) for k in range(1, 13)
    )
    border = scalloped(104, 7, 14)
    seal = lace(scalloped(46, 5, 14), border, waves=71, strands=5, centre=(800, 490))
    heart = lace(constant(12), constant(50), waves=22, strands=5, centre=(800, 490))
    rim = lace(constant(111), constant(118), waves=60, strands=1, centre=(800, 490))
    return picture(
        "A sealed envelope lying on a lattice",
        stroke(lattice, VERDIGRIS, 1.2, faint=0.5),
        dots(points, VERDIGRIS, 9),
        patch(polygon([(left + 22, top + 24), (right + 22, top + 24), (right + 22, foot + 24), (left + 22, foot + 24)])),
        stroke(body, INK, 4, fill=PAPER),
        stroke(engraved, INK, 1.3),
        stroke(flap, INK, 4, fill=PAPER),
        stroke(folds, INK, 1.1, faint=0.6),
        patch(ring(800, 490, 121), PAPER),
        stroke(rim, INK, 1.6),
        stroke(seal, VERDIGRIS, 2),
        stroke(heart, INK, 1.5),
    )


CITIES: tuple[Point, ...] = (  # about where seven cities stand on a map from the Pacific to the Atlantic
    (215, 420),
    (330, 610),
    (780, 735),
    (905, 300),
    (1065, 560),
    (1270, 400),
    (1405, 235),
)
ORDER = (6, 5, 4, 2, 3, 0, 1)  # an immersion begins in the north-east


def route() -> str:
    """Seven cities as rosettes, joined by one braided route; waves spread from each."""
    stops = [CITIES[i] for i in ORDER]

    def way(t: float) -> Point:
        """A smooth line through all stops (Catmull-Rom)."""
        i = min(max(int(t), 0), len(stops) - 2)
        u = t - i
        p = [stops[min(max(i + k, 0), len(stops) - 1)] for k in (-1, 0, 1, 2)]

        def mix(axis: int) -> float:
            a, b, c, d = (point[axis] for point in p)
            return 0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3)

        return mix(0), mix(1)

    def braid(phase: float, reach: float) -> str:
        def strand(t: float) -> Point:
            (x0, y0), (x1, y1) = way(t - 1e-3), way(t + 1e-3)
            long = math.hypot(x1 - x0, y1 - y0) or 1
            x, y = way(t)
            away = reach * math.sin(math.pi * 6 * t + phase)
            return x - away * (y1 - y0) / long, y + away * (x1 - x0) / long

        return trace(strand, 0.002, len(stops) - 1.002, 132)

    ripples = "".join(ring(x, y, 34 + 46 * k) for i, (x, y) in enumerate(CITIES) for k in range(1, 5 + (i * 5) % 4))
    sizes = (46, 40, 46, 52, 42, 46, 60)
    discs = "".join(patch(ring(x, y, size + 6), PAPER) for (x, y), size in zip(CITIES, sizes, strict=True))
    outer = "".join(
        lace(constant(size * 0.5), scalloped(size - 3, 3, 8), waves=26 + 5 * (i % 3) + (i % 3 == 2), strands=5, centre=city)
        for i, (city, size) in enumerate(zip(CITIES, sizes, strict=True))
    )
    hearts = "".join(ring(x, y, size * 0.36) for (x, y), size in zip(CITIES, sizes, strict=True))
    return picture(
        "Seven cities joined by a braided route",
        *(patch(ring(x, y, size * 3)) for (x, y), size in zip(CITIES, sizes, strict=True)),
        stroke(ripples, VERDIGRIS, 1.2, faint=0.5),
        stroke(braid(0, 0.01), PAPER, 40, faint=0.8),
        stroke(braid(0, 15) + braid(math.pi, 15), INK, 2.2),
        stroke(braid(math.pi / 2, 15) + braid(-math.pi / 2, 15), VERDIGRIS, 2.2),
        discs,
        stroke(outer, INK, 1.7),
        stroke(hearts, VERDIGRIS, 2.4),
        dots(CITIES, VERDIGRIS, 14),
    )
