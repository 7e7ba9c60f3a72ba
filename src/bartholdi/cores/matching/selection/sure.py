"""How sure a choice is: the same problem solved for each draw of the values, and how often each candidate is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from bartholdi.cores.matching.selection.choose import choose
from bartholdi.cores.matching.selection.problem import Problem
from bartholdi.cores.matching.selection.program import GAP


@dataclass(frozen=True)
class Sureness:
    """`probability`: candidate -> share of the draws in which it is funded. `always` and `sometimes` are sorted by key."""

    probability: Mapping[str, float]
    draws: int

    @property
    def always(self) -> list[str]:
        """Funded whatever the ranking."""
        return sorted(key for key, share in self.probability.items() if share == 1)

    @property
    def sometimes(self) -> list[str]:
        """The grey zone: to be discussed, or drawn by lot."""
        return sorted(key for key, share in self.probability.items() if 0 < share < 1)


def sureness(
    problem: Problem, draws: ArrayLike, *, seconds: float = 60.0, gap: float = GAP, told: Callable[[int, int], bool] | None = None
) -> Sureness:
    """`draws` (candidates, draws): values in the order of the problem's candidates; what is below zero counts as zero.

    `told(done, of)` is called after each draw and stops everything by answering True: what was solved until then is reported.
    """
    values = np.maximum(np.asarray(draws, dtype=np.float64), 0.0)
    keys = [candidate.key for candidate in problem.candidates]
    if values.ndim != 2 or values.shape[0] != len(keys) or not values.shape[1]:
        raise ValueError(f"one row of draws for each of {len(keys)} candidates is needed, not {values.shape}")
    counts, done = dict.fromkeys(keys, 0), 0
    for column in range(values.shape[1]):
        choice = choose(problem.valued(dict(zip(keys, values[:, column].tolist(), strict=True))), seconds=seconds, gap=gap)
        for key in choice.chosen:
            counts[key] += 1
        done += 1
        if told is not None and told(done, values.shape[1]):
            break
    return Sureness({key: count / done for key, count in counts.items()}, done)
