"""Choosing laureates exactly among 200, 1,000 and 5,000 applications, and again for 20 draws of their values.

Each asks between 5,000 and 60,000; a fifth of the whole sum is there, which is enough for a third of the applications. Ranges by four
attributes (12, 2, 30 and 5 groups) keep the share funded in each group between 10 and 40 % ("some bind"), 30 and 35 % ("many bind"), or 16
and 30 % ("all bind": nearly every group is then at its limit and money is left over, which is as hard as such a problem can be made); at
most one award a host unit. Seeds 1 to 3.
"""

import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from bartholdi.cores.matching.selection import Candidate, Limit, Option, Problem, Sureness, choose, sureness

SIZES = (200,) if "--quick" in sys.argv else (200, 1000, 5000)
GROUPS = (12, 2, 30, 5)
DRAWS = 20


RANGES = {"some bind": (0.1, 0.4), "many bind": (0.3, 0.35), "all bind": (0.16, 0.3)}


def invented(size: int, seed: int, ranges: str = "all bind") -> Problem:
    rng = np.random.default_rng(seed)
    values, costs = rng.gamma(9.0, 0.5, size), rng.integers(500_000, 6_000_000, size)
    keys = [f"a{number}" for number in range(size)]
    limits = []
    for attribute, count in enumerate(GROUPS):
        of = rng.integers(0, count, size)
        for group in range(count):
            members = frozenset(keys[place] for place in np.flatnonzero(of == group))
            low, high = (share * len(members) for share in RANGES[ranges])
            limits.append(Limit(f"{attribute}-{group}", members, low=int(low), high=int(high) + 1))
    units = rng.integers(0, max(size // 2, 1), size)
    limits += [
        Limit(f"unit {unit}", frozenset(keys[place] for place in np.flatnonzero(units == unit)), high=1)
        for unit in np.unique(units)
        if (units == unit).sum() > 1
    ]
    candidates = tuple(
        Candidate(key, float(value), (Option("whole", {"fund": int(cost)}),))
        for key, value, cost in zip(keys, values, costs, strict=True)
    )
    return Problem(candidates, {"fund": int(costs.sum() // 5)}, tuple(limits))


def main() -> int:
    print("| applications | ranges | chosen, CPU s | left to the bound, % | a draw, CPU s | in every draw | in some |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for size in SIZES:
        for ranges in RANGES:
            problems = [invented(size, seed, ranges) for seed in (1, 2, 3)]
            times, gaps = zip(*(timed(problem, 60 if ranges == "all bind" else 600) for problem in problems), strict=True)
            draw, sure = drawn(problems[0], size, 1e-4 if ranges == "all bind" else 1e-7)
            told = [
                ", ".join(f"{each:.2f}" for each in times),
                ", ".join(f"{100 * each:.4f}".rstrip("0").rstrip(".") for each in gaps),
            ]
            print(
                f"| {size:,} | {ranges} | {told[0]} | {told[1]} | {draw:.2f} | {len(sure.always)} | {len(sure.sometimes)} |",
                flush=True,
            )
    return 0


def timed(problem: Problem, seconds: float) -> tuple[float, float]:
    """CPU seconds, and how much of its value is not proven in time, which is not processor time."""
    begun = time.process_time()
    choice = choose(problem, seconds=seconds)
    return time.process_time() - begun, 0.0 if choice.proven else 1 - choice.value / choice.bound


def drawn(problem: Problem, size: int, gap: float) -> tuple[float, Sureness]:
    values = np.array([candidate.value for candidate in problem.candidates])
    draws = values[:, None] + np.random.default_rng(1).normal(0, 0.5, (size, DRAWS))
    begun = time.process_time()
    sure = sureness(problem, draws, seconds=10, gap=gap)
    return (time.process_time() - begun) / DRAWS, sure


if __name__ == "__main__":
    sys.exit(main())
