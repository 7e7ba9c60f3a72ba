"""Which pairs meet, before when: a min-cost flow that knows caps, free slots and tables, but not that both come at the same time.

Its value is a bound that is nearly always reached, and it costs a hundredth of the linear programme. Slots lead to hosts who are
free, hosts to their pairs, pairs to guests, guests to the slots in which they are free; a slot has its tables on either side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from bartholdi.cores.matching.assignment.network import Arcs
from bartholdi.cores.matching.meetings.grid import Floats, Ints, availability
from bartholdi.cores.matching.meetings.problem import Problem

FINE = 2**28  # steps of cost in the largest weight, where weights are not whole numbers
LARGEST = 10**7


@dataclass(frozen=True, eq=False)
class Chosen:
    """`meetings` that are worth most together if they can be placed; no plan is worth more than `bound`. `short`: minimums not reached."""

    meetings: Ints
    bound: float
    short: bool


def sides(problem: Problem) -> tuple[Ints, Ints] | None:
    """(meetings, 2) places of the two members, those of one side first, and (people,) the side; None where there are not two sides."""
    place = {person.key: number for number, person in enumerate(problem.people)}
    if not problem.meetings or any(len(meeting.members) != 2 for meeting in problem.meetings):
        return None
    pairs = np.array([[place[key] for key in meeting.members] for meeting in problem.meetings], dtype=np.int64)
    count = len(problem.people)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    labels = connected_components(graph, directed=False)[1]
    side = np.zeros(count, dtype=np.int64)
    for first in np.unique(labels, return_index=True)[1]:
        order, before = breadth_first_order(graph, first, directed=False)
        for person in order[1:]:
            side[person] = 1 - side[before[person]]
    swapped = side[pairs[:, 0]] == 1
    pairs[swapped] = pairs[swapped][:, ::-1]
    return (pairs, side) if (side[pairs] == [0, 1]).all() else None


def chosen(problem: Problem, pairs: Ints, side: Ints) -> Chosen:
    """The pairs of the greatest value by a relaxation: every plan is one of its flows."""
    free, slots, count = availability(problem.people, problem.slots), problem.slots, len(problem.people)
    weights = np.array([meeting.weight for meeting in problem.meetings], dtype=np.float64)
    scale = _scale(weights)
    costs = np.round(weights * scale).astype(np.int64)
    possible = np.flatnonzero((free[pairs[:, 0]] & free[pairs[:, 1]]).any(axis=1))
    nodes = np.arange(2 * (count + slots), dtype=np.int32)
    person, own = nodes[:count], nodes[count : 2 * count]  # own: a person's meetings before they are counted
    slot = nodes[2 * count :].reshape(2, slots)
    source, sink = len(nodes), len(nodes) + 1
    room = np.array(problem.room() or [count] * slots, dtype=np.int64)
    first, second = np.nonzero(free & (side == 0)[:, None]), np.nonzero(free & (side == 1)[:, None])
    most = np.array([slots if each.most is None else each.most for each in problem.people], dtype=np.int64)
    least = np.array([each.least for each in problem.people], dtype=np.int64)
    bonus = int(costs.max(initial=0)) * len(possible) + 1 if least.any() else 0  # of each meeting up to the minimum
    into, out = np.where(side == 0, own, person), np.where(side == 0, person, own)
    arcs = Arcs()
    arcs.add(person[pairs[possible, 0]], person[pairs[possible, 1]], 1, -costs[possible])
    arcs.add(into, out, least, -bonus)
    arcs.add(into, out, most - least, 0)
    arcs.add(np.full(slots, source), slot[0], room, 0)
    arcs.add(slot[0][first[1]], own[first[0]], 1, 0)
    arcs.add(own[second[0]], slot[1][second[1]], 1, 0)
    arcs.add(slot[1], np.full(slots, sink), room, 0)
    arcs.add(np.array([source]), np.array([sink]), int(room.sum()), 0)
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[[source, sink]] = int(room.sum()), -int(room.sum())
    flows = arcs.solved(supplies)
    if flows is None:
        raise ArithmeticError("a flow of nothing is always possible")
    taken = possible[flows[0] > 0]
    coarse = 0.0 if scale == 1 else len(taken) / scale
    return Chosen(taken, float(weights[taken].sum()) + coarse, bool((flows[1] < least).any()))


def _scale(weights: Floats) -> float:
    """1 for whole weights; else what makes the largest of them fine enough."""
    top = float(weights.max(initial=0.0))
    return 1.0 if top < LARGEST and (weights == np.round(weights)).all() else FINE / top
