"""One step of improvement by flow: one seat of each application is freed, and all freed seats are filled again at once, the best way.

With one seat each, whatever an application wants (a floor under its sum, reviewers of kinds that cross) is a cost of the one pair that
comes in. So one exact flow searches all chains of exchanges that move one seat of each application.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.assignment.network import Arcs, scale
from bartholdi.cores.matching.assignment.problem import Bools, Floats, Ints, Problem

STEEP = 1_000.0  # what a shortfall of the floor costs, squared, in units of the largest score
ASTRAY = 10_000.0  # what one reviewer too few or too many of a kind costs
POOL = 100  # of each application the pairs with the highest scores are tried


@dataclass(frozen=True, eq=False)
class Aim:
    """What a step strives for: nobody below `floor`; `gains` (pairs,) instead of scores where other things count, as in a repair."""

    floor: float
    gains: Floats | None = None


def refilled(problem: Problem, on: Bools, pool: Bools, aim: Aim, rng: np.random.Generator) -> Bools:
    """(pairs,) an assignment at least as good for this aim as the one given, whose loads it keeps within limits."""
    held = rng.permutation(np.flatnonzero(on))
    _who, first = np.unique(problem.application[held], return_index=True)
    empty = problem.counts(on) < problem.demand
    freed = held[first]
    freed = freed[~empty[problem.application[freed]]]  # where a seat is empty, that is the one to fill
    kept = on.copy()
    kept[freed] = False
    loads = problem.loads(kept)
    room = problem.high - loads
    totals = problem.totals(kept)
    before = problem.totals(on)
    opened = empty.copy()
    opened[problem.application[freed]] = True
    open_pairs = (pool | on) & ~kept & opened[problem.application] & (room[problem.reviewer] > 0)
    at = np.flatnonzero(open_pairs)
    reached = totals[problem.application[at]] + problem.score[at]
    useful = (reached >= np.minimum(aim.floor, before)[problem.application[at]] - 1e-12) | on[at] | empty[problem.application[at]]
    at, reached = at[useful], reached[useful]
    worth = valued(problem, at, reached, aim) - ASTRAY * astray(problem, kept, at)
    low = np.maximum(problem.low - loads, 0)
    return _placed(problem, kept, at, worth, opened=opened, empty=empty, low=low, room=room)


def _placed(
    problem: Problem, kept: Bools, at: Ints, worth: Floats, *, opened: Bools, empty: Bools, low: Ints, room: Ints
) -> Bools:
    """`kept`, and of the pairs `at` one for each application that is opened, none of it only where a seat was empty."""
    sink = problem.applications + problem.reviewers
    costs = np.rint(worth * -1e6).astype(np.int64)
    always = int(np.abs(costs).max(initial=1)) * 4 + 1
    reviewers, ends = np.arange(problem.applications, sink, dtype=np.int32), np.full(problem.reviewers, sink, dtype=np.int32)
    gaps = np.flatnonzero(empty).astype(np.int32)
    first = np.minimum(low, room)
    asked = np.flatnonzero(first)
    arcs = Arcs()
    arcs.add(problem.application[at], problem.reviewer[at] + np.int32(problem.applications), 1, costs)
    arcs.add(reviewers[asked], ends[asked], first[asked], -3 * always)
    arcs.add(reviewers, ends, room - first, 0)
    arcs.add(gaps, np.full(len(gaps), sink, dtype=np.int32), 1, always)
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[: problem.applications] = opened
    supplies[sink] = -int(opened.sum())
    flows = arcs.solved(supplies)
    if flows is None:
        raise ArithmeticError("seats that were filled could not be filled again")
    found = kept.copy()
    found[at[flows[0] > 0]] = True
    return found


def valued(problem: Problem, at: Ints, reached: Floats, aim: Aim) -> Floats:
    """What these pairs are worth, in units of the largest score, where their applications then reach so much."""
    unit = scale(problem) / 1e6
    short = np.maximum(aim.floor - reached, 0.0) * unit if np.isfinite(aim.floor) else np.zeros(len(at))
    gains = (problem.score if aim.gains is None else aim.gains)[at]
    return gains * unit - STEEP * short**2


def astray(problem: Problem, kept: Bools, at: Ints) -> Ints:
    """By how many reviewers the application of each of these pairs is outside its kinds' limits once the pair is added."""
    wrong = np.zeros(len(at), dtype=np.int64)
    who, by = problem.application[at], problem.reviewer[at]
    for kind in problem.kinds:
        count = problem.of_kind(kind, kept)[who] + kind.members[by]
        wrong += np.maximum(kind.low[who] - count, 0) + np.maximum(count - kind.high[who], 0)
    return wrong


def strays(problem: Problem, on: Bools) -> int:
    """By how many reviewers an assignment is outside the limits of kinds."""
    total = 0
    for kind in problem.kinds:
        count = problem.of_kind(kind, on)
        total += int((np.maximum(kind.low - count, 0) + np.maximum(count - kind.high, 0)).sum())
    return total


def pool_of(problem: Problem, size: int = POOL) -> Bools:
    """(pairs,) of each application the pairs with the highest scores, ties by place."""
    counts = np.bincount(problem.application, minlength=problem.applications)
    if not len(counts) or int(counts.max()) <= size:
        return np.ones(len(problem.score), dtype=bool)
    order = np.lexsort((-problem.score, problem.application))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = np.zeros(len(order), dtype=bool)
    found[order[rank < size]] = True
    return found


def worst(problem: Problem, on: Bools) -> float:
    """What the worst-served application gets; infinite where no application needs anybody."""
    needy = (problem.demand > 0) | (problem.base != 0)
    totals = problem.totals(on)[needy]
    return float(totals.min()) if totals.size else float("inf")
