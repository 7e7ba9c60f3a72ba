"""The ranking of a large call and its intervals, in the process of their own that the worker starts: wall time and processor time."""

import random
import resource
import sys
import time
from typing import Any

from bartholdi.office.lib import apart

SIZES = ((200, 60, 3), (1_000, 250, 3), (2_000, 400, 3))
LIMIT = 10.0  # seconds, for the largest


def marks(applications: int, reviewers: int, each: int) -> list[list[Any]]:
    """Loads are even; a reviewer is severe by half a point, and errs by 0.7."""
    chance = random.Random(1)
    bias = [chance.gauss(0, 0.5) for _reviewer in range(reviewers)]
    deck: list[int] = []
    made = []
    for item in range(applications):
        quality, chosen = chance.gauss(0, 1), set()
        while len(chosen) < each:
            deck = deck or chance.sample(range(reviewers), reviewers)
            chosen.add(deck.pop())
        made += [
            [item, who, 0, min(5.0, max(1.0, round((3 + quality + bias[who] + chance.gauss(0, 0.7)) * 2) / 2))] for who in chosen
        ]
    return made


def main() -> int:
    print("| applications × reviewers × reviews each | seconds | processor seconds |")
    print("|---|--:|--:|")
    taken = 0.0
    for applications, reviewers, each in SIZES:
        given = {"marks": marks(applications, reviewers, each), "places": applications // 4}
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        found = apart.run("bartholdi.office.reviews.apart.ranking:calibrated", given)
        taken = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"| {applications:,} × {reviewers} × {each} ({len(found['rows']):,} ranked) | {taken:.1f} | {work:.1f} |")
    return int(taken > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
