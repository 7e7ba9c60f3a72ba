"""Choosing laureates exactly among 200, 1,000 and 5,000 applications, and again for 20 draws of their values.

Each asks between 5,000 and 60,000; a fifth of the whole sum is there. Ranges by four attributes (12, 2, 30 and 5 groups) keep each
group within a fifth of its share of the applications; at most one award a host unit. Seeds 1 to 3.
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


def invented(size: int, seed: int) -> Problem:
    rng = np.random.default_rng(seed)
    values, costs = rng.gamma(9.0, 0.5, size), rng.integers(500_000, 6_000_000, size)
    keys = [f"a{number}" for number in range(size)]
    limits = []
    for attribute, count in enumerate(GROUPS):
        of = rng.integers(0, count, size)
        for group in range(count):
            members = frozenset(keys[place] for place in np.flatnonzero(of == group))
            share = 0.2 * len(members)
            limits.append(Limit(f"{attribute}-{group}", members, low=int(0.8 * share), high=int(1.5 * share) + 1))
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
    print("| applications | within 0.01 % of the bound | proven best | a draw | in every draw | in some |")
    print("|--:|--:|--:|--:|--:|--:|")
    for size in SIZES:
        problems = [invented(size, seed) for seed in (1, 2, 3)]
        near, exact = ([timed(problem, gap) for problem in problems] for gap in (1e-4, 1e-7))
        draw, sure = drawn(problems[0], size)
        print(
            f"| {size:,} | {near_words(near)} | {near_words(exact)} | {draw:.2f} CPU s | {len(sure.always)} | {len(sure.sometimes)} |"
        )
    return 0


def timed(problem: Problem, gap: float) -> float:
    """CPU seconds; infinite where it was not reached within a minute."""
    begun = time.process_time()
    choice = choose(problem, gap=gap, seconds=60)
    spent = time.process_time() - begun
    return spent if choice.bound - choice.value <= gap * choice.bound else float("inf")


def near_words(times: list[float]) -> str:
    return ", ".join("not in a minute" if each == float("inf") else f"{each:.2f}" for each in times) + " CPU s"


def drawn(problem: Problem, size: int) -> tuple[float, Sureness]:
    values = np.array([candidate.value for candidate in problem.candidates])
    draws = values[:, None] + np.random.default_rng(1).normal(0, 0.5, (size, DRAWS))
    begun = time.process_time()
    sure = sureness(problem, draws, seconds=5, gap=1e-4)
    return (time.process_time() - begun) / DRAWS, sure


if __name__ == "__main__":
    sys.exit(main())
