"""Ranks with what is uncertain about them: expected rank, interval, and how probably an item is among the best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.calibration.fit import Calibration
from bartholdi.cores.matching.calibration.marks import Floats, Ints


@dataclass(frozen=True, eq=False)
class Ranking:
    """Of the items that have marks; 1 is the best. Arrays are by item; NaN, or 0 for places, without marks."""

    expected: Floats  # (items,) mean rank over the draws (Laird and Louis 1989)
    low: Floats  # (items,) bounds of the interval
    high: Floats
    among_best: Floats  # (items,) share of the draws in which it is among the best `places`
    order: Ints  # items from the smallest expected rank on
    level: float
    places: int


def ranking(calibration: Calibration, *, places: int, rng: np.random.Generator, draws: int = 2000, level: float = 0.9) -> Ranking:
    """Ranks every posterior draw. `places` is how many can be chosen, `level` the share that the interval is to hold."""
    drawn, _rest = calibration.model.draws(draws, rng)
    marked = np.flatnonzero(~np.isnan(calibration.scores))
    best_first = np.argsort(-drawn[marked], axis=0, kind="stable")
    ranks = np.empty(best_first.shape, dtype=np.int32)
    np.put_along_axis(ranks, best_first, np.arange(1, len(marked) + 1, dtype=np.int32)[:, None], axis=0)
    low, high = np.quantile(ranks, [(1 - level) / 2, (1 + level) / 2], axis=1, method="nearest")
    expected = ranks.mean(axis=1)
    return Ranking(
        expected=_all(calibration, marked, expected),
        low=_all(calibration, marked, low),
        high=_all(calibration, marked, high),
        among_best=_all(calibration, marked, (ranks <= places).mean(axis=1)),
        order=marked[np.lexsort((marked, expected))],
        level=level,
        places=places,
    )


def _all(calibration: Calibration, marked: Ints, values: Floats) -> Floats:
    """(items,) with NaN for those without marks."""
    whole = np.full(len(calibration.scores), np.nan)
    whole[marked] = values
    return whole
