"""The drawings with a meaning: the four missions and the office's own mark."""

import math
import random
import unicodedata

from bartholdi.faces.ui.curves import TAU, lace, line, loop, ring, scalloped, trace
from bartholdi.faces.ui.guilloche import EDGE, MIDDLE, Family, Inks


def cooperation(_dice: random.Random, fine: bool) -> Inks:
    """Two rosettes that share their middle: each keeps its ink."""
    strands, reach, away = (5, 76, 39) if fine else (2, 76, 39)

    def one(x: float) -> str:
        border = scalloped(reach - 4, 4, 8)
        flower = lace(scalloped(28, 4, 8), border, waves=strands * 8 + 1, strands=strands, centre=(x, 120))
        return flower + ring(x, 120, 18) + (ring(x, 120, 22) if fine else "")

    return one(120 - away), one(120 + away)


def mobility(_dice: random.Random, fine: bool) -> Inks:
    """Arcs from one point to another and back, over and under, like routes across an ocean."""
    arcs = 8 if fine else 3
    far = 88.0  # half the distance between the two points
    inks = ["", ""]
    for ink, way in ((0, -1), (1, 1)):
        for arc in range(arcs):
            rise = 100 * ((arc + 1) / arcs) ** 1.15
            radius = (far**2 + rise**2) / (2 * rise)
            spread = math.atan2(far, radius - rise)

            def route(t: float, rise: float = rise, radius: float = radius, way: int = way) -> tuple[float, float]:
                return 120 + radius * math.sin(t), 120 + way * (rise - radius + radius * math.cos(t))

            inks[ink] += trace(route, -spread, spread, 8)
        for radius in (5, 10, 15) if fine else (11,):
            inks[ink] += ring(120 + way * far, 120, radius)
    return inks[0] + (line(((32, 120), (208, 120))) if fine else ""), inks[1]


def innovation(_dice: random.Random, fine: bool) -> Inks:
    """Threads that start together, turn, open out and rise."""
    threads = 22 if fine else 8
    inks = ["", ""]
    for ink, way in ((0, 1), (1, -1)):
        for thread in range(threads):
            start = TAU * thread / threads

            def out(t: float, start: float = start, way: int = way) -> tuple[float, float]:
                radius = 12 + (EDGE - 14) * t**1.25
                turn = start + way * 2.3 * t ** (0.8 if way > 0 else 1.1)
                return 120 + radius * math.sin(turn), 120 - radius * math.cos(turn)

            inks[ink] += trace(out, 0.002, 1 if way > 0 else 0.62, 9 if fine else 6)
    return inks[0], inks[1] + ring(*MIDDLE, 9)


def communities(_dice: random.Random, fine: bool) -> Inks:
    """Many small circles, each crossing its neighbours, round a common one."""
    circles, threads = "", ""
    rows = ((12, 78, 32), (12, 52, 22), (6, 24, 17)) if fine else ((6, 72, 38), (6, 34, 18))
    for row, (count, away, radius) in enumerate(rows):
        for i in range(count):
            turn = TAU * (i + (0.5 if row % 2 else 0)) / count
            x, y = 120 + away * math.sin(turn), 120 - away * math.cos(turn)
            if row % 2:
                threads += ring(x, y, radius)
            else:
                circles += ring(x, y, radius) + (ring(x, y, radius * 0.42) if fine and row == 0 else "")
    return circles, threads + (ring(*MIDDLE, EDGE - 5) if fine else "")


MISSIONS: dict[str, Family] = {
    "cooperation": cooperation,
    "mobil": mobility,
    "innov": innovation,
    "commun": communities,
}


def mission(name: str) -> Family | None:
    """A mission's drawing, found by its slug or its title in either language."""
    plain = unicodedata.normalize("NFD", name.casefold()).encode("ascii", "ignore").decode()
    return next((family for word, family in MISSIONS.items() if word in plain), None)


def _tongue(part: float) -> str:
    """One tongue of the flame: round below, drawn out above and bent by the wind; part 1 is the whole flame."""
    foot, height, girth = 146 - 9 * (1 - part), 134 * part, 34 * part**1.1

    def edge(t: float) -> tuple[float, float]:
        rise = (1 - math.cos(t)) / 2
        bend = 15 * part * math.sin(TAU * rise**1.25) * rise**0.5
        return 120 - bend + girth * 1.5 * math.sin(t) * (1 - rise) ** 0.6, foot - height * rise

    return loop(edge, 24)


def torch(*, fine: bool) -> Inks:
    """The mark: a flame in its cup, the sea below it, and a circle open above and below: two shores."""
    parts = (1.0, 0.86, 0.72, 0.58, 0.44, 0.3) if fine else (1.0,)
    flame = "".join(_tongue(part) for part in parts)
    for depth in (150, 156, 162) if fine else (164,):
        reach = 44 - (depth - 150) * 1.3

        def cup(x: float, depth: float = depth, reach: float = reach) -> tuple[float, float]:
            return x, depth + 9 * (1 - ((x - 120) / reach) ** 2)

        flame += trace(cup, 120 - reach, 120 + reach, 2)
    sea = ""
    for row in range(6 if fine else 1):
        y = 184 + row * 8 if fine else 204
        half = math.sqrt((EDGE - 4) ** 2 - (y - 120) ** 2) * 0.92

        def swell(x: float, y: float = y, row: int = row) -> tuple[float, float]:
            return x, y + (4.5 if fine else 9) * math.sin((x - 120) * TAU / 66 + row * 0.5)

        sea += trace(swell, 120 - half, 120 + half, 12)
    shores = ""
    for radius in (EDGE, EDGE - 5, EDGE - 10) if fine else (EDGE - 7,):
        for way in (-1, 1):

            def shore(t: float, way: int = way, radius: float = radius) -> tuple[float, float]:
                return 120 + way * radius * math.sin(t), 120 - radius * math.cos(t)

            shores += trace(shore, 0.5, 2.05, 6)
    return flame, sea + shores
