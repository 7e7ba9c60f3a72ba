"""Why this pair: its score, who else there was, and what another choice would cost the whole, by the shortest chain of exchanges."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bartholdi.cores.matching.assignment.assign import Assignment
from bartholdi.cores.matching.assignment.network import Layers, is_laminar, layers
from bartholdi.cores.matching.assignment.problem import Bools, Floats, Ints, Places, Problem

ROUNDS = 200  # after which chains are taken to be without end: exchanges that would gain, as where a floor forbids them
HAIR = 1e-9


@dataclass(frozen=True)
class Alternative:
    """`cost`: by how much the total falls where this reviewer takes the seat instead, all others moving as is best; inf: impossible."""

    reviewer: int
    score: float
    cost: float


@dataclass(frozen=True)
class Why:
    """`rank`: 1 is the application's best fit of `of` possible reviewers. `moving`: by how much the total falls at least without the pair.

    For a pair that is not assigned, `moving` is what bringing it in would cost. `exact`: the total is the largest, so that
    no other chain costs less; else costs are those of the chains found and do not count what a floor asks.
    """

    application: int
    reviewer: int
    score: float
    assigned: bool
    rank: int
    of: int
    moving: float
    alternatives: tuple[Alternative, ...]
    exact: bool


def explained(assignment: Assignment, application: int, reviewer: int, *, most: int = 5) -> Why:
    """KeyError where the pair is not possible. A fixed pair costs infinitely much to move."""
    problem = assignment.problem
    own = np.flatnonzero(problem.application == application)
    here = own[problem.reviewer[own] == reviewer]
    if not here.size:
        raise KeyError((application, reviewer))
    pair = int(here[0])
    score, assigned = float(problem.score[pair]), bool(assignment.on[pair])
    rank = int((problem.score[own] > score).sum()) + 1
    if problem.fixed[pair]:
        return Why(application, reviewer, score, assigned, rank, len(own), float("inf"), (), exact=True)
    settled, on = problem.settled(), assignment.on[~problem.fixed]
    nested = is_laminar(settled)
    between = layers(settled if nested else _without_kinds(settled))
    closed = int((~problem.fixed[:pair]).sum())
    residual = Residual.of(settled, between, on, closed=closed)
    # A seat that only one kind of reviewer may take is left and filled within that kind.
    seat = int(between.start[closed])
    far, settled_down = residual.distances(residual.reviewers + reviewer if assigned else seat)
    if not assigned:
        moving = float(far[residual.reviewers + reviewer]) - score
        return Why(application, reviewer, score, assigned, rank, len(own), moving, (), exact=nested and settled_down)
    open_pairs = np.flatnonzero((settled.application == application) & ~on)
    near = residual.turned().distances(seat)[0]
    costs = near[between.start[open_pairs]] + far[residual.reviewers + settled.reviewer[open_pairs]]
    costs += score - settled.score[open_pairs]
    order = np.lexsort((settled.reviewer[open_pairs], costs))[:most]
    found = tuple(
        Alternative(int(settled.reviewer[open_pairs[at]]), float(settled.score[open_pairs[at]]), float(costs[at])) for at in order
    )
    moving = float(far[seat]) + score
    return Why(application, reviewer, score, assigned, rank, len(own), moving, found, exact=nested and settled_down)


@dataclass(frozen=True, eq=False)
class Residual:
    """What can still be sent, or sent back, and what it costs the total; `reviewers` is the first reviewer's node."""

    tails: Places
    heads: Places
    costs: Floats
    nodes: int
    reviewers: int

    @staticmethod
    def of(problem: Problem, between: Layers, on: Bools, closed: int) -> Residual:
        """`closed`: a pair that may neither be sent nor sent back."""
        first = problem.applications + len(between.parent)
        sink = first + problem.reviewers
        through = np.bincount(between.start[on], minlength=first)
        for place in range(len(between.parent) - 1, -1, -1):
            through[between.parent[place]] += through[problem.applications + place]
        inner, loads = through[problem.applications : first], problem.loads(on)
        tails = np.concatenate([between.start, between.parent, np.arange(first, sink)])
        heads = np.concatenate(
            [problem.reviewer + first, np.arange(problem.applications, first), np.full(problem.reviewers, sink)]
        )
        costs = np.concatenate([-problem.score, np.zeros(len(inner) + problem.reviewers)])
        more = np.concatenate([~on, inner < between.high, loads < problem.high])
        back = np.concatenate([on, inner > between.low, loads > problem.low])
        more[closed] = back[closed] = False
        return Residual(
            np.concatenate([tails[more], heads[back]]).astype(np.int32),
            np.concatenate([heads[more], tails[back]]).astype(np.int32),
            np.concatenate([costs[more], -costs[back]]),
            sink + 1,
            first,
        )

    def turned(self) -> Residual:
        """Every way the other way round: distances to a node are then those from it."""
        return replace(self, tails=self.heads, heads=self.tails)

    def distances(self, to: int) -> tuple[Floats, bool]:
        """(nodes,) the cost of the cheapest way from each to this node, and whether all ways have an end (Bellman and Ford)."""
        order = np.argsort(self.tails, kind="stable")
        tails, heads, costs = self.tails[order], self.heads[order], self.costs[order]
        starts: Ints = np.flatnonzero(np.diff(tails, prepend=-1))
        far = np.full(self.nodes, np.inf)
        far[to] = 0.0
        for _round in range(min(self.nodes, ROUNDS)):
            nearer = np.minimum.reduceat(far[heads] + costs, starts) if len(starts) else np.zeros(0)
            better = nearer < far[tails[starts]] - HAIR
            if not better.any():
                return far, True
            where = tails[starts][better]
            far[where] = nearer[better]
        return far, False


def _without_kinds(problem: Problem) -> Problem:
    return Problem(
        problem.application,
        problem.reviewer,
        problem.score,
        problem.demand,
        problem.low,
        problem.high,
        problem.fixed,
        base=problem.base,
    )
