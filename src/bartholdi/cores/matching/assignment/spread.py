"""Assignment by chance within limits: nobody can be sure to get, or to avoid, a certain application; then one draw from it.

Perturbed maximisation (Xu et al. 2023, "A one-size-fits-all approach to improving randomness in paper assignment"), with the plain
square: the sum of scores less `evenness` times the sum of squared probabilities. Probabilities are whole parts of `grain`, each pair's
falling gains are parallel arcs of one flow, coarse far from the solution and single near it: exact at that grain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from bartholdi.cores.matching.assignment.draw import rounded
from bartholdi.cores.matching.assignment.elastic import Infeasible, Relaxation, relaxed
from bartholdi.cores.matching.assignment.network import Layers, Offers, flowed, is_laminar, layers, scale
from bartholdi.cores.matching.assignment.problem import Bools, Floats, Ints, Places, Problem, Unsound

GRAIN = 64
NEAR = 3  # steps on each side of the last solution
TURNS = 60
HALVINGS = 10


@dataclass(frozen=True, eq=False)
class Lottery:
    """`parts` (pairs,): the probability of each pair, in parts of `grain`. `total` is what it brings on average."""

    problem: Problem
    parts: Ints
    grain: int
    evenness: float

    @property
    def probability(self) -> Floats:
        return self.parts / self.grain

    @property
    def total(self) -> float:
        return float(self.probability @ self.problem.score)

    @property
    def norm(self) -> float:
        """The square root of the sum of squares: the less, the less can be foreseen."""
        return float(np.sqrt((self.probability**2).sum()))

    @property
    def entropy(self) -> float:
        """In nats."""
        some = self.probability[self.parts > 0]
        return float(-(some * np.log(some)).sum())


def spread(problem: Problem, *, evenness: float, limit: ArrayLike = 1.0, grain: int = GRAIN) -> Lottery:
    """Probabilities of which none is above `limit` (one for all, or one a pair). Fixed pairs are certain whatever the limit.

    Infeasible where limits cannot be met; a Relaxation of the rule "limit" says by how many parts the limit is too low.
    Kinds have to be nested: Unsound("crossing") where they are not, since then no flow draws from probabilities.
    """
    if not (np.isfinite(evenness) and evenness >= 0 and grain >= 1):
        raise Unsound("outside", evenness=evenness, grain=grain)
    settled = problem.settled()
    if not is_laminar(settled):
        raise Unsound("crossing", kinds=[kind.key for kind in settled.kinds])
    most = _parts(limit, problem, grain)
    parts = _solved(settled, most, evenness, grain)
    if parts is None:
        raise Infeasible(relaxed(problem) or (Relaxation("limit", _missing(settled, most, grain)),))
    whole = np.full(len(problem.score), grain, dtype=np.int64)
    whole[~problem.fixed] = parts
    return Lottery(problem, whole, grain, evenness)


def spread_to(problem: Problem, share: float, *, limit: ArrayLike = 1.0, grain: int = GRAIN) -> Lottery:
    """The most even lottery that on average brings at least this share of the best total within the limit."""
    if not 0 < share <= 1:
        raise Unsound("outside", share=share)
    best = spread(problem, evenness=0.0, limit=limit, grain=grain)
    wanted = best.total - (1 - share) * abs(best.total)
    high = 1 / scale(problem) * 1e6
    while (found := spread(problem, evenness=high, limit=limit, grain=grain)).total >= wanted and high < 1e6:
        best, high = found, high * 4
    low = best.evenness
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        found = spread(problem, evenness=middle, limit=limit, grain=grain)
        if found.total >= wanted:
            best, low = found, middle
        else:
            high = middle
    return best


def drawn(lottery: Lottery, seed: int) -> Bools:
    """(pairs,) one assignment: each pair with its probability, all limits met, loads and kinds as near their average as can be.

    The same seed draws the same assignment; keep it with the lottery, and anybody can draw again.
    """
    settled = lottery.problem.settled()
    parts = lottery.parts[~lottery.problem.fixed]
    on = lottery.problem.fixed.copy()
    on[~lottery.problem.fixed] = rounded(settled, layers(settled), parts, lottery.grain, np.random.default_rng(seed))
    return on


def _parts(limit: ArrayLike, problem: Problem, grain: int) -> Ints:
    given = np.asarray(limit, dtype=np.float64)
    if not (np.isfinite(given).all() and (given >= 0).all() and (given <= 1).all()) or given.shape not in {
        (),
        problem.score.shape,
    }:
        raise Unsound("outside", limit="between 0 and 1, one or one a pair")
    parts = np.floor(np.broadcast_to(given, problem.score.shape) * grain + 1e-9).astype(np.int64)
    return parts[~problem.fixed]


def _solved(problem: Problem, most: Ints, evenness: float, grain: int) -> Ints | None:
    """The optimum: coarse parts first, then finer ones near them, until single parts decide and none stands at the edge of what is near.

    As the sum is concave, a best division in the midst of its neighbours is the best of all.
    """
    between = layers(problem)
    parts, step = np.zeros_like(most), max(grain // 4, 1)
    low, high = parts, most
    for _turn in range(TURNS):
        offers = _offers(problem, low, high, most, evenness=evenness, grain=grain, step=step)
        flows = flowed(problem, between, offers, times=grain)
        if flows is None:
            return None
        parts = np.bincount(offers.at, weights=flows, minlength=len(most)).astype(np.int64)
        inside = not (((parts <= low) & (low > 0)) | ((parts >= high) & (high < most))).any()
        if inside and step == 1:
            return parts
        step = max(step // 4, 1) if inside else step
        low, high = np.maximum(parts - NEAR * step, 0), np.minimum(parts + NEAR * step, most)
    raise ArithmeticError("probabilities were not settled")


def _offers(problem: Problem, low: Ints, high: Ints, most: Ints, *, evenness: float, grain: int, step: int) -> Offers:
    """Up to `low` one arc at the gain of its first part, then arcs of `step` parts to `high`, then one arc at the gain of its last part.

    So what is far is never valued too well, and each turn betters the whole.
    """
    every = np.arange(len(most), dtype=np.int32)
    count = -(-(high - low) // step)
    at = np.repeat(every, count)
    start = (np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)) * step + low[at]
    room = np.minimum(step, high[at] - start)
    below, above = every[low > 0], every[high < most]
    ats = (at, below, above)
    numbers = (start + (room + 1) / 2, np.ones(len(below)), most[above])
    costs = [_costs(problem, where, number, evenness, grain) for where, number in zip(ats, numbers, strict=True)]
    rooms = (room, low[below], (most - high)[above])
    return Offers(np.concatenate(ats), np.concatenate(rooms), np.concatenate(costs))


def _costs(problem: Problem, at: Ints | Places, number: ArrayLike, evenness: float, grain: int) -> Ints:
    """Of the `number`th part of each of these pairs: its score, less what the square grows."""
    gains = problem.score[at] - evenness * (2 * np.asarray(number, dtype=np.float64) - 1) / grain
    return np.rint(gains * -scale(problem)).astype(np.int64)


def _missing(problem: Problem, most: Ints, grain: int) -> int:
    """By how many parts the limits have to rise for an assignment to be possible."""
    low, high = 0, grain
    while high - low > 1:
        middle = (low + high) // 2
        raised = np.minimum(most + middle, grain)
        possible = _feasible(problem, raised, grain)
        low, high = (low, middle) if possible else (middle, high)
    return high


def _feasible(problem: Problem, most: Ints, grain: int) -> bool:
    between: Layers = layers(problem)
    every = np.arange(len(most), dtype=np.int32)
    return flowed(problem, between, Offers(every, most, np.zeros(len(most), dtype=np.int64)), times=grain) is not None
