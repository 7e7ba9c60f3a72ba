"""An assignment as a flow: applications send, through nodes for their kinds, to reviewers, who pass on to one sink. Exact, on arrays.

Kinds make a flow as long as those of one application are nested or apart (`laminar`): each then is a node between. Others need
`exact`. Scores become whole costs of a millionth of the largest score, so that an optimum is off by half of that for each seat.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from bartholdi.cores.matching.assignment.problem import Bools, Floats, Ints, Kind, Places, Problem

FINENESS = 1_000_000  # steps from nothing to the largest score


@dataclass(frozen=True, eq=False)
class Layers:
    """Nodes: applications, then one for each kind of an application that has limits, then reviewers, then the sink.

    start             (pairs,) the node from which each pair leaves
    parent, low, high (layers,) of each node between: where it hangs, and its limits
    """

    start: Places
    parent: Places
    low: Ints
    high: Ints
    names: tuple[tuple[int, int], ...] = ()  # (kind, application) of each


@dataclass
class Arcs:
    """A network as it is collected."""

    tails: list[Places] = field(default_factory=list)
    heads: list[Places] = field(default_factory=list)
    room: list[Ints] = field(default_factory=list)
    costs: list[Ints] = field(default_factory=list)

    def add(self, tails: Places, heads: Places, room: Ints | int, costs: Ints | int) -> None:
        count = len(tails)
        self.tails.append(tails.astype(np.int32, copy=False))
        self.heads.append(heads.astype(np.int32, copy=False))
        self.room.append(np.full(count, room, dtype=np.int64) if isinstance(room, int) else room)
        self.costs.append(np.full(count, costs, dtype=np.int64) if isinstance(costs, int) else costs)

    def solved(self, supplies: Ints) -> list[Ints] | None:
        """The flows of each group in the order added; None where the supplies cannot all arrive."""
        flow = SimpleMinCostFlow()
        for tails, heads, room, costs in zip(self.tails, self.heads, self.room, self.costs, strict=True):
            flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        sizes = [len(each) for each in self.tails]
        flow.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
        status = flow.solve()
        if status == SimpleMinCostFlow.INFEASIBLE:
            return None
        if status != SimpleMinCostFlow.OPTIMAL:
            raise ArithmeticError(f"the flow was not solved: {status}")
        flows = np.asarray(flow.flows(np.arange(sum(sizes), dtype=np.int32)), dtype=np.int64)
        return np.split(flows, np.cumsum(sizes)[:-1])


def scale(problem: Problem) -> float:
    """Whole costs a unit of score."""
    return FINENESS / max(float(np.abs(problem.score).max(initial=0.0)), 1e-12)


def whole(values: Floats, unit: float) -> Ints:
    """Costs of these gains."""
    product = values * -unit
    np.rint(product, out=product)
    return product.astype(np.int64)


def is_laminar(problem: Problem) -> bool:
    """Whether each two kinds that limit one application are nested or have nobody in common."""
    active = [_active(problem, kind) for kind in problem.kinds]
    for place, first in enumerate(problem.kinds):
        for other in range(place):
            second = problem.kinds[other]
            common = int((first.members & second.members).sum())
            if common and common < min(first.members.sum(), second.members.sum()) and (active[place] & active[other]).any():
                return False
    return True


def layers(problem: Problem) -> Layers:
    """For a laminar problem: the widest kinds first, each hanging from the narrowest that holds it."""
    start = problem.application.copy()
    order = sorted(range(len(problem.kinds)), key=lambda place: (-int(problem.kinds[place].members.sum()), place))
    parents, lows, highs, names = [], [], [], []
    nodes: list[tuple[Kind, Places]] = []  # kind, its node for each application or -1
    count = problem.applications
    for place in order:
        kind = problem.kinds[place]
        where = np.flatnonzero(_active(problem, kind))
        parent = np.arange(problem.applications, dtype=np.int32)
        for wider, node in nodes:
            if not (kind.members & ~wider.members).any():
                parent = np.where(node >= 0, node, parent)
        own = np.full(problem.applications, -1, dtype=np.int32)
        own[where] = np.arange(count, count + len(where))
        count += len(where)
        inside = kind.members[problem.reviewer] & (own[problem.application] >= 0)
        start[inside] = own[problem.application[inside]]
        parents.append(parent[where])
        lows.append(kind.low[where])
        highs.append(np.minimum(kind.high[where], problem.reviewers))
        names += [(place, application) for application in where.tolist()]
        nodes.append((kind, own))
    if not nodes:
        nothing = np.zeros(0, dtype=np.int64)
        return Layers(start, nothing.astype(np.int32), nothing, nothing)
    return Layers(start, np.concatenate(parents), np.concatenate(lows), np.concatenate(highs), tuple(names))


def best_flow(problem: Problem, gains: Floats | None = None, *, partial: bool = False) -> Bools | None:
    """(pairs,) the pairs of the greatest sum of gains (the scores) that meet all limits; None where none does. No pair is fixed.

    `partial`: as many seats as can be are filled, instead of all.
    """
    costs = whole(problem.score if gains is None else gains, scale(problem))
    every = np.arange(len(costs), dtype=np.int32)
    flows = flowed(problem, layers(problem), Offers(every, np.ones(len(costs), dtype=np.int64), costs), partial=partial)
    return None if flows is None else flows > 0


@dataclass(frozen=True, eq=False)
class Offers:
    """Arcs for pairs, of which one pair can have several: `at` (arcs,) which pair, how much room, at what cost."""

    at: Places
    room: Ints
    costs: Ints


def flowed(problem: Problem, between: Layers, offers: Offers, *, partial: bool = False, times: int = 1) -> Ints | None:
    """(arcs,) how much of each offer is taken; None where limits cannot be met. Each seat and each limit counts `times`."""
    if (problem.demand < 0).any() or (problem.high < 0).any() or (between.high < between.low).any():
        return None
    seats, first = int(problem.demand.sum()) * times, problem.applications + len(between.parent)
    sink = first + problem.reviewers
    reviewers, ends = np.arange(first, sink, dtype=np.int32), np.full(problem.reviewers, sink, dtype=np.int32)
    nodes = np.arange(problem.applications, first, dtype=np.int32)
    spread = int(offers.costs.max(initial=0)) - int(offers.costs.min(initial=0)) + 1
    always = spread * (2 * min(seats, problem.applications, problem.reviewers) + 2)  # more than a chain of exchanges can bring
    arcs = Arcs()
    arcs.add(between.start[offers.at], problem.reviewer[offers.at] + np.int32(first), offers.room, offers.costs)
    asked, inner = (
        np.flatnonzero(problem.low),
        np.flatnonzero(between.low),
    )  # arcs of great cost slow all others: only where asked
    arcs.add(reviewers[asked], ends[asked], problem.low[asked] * times, -3 * always)
    arcs.add(between.parent[inner], nodes[inner], between.low[inner] * times, -3 * always)
    arcs.add(reviewers, ends, (problem.high - problem.low) * times, 0)
    arcs.add(between.parent, nodes, (between.high - between.low) * times, 0)
    if partial:
        applications = np.arange(problem.applications, dtype=np.int32)
        arcs.add(applications, np.full(problem.applications, sink, dtype=np.int32), problem.demand * times, always)
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[: problem.applications] = problem.demand * times
    supplies[sink] = -seats
    flows = arcs.solved(supplies)
    if flows is None or (flows[1] < problem.low[asked] * times).any() or (flows[2] < between.low[inner] * times).any():
        return None
    return flows[0]


def _active(problem: Problem, kind: Kind) -> Bools:
    return (kind.low > 0) | (kind.high < problem.demand)
