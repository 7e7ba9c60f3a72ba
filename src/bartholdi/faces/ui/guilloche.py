"""The families of guilloche an emblem can belong to: each takes dice and gives the paths of two inks."""

import math
import random
from collections.abc import Callable

from bartholdi.faces.ui.curves import TAU, constant, lace, line, loop, polar, ring, scalloped, trace

Inks = tuple[str, str]
Family = Callable[[random.Random, bool], Inks]

MIDDLE = (120.0, 120.0)
EDGE = 116.0  # the outermost radius; the rest of the square is margin for the stroke


def _apart(waves: int, strands: int) -> int:
    """The next number of waves that shares nothing with the strands, so that one thread makes them all."""
    while math.gcd(waves, strands) > 1:
        waves += 1
    return waves


def rosette(dice: random.Random, fine: bool) -> Inks:
    """A flower with a scalloped border, a band of lace, and a second flower in the other ink at its heart."""
    petals = dice.choice((6, 7, 8, 9, 10, 12))
    strands = dice.choice((5, 7)) if fine else 3
    waves = _apart(strands * petals // (1 if petals < 9 else 2) + 1, strands)
    depth = dice.uniform(5, 9)
    waist = dice.uniform(52, 62)
    border = scalloped(EDGE - depth, depth, petals)
    first = lace(scalloped(waist, depth, petals, math.pi), border, waves=waves, strands=strands, centre=MIDDLE)
    turn = dice.uniform(0, TAU)
    heart_strands = dice.choice((4, 5, 7)) if fine else 2
    heart = lace(
        constant(dice.uniform(10, 18)),
        scalloped(waist + depth, depth, petals),
        waves=_apart(heart_strands * dice.choice((3, 4, 5)) + 1, heart_strands),
        strands=heart_strands,
        centre=MIDDLE,
        phase=turn,
    )
    rim = loop(polar(border, *MIDDLE), 4 * petals)
    return first + rim, heart


def bands(dice: random.Random, fine: bool) -> Inks:
    """Rings of lace one inside the other, sharing their borders, the inks taking turns."""
    inks = ["", ""]
    outer = EDGE
    widths = dice.choice(((34, 26, 26), (24, 36, 22), (26, 22, 38), (42, 34)))
    for turn, width in enumerate(widths):
        strands = (4 + dice.randrange(2) if fine else 2) - (turn > 1)
        waves = _apart(max(2, round(outer / width * 1.9 + dice.randrange(4))) * strands + 1, strands)
        inner = outer - width + dice.uniform(-2, 2)
        overlap = 5 if turn else 0
        thread = lace(constant(inner), constant(outer + overlap), waves=waves, strands=strands, centre=MIDDLE)
        inks[turn % 2] += thread + (ring(*MIDDLE, outer) if fine and not turn else "")
        outer = inner
    inks[len(widths) % 2] += ring(*MIDDLE, outer - 5) + (ring(*MIDDLE, outer - 9) if fine else "")
    return inks[0], inks[1]


def sea(dice: random.Random, fine: bool) -> Inks:
    """A medallion of waves: two fields of lines whose crests drift apart and meet again."""
    rows = 15 if fine else 6
    radius = EDGE - 9
    length = dice.uniform(0.030, 0.048)
    drift = dice.uniform(0.16, 0.34)
    phase = dice.uniform(0, TAU)
    height = dice.uniform(6, 9) * (1 if fine else 1.5)
    inks = ["", ""]
    for ink in (0, 1):
        for row in range(rows):
            y = 120 + (row + 0.5 - rows / 2) * 2 * radius / rows
            half = math.sqrt(radius**2 - (y - 120) ** 2) * 0.985

            def crest(x: float, y: float = y, half: float = half, row: int = row, ink: int = ink) -> tuple[float, float]:
                fade = max(0.0, 1 - ((x - 120) / half) ** 4) * min(1.0, half / 70)
                swell = math.sin(x * length * (1 + 0.22 * ink) + phase + row * drift * (1 - 2 * ink))
                return x, y + height * fade * swell

            inks[ink] += trace(crest, 120 - half, 120 + half, max(4, round(half / 9)))
    return inks[0] + ring(*MIDDLE, EDGE), inks[1] + (ring(*MIDDLE, EDGE - 5) if fine else "")


def weave(dice: random.Random, fine: bool) -> Inks:
    """Two Lissajous threads woven into one cloth, laid on its corner and rounded to a cushion."""
    a, b = dice.choice(((5, 6), (6, 7), (7, 8), (5, 8), (7, 9))) if fine else dice.choice(((2, 3), (3, 4)))
    turn = dice.choice((0.0, math.pi / 4)) + dice.uniform(-0.2, 0.2)

    def thread(phase: float, reach: float) -> str:
        def point(t: float) -> tuple[float, float]:
            u, v = math.sin(a * t + phase), math.sin(b * t)
            x, y = u * math.sqrt(1 - v * v / 2), v * math.sqrt(1 - u * u / 2)  # the square pressed into a disc
            return (
                120 + reach * (x * math.cos(turn) - y * math.sin(turn)),
                120 + reach * (x * math.sin(turn) + y * math.cos(turn)),
            )

        return loop(point, 12 * (a + b))

    even = (math.pi - (a + 1) * math.pi / b) / 2  # here the strands of a thread keep equal distances
    apart = math.pi / b / dice.choice((2, 3))
    return thread(even, EDGE - 8) + ring(*MIDDLE, EDGE), thread(even + apart, EDGE - 8)


def cameo(dice: random.Random, fine: bool) -> Inks:
    """An oval frame of lace round a bust in relief, of engraved lines: nobody in particular."""
    squash = 0.82
    strands = 5 if fine else 2
    waves = _apart(strands * dice.choice((13, 15, 17)) // (1 if fine else 2) + 1, strands)
    reach = EDGE - dice.uniform(17, 22)
    frame = lace(constant(reach), constant(EDGE), waves=waves, strands=strands, centre=MIDDLE, squash=squash)
    head, crown = dice.uniform(27, 31), dice.uniform(54, 60)
    tall, neck, slope = head * dice.uniform(1.26, 1.4), head * dice.uniform(0.46, 0.55), dice.uniform(46, 56)
    chin, collar = crown + 2 * tall, crown + 2 * tall + 7
    rows = 27 if fine else 11
    ground = bust = ""
    for row in range(rows):
        y = 120 + (row + 0.5 - rows / 2) * 2 * (reach - 4) / rows
        half = math.sqrt((reach - 3) ** 2 - (y - 120) ** 2) * squash
        face = head * math.sqrt(max(0.0, 1 - ((y - crown - tall) / tall) ** 2))
        body = neck if chin - tall * 0.4 < y else 0.0
        if y > collar:
            body = neck + slope * math.sqrt(1 - max(0.0, 1 - (y - collar) / 46) ** 2)
        inside = min(max(face, body), half - 1)
        if inside < 3:
            ground += line(((120 - half, y), (120 + half, y)))
            continue
        if half - inside > 4:
            gap = 3 if fine else 7
            ground += line(((120 - half, y), (120 - inside - gap, y)))
            ground += line(((120 + inside + gap, y), (120 + half, y)))

        def relief(x: float, y: float = y, inside: float = inside) -> tuple[float, float]:
            return x, y + 0.17 * inside * (1 - ((x - 120) / inside) ** 2)

        bust += trace(relief, 120 - inside, 120 + inside, 2)
    return frame + ring(*MIDDLE, reach, squash=squash) + ground, bust


def wave_field(dice: random.Random, width: int, height: int) -> Inks:
    """A sea from edge to edge: lines that gather and spread, the second ink a little out of step."""
    rows, pieces = 13, 20
    inks = ["", ""]
    lengths = [dice.uniform(1.1, 1.9), dice.uniform(2.3, 3.4)]
    phases = [dice.uniform(0, TAU) for _ in range(3)]
    for ink in (0, 1):
        for row in range(rows):
            depth = (row + 0.5 * ink) / (rows - 1)

            def swell(x: float, depth: float = depth, ink: int = ink) -> tuple[float, float]:
                t = TAU * x / width
                knot = 0.62 + 0.38 * math.sin(t * lengths[0] * 0.5 + phases[2])  # where the lines gather
                long = math.sin(t * lengths[0] + phases[0] + 0.5 * ink)
                short = math.sin(t * lengths[1] + phases[1] + 2.2 * depth * (1 - 2 * ink))
                return x, height * (0.5 + (depth - 0.5) * 0.64 * knot + 0.13 * long + 0.055 * short)

            inks[ink] += trace(swell, -2, width + 2, pieces)
    return inks[0], inks[1]


FAMILIES: dict[str, tuple[Family, ...]] = {
    "programme": (rosette, bands, weave),
    "event": (sea, rosette),
    "portrait": (cameo,),
    "mission": (rosette,),
}
