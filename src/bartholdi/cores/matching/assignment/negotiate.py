"""Raising the floor by negotiation: each application takes the cheapest reviewers that lift it above, and who is wanted too much gets dearer.

As wires are routed on a chip (McMurchie and Ebeling 1995): overloaded reviewers let an application go, the one that loses least by it,
and raise their price by a little, until nobody is overloaded. All seats of an application move at once, which no flow can do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.assignment.problem import Bools, Floats, Ints, Problem

WIDTH = 60  # of each application the pairs with the highest scores are considered
RISE = 0.004  # of the largest score: by what a price rises
CROWD = 0.05  # what one more than a reviewer's limit costs at once
ASKED = 8  # applications of an overloaded reviewer that are asked
WEIGHTS = np.concatenate([[0.0], np.geomspace(0.1, 30.0, 12), [1e2, 1e3, 1e5]])  # of scores against prices, tried one by one


@dataclass(frozen=True, eq=False)
class Table:
    """Per application its pairs with the highest scores: pair, reviewer, score in units of the largest; -1 and -inf where it has fewer."""

    pair: Ints
    reviewer: Ints
    score: Floats
    unit: float

    @staticmethod
    def of(problem: Problem, width: int = WIDTH) -> Table:
        counts = np.bincount(problem.application, minlength=problem.applications)
        width = max(min(width, int(counts.max(initial=0))), int(problem.demand.max(initial=0)), 1)
        order = np.lexsort((-problem.score, problem.application))
        rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
        order, rank = order[rank < width], rank[rank < width]
        pair = np.full((problem.applications, width), -1, dtype=np.int64)
        pair[problem.application[order], rank] = order
        unit = 1.0 / max(float(np.abs(problem.score).max(initial=0.0)), 1e-12)
        score = np.where(pair >= 0, problem.score[pair] * unit, -np.inf)
        return Table(pair, np.where(pair >= 0, problem.reviewer[pair], 0).astype(np.int64), score, unit)


class Negotiation:
    """Who holds what while prices rise. `over` is by how much loads exceed their limits: 0 when all agree."""

    def __init__(
        self, problem: Problem, table: Table, on: Bools, *, floor: float, prices: Floats, rng: np.random.Generator
    ) -> None:
        self.problem, self.table, self.rng = problem, table, rng
        self.prices = prices.copy()
        self.needs = (floor - problem.base) * table.unit
        self.loads = problem.loads(on)
        self.held: list[list[int]] = [[] for _each in range(problem.applications)]
        self.holders: list[set[int]] = [set() for _each in range(problem.reviewers)]
        for pair in np.flatnonzero(on).tolist():
            self.held[problem.application[pair]].append(pair)
            self.holders[problem.reviewer[pair]].add(int(problem.application[pair]))
        short = (problem.demand > 0) & (problem.totals(on) * table.unit < floor * table.unit - 1e-12)
        for application in rng.permutation(np.flatnonzero(short)).tolist():
            self._take(application, self._wanted(application)[0])
        self.waiting: list[int] = np.flatnonzero(self.loads > problem.high).tolist()

    @property
    def over(self) -> int:
        return int(np.maximum(self.loads - self.problem.high, 0).sum())

    def moved(self, moves: int) -> bool:
        """After so many moves, or as soon as nobody is overloaded, which it answers."""
        for _move in range(moves):
            if not self.waiting:
                break
            at = int(self.rng.integers(len(self.waiting)))
            reviewer = self.waiting[at]
            if self.loads[reviewer] <= self.problem.high[reviewer]:
                self.waiting[at] = self.waiting[-1]
                self.waiting.pop()
                continue
            self.prices[reviewer] += RISE
            self._let_go(reviewer)
        return not self.waiting

    def on(self) -> Bools:
        found = np.zeros(len(self.problem.score), dtype=bool)
        found[[pair for pairs in self.held for pair in pairs]] = True
        return found

    def _let_go(self, reviewer: int) -> None:
        """The application that loses least takes others instead."""
        asked = sorted(self.holders[reviewer])
        if len(asked) > ASKED:
            asked = [asked[at] for at in self.rng.permutation(len(asked))[:ASKED].tolist()]
        least, leaving, instead = np.inf, -1, np.zeros(0, dtype=np.int64)
        for application in asked:
            pairs, worth = self._wanted(application, without=reviewer)
            held = np.array(self.held[application])
            now = self.problem.score[held].sum() * self.table.unit - self.prices[self.problem.reviewer[held]].sum()
            if now - worth < least:
                least, leaving, instead = now - worth, application, pairs
        self._take(leaving, instead)
        by = self.problem.reviewer[instead]
        self.waiting += by[self.loads[by] > self.problem.high[by]].tolist()

    def _wanted(self, application: int, without: int = -1) -> tuple[Ints, float]:
        """The pairs that reach what the application needs at the least cost, and their scores less their prices."""
        reviewers, scores = self.table.reviewer[application], self.table.score[application]
        own = np.isin(reviewers, self.problem.reviewer[self.held[application]])
        crowd = np.maximum(self.loads[reviewers] - own + 1 - self.problem.high[reviewers], 0)
        cost = self.prices[reviewers] + CROWD * crowd
        if without >= 0:
            cost = np.where(reviewers == without, 1e9, cost)
        count = int(self.problem.demand[application])
        worth = (1 + WEIGHTS)[:, None] * scores - cost
        picked = np.argpartition(-worth, count - 1, axis=1)[:, :count]
        reached = scores[picked].sum(axis=1)
        value = reached - cost[picked].sum(axis=1)
        enough = reached >= self.needs[application] - 1e-12
        best = int(np.argmax(np.where(enough, value, -np.inf))) if enough.any() else len(WEIGHTS) - 1
        return self.table.pair[application][picked[best]], float(value[best] - (0 if enough.any() else 1e6))

    def _take(self, application: int, pairs: Ints) -> None:
        for pair in self.held[application]:
            reviewer = self.problem.reviewer[pair]
            self.loads[reviewer] -= 1
            self.holders[reviewer].discard(application)
        self.held[application] = pairs.tolist()
        for reviewer in self.problem.reviewer[pairs].tolist():
            self.loads[reviewer] += 1
            self.holders[reviewer].add(application)
