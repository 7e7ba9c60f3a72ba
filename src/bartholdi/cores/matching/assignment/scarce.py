"""How high the floor can be where some reviewers are wanted by too many: a bound that no assignment can exceed.

First as if reviewers could be divided, with the limits of those alone who are wanted too much: a small linear programme, which prices
them. Then by counting: whom a floor obliges to take one of those who are dear, and whether there is room for all of them. A programme
that divides reviewers sees less: it serves two applications by half a reviewer each.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

from bartholdi.cores.matching.assignment.negotiate import Table
from bartholdi.cores.matching.assignment.problem import Bools, Floats, Ints, Problem

ROUNDS = 8  # in which those who then are wanted too much join the scarce
MOST = 24  # of the dearest reviewers are counted with
WAYS = 3_000  # for one application to take dear reviewers: if there are more, it is left out
IN_ALL = 50_000  # ways that are looked at for one floor: if there are more, it is not counted
PAIRS = 20_000  # of one programme: if there are more, the bound stays as it is
FINE = 1e-4  # of the floor: nearer bounds are not told apart
HAIR = 1e-9


def lowered(problem: Problem, floor: float, bound: float) -> float:
    """At most `bound`: the highest floor that cannot be shown to be impossible, as far as it lies above `floor`, which is reached.

    No pair is fixed. Kinds and least loads are left out of account, as is each application whose ways cannot be told: the bound stays true.
    """
    if bound <= floor or not len(problem.score):
        return bound
    market = Market(problem, Table.of(problem))
    bound, dear = market.divided(bound)
    least, most = floor, bound
    while dear.size and most - least > FINE * max(abs(most), HAIR):
        middle = (least + most) / 2
        if market.impossible(middle, dear):
            most = middle
        else:
            least = middle
    return most


@dataclass(frozen=True, eq=False)
class Market:
    """Applications with their best pairs, from which they would choose."""

    problem: Problem
    table: Table

    def needy(self, scarce: Bools, floor: float) -> tuple[Ints, Ints]:
        """Applications that stay below a floor without scarce reviewers, and how many of the best pairs of each can matter.

        After as many as it needs of those who are free nobody is worth looking at. Where the table does not reach so far it is left out.
        """
        demand = self.problem.demand
        real = self.table.pair >= 0
        free = real & ~scarce[self.table.reviewer]
        rank = np.cumsum(free, axis=1)
        own = np.where(free & (rank <= demand[:, None]), self.table.score, 0.0).sum(axis=1)
        whole = rank[:, -1] >= demand
        short = ~whole | (own + self.problem.base * self.table.unit < floor * self.table.unit - HAIR)
        every = ~real[:, -1] | (np.bincount(self.problem.application, minlength=len(demand)) == real.shape[1])
        found = np.flatnonzero((demand > 0) & short & (whole | every))
        length = np.where(whole, np.argmax(rank >= demand[:, None], axis=1) + 1, real.sum(axis=1))
        return found, length[found]

    def divided(self, bound: float) -> tuple[float, Ints]:
        """The highest floor if reviewers could be divided, at most the bound; and who is dear then, the dearest first."""
        choice = self.problem.demand[:, None] > np.arange(self.table.pair.shape[1])
        scarce = self._crowded(self.table.reviewer[choice & (self.table.pair >= 0)])
        prices = np.zeros(self.problem.reviewers)
        for _round in range(ROUNDS):
            who, length = self.needy(scarce, bound)
            if not who.size:
                break
            if length.sum() > PAIRS:
                break
            row, place = _places(length)
            by = self.table.reviewer[who[row], place]
            answer = self._programme(who, row, self.table.score[who[row], place], np.where(scarce[by], by, -1))
            if answer is None:
                break
            top, taken, prices = answer
            bound = min(bound, top / self.table.unit)
            new = self._crowded(by, taken) & ~scarce
            if not new.any():
                break
            scarce |= new
        dear = np.flatnonzero(prices > HAIR * max(float(prices.max()), HAIR))
        return bound, dear[np.argsort(-prices[dear], kind="stable")][:MOST]

    def _crowded(self, by: Ints, parts: Floats | None = None) -> Bools:
        return np.bincount(by, weights=parts, minlength=self.problem.reviewers) > self.problem.high + 1e-6

    def _programme(self, who: Ints, row: Ints, scores: Floats, scarce: Ints) -> tuple[float, Floats, Floats] | None:
        """The floor, the share of each pair, the price of each reviewer; None where there is no answer."""
        pairs, count = len(row), len(who)
        priced, place = np.unique(scarce[scarce >= 0], return_inverse=True)
        every, inside = np.arange(pairs), np.flatnonzero(scarce >= 0)
        ones = np.ones(pairs)
        where = (np.concatenate([row, np.arange(count)]), np.concatenate([every, np.full(count, pairs)]))
        floors = coo_array((np.concatenate([-scores, np.ones(count)]), where), shape=(count, pairs + 1))
        limits = coo_array((ones[: len(inside)], (place, inside)), shape=(len(priced), pairs + 1))
        answer = linprog(
            np.append(np.zeros(pairs), -1.0),
            A_ub=csr_array(vstack([floors, limits])),
            b_ub=np.concatenate([self.problem.base[who] * self.table.unit, self.problem.high[priced]]),
            A_eq=csr_array(coo_array((ones, (row, every)), shape=(count, pairs + 1))),
            b_eq=self.problem.demand[who],
            bounds=np.column_stack([np.append(np.zeros(pairs), -np.inf), np.append(ones, np.inf)]),
            method="highs",
        )
        if answer.status != 0:
            return None
        prices = np.zeros(self.problem.reviewers)
        prices[priced] = np.maximum(-answer.ineqlin.marginals[count:], 0.0)
        return float(-answer.fun), np.asarray(answer.x[:pairs]), prices

    def impossible(self, floor: float, dear: Ints) -> bool:
        """Whether these reviewers have too little room for all whom this floor obliges to take of them."""
        scarce = np.zeros(self.problem.reviewers, dtype=bool)
        scarce[dear] = True
        ways: list[tuple[int, tuple[int, ...]]] = []
        who, length = self.needy(scarce, floor)
        if self._looked_at(who, length, scarce) > IN_ALL:
            return False
        for application, many in zip(who.tolist(), length.tolist(), strict=True):
            own = self._ways(application, many, floor, scarce)
            if own is None:
                continue
            if not own:
                return True
            ways += [(application, way) for way in own]
        return bool(ways) and _too_many(ways, self.problem.high)

    def _looked_at(self, who: Ints, length: Ints, scarce: Bools) -> int:
        """How many ways there are in all, about."""
        inside = np.arange(self.table.pair.shape[1]) < length[:, None]
        dear = (scarce[self.table.reviewer[who]] & inside).sum(axis=1)
        each = [
            comb(many, min(seats, many // 2))
            for many, seats in zip(dear.tolist(), self.problem.demand[who].tolist(), strict=True)
        ]
        return sum(ways for ways in each if ways <= WAYS)

    def _ways(self, application: int, many: int, floor: float, scarce: Bools) -> list[tuple[int, ...]] | None:
        """The least sets of scarce reviewers that lift it to the floor, with the best of the others; None where they cannot be told."""
        demand = int(self.problem.demand[application])
        by, scores = self.table.reviewer[application, :many].tolist(), self.table.score[application, :many]
        is_dear = scarce[self.table.reviewer[application, :many]]
        free = np.append(0.0, np.cumsum(scores[~is_dear]))
        need = (floor - float(self.problem.base[application])) * self.table.unit - HAIR
        places = np.flatnonzero(is_dear).tolist()
        if max(comb(len(places), size) for size in range(demand + 1)) > WAYS:
            return None
        found: list[tuple[int, ...]] = []
        for size in range(1, demand + 1):
            if demand - size >= len(free):
                continue
            for places_taken in combinations(places, size):
                way = tuple(by[place] for place in places_taken)
                if scores[list(places_taken)].sum() + free[demand - size] < need:
                    continue
                if not any(set(less) <= set(way) for less in found):
                    found.append(way)
        return found


def _places(length: Ints) -> tuple[Ints, Ints]:
    """Of rows of these lengths, one after the other: which row, and which place in it."""
    row = np.repeat(np.arange(len(length)), length)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(length) - length, length)


def _too_many(ways: list[tuple[int, tuple[int, ...]]], high: Ints) -> bool:
    """Whether prices show it: even if each application takes its cheapest way, that is worth more than all the room there is."""
    who, own = np.unique([application for application, _way in ways], return_inverse=True)
    by = np.array([reviewer for _application, way in ways for reviewer in way])
    at = np.repeat(np.arange(len(ways)), [len(way) for _application, way in ways])
    scarce, place = np.unique(by, return_inverse=True)
    reviewers, count = len(scarce), len(ways)
    room = coo_array(
        (
            np.append(np.ones(len(by)), -np.ones(reviewers)),
            (np.append(place, np.arange(reviewers)), np.append(at, count + np.arange(reviewers))),
        ),
        shape=(reviewers, count + reviewers),
    )
    answer = linprog(
        np.append(np.zeros(count), np.ones(reviewers)),
        A_ub=csr_array(room),
        b_ub=high[scarce],
        A_eq=csr_array(coo_array((np.ones(count), (own, np.arange(count))), shape=(len(who), count + reviewers))),
        b_eq=np.ones(len(who)),
        method="highs",
    )
    if answer.status != 0:
        return False
    prices = np.maximum(-answer.ineqlin.marginals, 0.0)
    costs = np.bincount(at, weights=prices[place], minlength=count)
    cheapest = np.full(len(who), np.inf)
    np.minimum.at(cheapest, own, costs)
    return float(cheapest.sum() - prices @ high[scarce]) > 1e-6
