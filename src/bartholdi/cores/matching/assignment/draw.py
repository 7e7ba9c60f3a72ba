"""One assignment from probabilities: cycles of undecided arcs are turned one way or the other, so that averages stay what they were.

Dependent rounding (Gandhi et al. 2006) on the whole network: nodes for kinds and loads are rounded with it, each up or down.
"""

from __future__ import annotations

import numpy as np

from bartholdi.cores.matching.assignment.network import Layers
from bartholdi.cores.matching.assignment.problem import Bools, Ints, Problem


def rounded(problem: Problem, between: Layers, parts: Ints, grain: int, rng: np.random.Generator) -> Bools:
    """(pairs,) each on with its probability of parts / grain; every limit that the average meets, the draw meets."""
    tails, heads, flows = _network(problem, between, parts)
    values, undecided = flows.tolist(), np.flatnonzero(flows % grain).tolist()
    touching: dict[int, set[int]] = {}
    for arc in undecided:
        for node in (tails[arc], heads[arc]):
            touching.setdefault(node, set()).add(arc)
    for node in sorted(touching):
        while touching[node]:
            cycle = _cycle(node, tails, heads, touching)
            _turned(cycle, values, grain, rng)
            for arc, _sign in cycle:
                if values[arc] % grain == 0:
                    touching[tails[arc]].discard(arc)
                    touching[heads[arc]].discard(arc)
    return np.array(values[: len(parts)], dtype=np.int64) >= grain


def _network(problem: Problem, between: Layers, parts: Ints) -> tuple[list[int], list[int], Ints]:
    """Tail, head and flow of each arc: pairs, then nodes between, then loads. What flows through a node between is summed up from below."""
    first = problem.applications + len(between.parent)
    sink = first + problem.reviewers
    through = np.bincount(between.start, weights=parts, minlength=first).astype(np.int64)
    for place in range(len(between.parent) - 1, -1, -1):  # the narrowest come last
        through[between.parent[place]] += through[problem.applications + place]
    loads = np.bincount(problem.reviewer, weights=parts, minlength=problem.reviewers).astype(np.int64)
    tails = [*between.start.tolist(), *between.parent.tolist(), *range(first, sink)]
    heads = [*(problem.reviewer + first).tolist(), *range(problem.applications, first), *([sink] * problem.reviewers)]
    return tails, heads, np.concatenate([parts, through[problem.applications : first], loads])


def _cycle(node: int, tails: list[int], heads: list[int], touching: dict[int, set[int]]) -> list[tuple[int, int]]:
    """Undecided arcs that form a cycle, each with +1 where it is walked from tail to head, else -1.

    There is one: as all flows but the undecided are whole, no node touches a single undecided arc.
    """
    path: list[tuple[int, int]] = []
    place = {node: 0}
    last = -1
    while True:
        arc = min(each for each in touching[node] if each != last)
        forward = tails[arc] == node
        node = heads[arc] if forward else tails[arc]
        path.append((arc, 1 if forward else -1))
        if node in place:
            return path[place[node] :]
        place[node], last = len(path), arc


def _turned(cycle: list[tuple[int, int]], values: list[int], grain: int, rng: np.random.Generator) -> None:
    """Along it or against it, as far as until one arc is whole, by a chance that keeps the averages."""
    up = min(-values[arc] % grain if sign > 0 else values[arc] % grain for arc, sign in cycle)
    down = min(values[arc] % grain if sign > 0 else -values[arc] % grain for arc, sign in cycle)
    shift = up if int(rng.integers(up + down)) < down else -down
    for arc, sign in cycle:
        values[arc] += sign * shift
