"""Scenes of agreements: the quantum memorandum, and the Institut Pasteur with QBI."""

import math

from bartholdi.faces.ui.curves import TAU, Curve, constant, lace, line, loop, ring, ripple, trace
from bartholdi.faces.ui.pictures import INK, PAPER, VERDIGRIS, WIDTH, patch, picture, polygon, stroke


def _packet(middle: float, length: float, phase: float, height: float, base: float) -> Curve:
    """One strand of a wave packet: a ripple that swells and dies away."""

    def strand(x: float) -> tuple[float, float]:
        swell = math.exp(-(((x - middle) / 330) ** 2))
        return x, base + height * swell * math.sin(x * TAU / length + phase)

    return strand


def _signature(left: float, base: float, width: float, loops: int, lean: float) -> str:
    """A name nobody has, signed with a flourish."""

    def pen(t: float) -> tuple[float, float]:
        tall = 0.28 + 0.9 * math.exp(-7 * t) + 0.5 * math.exp(-(((t - 0.62) / 0.09) ** 2))
        x = left + width * t + 22 * math.sin(TAU * loops * t + lean) * tall
        return x, base + 14 - 44 * tall * math.cos(TAU * loops * t) - 14 * t * lean

    def flourish(t: float) -> tuple[float, float]:
        return left + width * (1.02 - 1.1 * t), base + 34 + 12 * math.sin(math.pi * 1.6 * t) - 20 * (1 - t)

    return trace(pen, 0, 1, loops * 9) + trace(flourish, 0, 1, 6)


def memorandum() -> str:
    """Two wave packets meet above a sheet with two signatures."""
    sheet = polygon([(470, 90), (1130, 90), (1130, 1000), (470, 1000)])
    waves = ["", ""]
    for ink, middle, length in ((0, 640, 104), (1, 960, 122)):
        for strand in range(9):
            share = (strand - 4) / 4
            waves[ink] += trace(_packet(middle, length, 0.9 * share, 150 - 22 * abs(share), 310), -10, WIDTH + 10, 78)
    heading = "".join(line([(560, y), (1040 - (y * 37) % 90, y)]) for y in (632, 656, 680))
    seal = lace(constant(26), constant(52), waves=29, strands=3, centre=(800, 548)) + ring(800, 548, 20)
    rules = line([(540, 812), (760, 812)]) + line([(840, 812), (1060, 812)])
    return picture(
        "Two wave packets meet above a sheet with two signatures",
        patch(polygon([(496, 118), (1156, 118), (1156, 1000), (496, 1000)])),
        stroke(sheet, INK, 2.5, fill=PAPER),
        stroke(seal, VERDIGRIS, 1.6),
        stroke(heading, INK, 2, faint=0.4),
        stroke(waves[0], VERDIGRIS, 1.7),
        stroke(waves[1], INK, 1.7),
        stroke(_signature(545, 775, 190, 6, 0.7), VERDIGRIS, 3.2),
        stroke(_signature(850, 775, 185, 5, -0.5), INK, 3.2),
        stroke(rules, INK, 1.6),
    )


def _neck(t: float) -> tuple[float, float]:
    """The middle of a swan's neck, from the flask upward, over, down and up again."""
    if t < 0.3:
        return 520, 420 - 760 * t
    u = (t - 0.3) / 0.7
    angle = math.pi * min(u / 0.5, 1)
    if u < 0.5:
        return 520 + 110 * (1 - math.cos(angle)), 192 - 110 * math.sin(angle)
    v = (u - 0.5) / 0.5
    return 740 + 90 * (1 - math.cos(math.pi * v)), 192 + 120 * math.sin(math.pi * v) + 60 * math.sin(math.pi * v / 2)


def _beside(middle: Curve, away: float) -> Curve:
    """The same curve, moved sideways."""

    def moved(t: float) -> tuple[float, float]:
        (x0, y0), (x1, y1) = middle(t - 1e-3), middle(t + 1e-3)
        long = math.hypot(x1 - x0, y1 - y0) or 1
        x, y = middle(t)
        return x - away * (y1 - y0) / long, y + away * (x1 - x0) / long

    return moved


def _filling(cx: float, cy: float, radius: float) -> tuple[str, str]:
    """The broth, troubled at its surface and calm below, and the light on the glass above it."""
    liquid = glass = ""
    for row in range(27):
        y = cy - radius + (row + 0.5) * 2 * radius / 27
        half = math.sqrt(radius**2 - (y - cy) ** 2) - 9
        if y < cy - 30:
            glass += trace(ripple(y, -10, 200, -cx / 200), cx - half, cx - half * 0.45, 3)
            continue
        deep = (y - cy + 30) / 230

        def surface(x: float, y: float = y, deep: float = deep, half: float = half) -> tuple[float, float]:
            swell = math.sin((x - cx) / 34 + 4 * deep) * (1 - ((x - cx) / half) ** 2)
            return x, y + 9 * (1 - deep) * swell

        liquid += trace(surface, cx - half, cx + half, 12)
    return liquid, glass


def vessel() -> str:
    """A swan-necked flask, and a protein's helix that winds out of it."""
    cx, cy, radius = 520.0, 600.0, 200.0
    flask = ring(cx, cy, radius)
    sides = [trace(_beside(_neck, away), 0.002, 0.998, 64) for away in (-30, 30)]
    shade = "".join(trace(_beside(_neck, away), 0.002, 0.998, 48) for away in (-20, -12, -5))
    liquid, glass = _filling(cx, cy, radius)
    ribbons = {"front": "", "back": ""}
    for strand in range(11):
        share = (strand - 5) / 5
        for half in range(9):

            def wind(t: float, share: float = share) -> tuple[float, float]:
                x = 700 + 860 * t + 30 * share
                return x, 640 - 150 * t - 128 * math.cos(TAU * 4.5 * t) + 16 * share

            side = "front" if half % 2 else "back"
            ribbons[side] += trace(wind, half / 9, (half + 1) / 9, 5)
    ground = "".join(trace(ripple(815 + k * 13, 5, 120, k), -10, WIDTH + 10, 14) for k in range(6))
    return picture(
        "A swan-necked flask and the helix of a protein",
        patch(ring(1090, 520, 330)),
        stroke(ground, INK, 1.3, faint=0.5),
        stroke(ribbons["back"], INK, 1.4),
        stroke(ribbons["front"], PAPER, 9),
        stroke(ribbons["front"], VERDIGRIS, 2.4),
        stroke(flask, INK, 4, fill=PAPER),
        patch(polygon([(492, 380), (548, 380), (548, 425), (492, 425)]), PAPER),
        stroke(liquid, VERDIGRIS, 2.2),
        stroke(glass + shade, INK, 1.3),
        stroke("".join(sides), INK, 3.4),
        stroke(loop(lambda t: (cx + 32 * math.sin(t), 424 + 6 * math.cos(t)), 6), INK, 1.6),
        stroke(line([(360, 806), (680, 806)]), INK, 4),
    )
