"""Where no assignment meets all limits: which of them must give way, and by how much, in all as little as can be."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack, vstack

from bartholdi.cores.matching.assignment.network import Arcs, Layers, is_laminar, layers
from bartholdi.cores.matching.assignment.problem import Ints, Problem

COST = 1000  # of one unit; among equals, loads give way before kinds, and demands last
PRICES = {"high": COST, "low": COST + 1, "kind": COST + 2, "demand": COST + 3}
SECONDS = 60.0


@dataclass(frozen=True)
class Relaxation:
    """One limit and by how much it must give way. `rule`: demand (fewer reviewers), high (more load), low (less load), kind_low, kind_high,
    fixed (more are fixed than are needed)."""

    rule: str
    by: int
    application: int | None = None
    reviewer: int | None = None
    kind: str | None = None


class Infeasible(ValueError):
    """No assignment meets all limits. With those of `relax` given way there is one, and no smaller sum of them suffices."""

    def __init__(self, relax: tuple[Relaxation, ...]) -> None:
        self.relax = relax
        super().__init__(f"no assignment meets these limits together: {relax}")


def relaxed(problem: Problem, *, seconds: float = SECONDS) -> tuple[Relaxation, ...]:
    """What must give way; nothing where an assignment meets all limits. Conflicts and fixed pairs never give way.

    `seconds` are for kinds that are not nested; TimeoutError where they do not suffice.
    """
    settled, forced = _forced(problem.settled())
    between = layers(settled) if is_laminar(settled) else None
    found = _by_flow(settled, between) if between is not None else _by_programme(settled, seconds)
    return _merged([*forced, *found])


def _forced(problem: Problem) -> tuple[Problem, list[Relaxation]]:
    """What fixed pairs alone exceed; and the problem with it given way."""
    forced = [Relaxation("fixed", int(-problem.demand[at]), application=at) for at in _negative(problem.demand)]
    forced += [Relaxation("high", int(-problem.high[at]), reviewer=at) for at in _negative(problem.high)]
    kinds = []
    for kind in problem.kinds:
        forced += [Relaxation("kind_high", int(-kind.high[at]), application=at, kind=kind.key) for at in _negative(kind.high)]
        high = np.maximum(kind.high, 0)
        kinds.append(replace(kind, high=high, low=np.minimum(kind.low, high)))
    demand, high = np.maximum(problem.demand, 0), np.maximum(problem.high, 0)
    return replace(problem, demand=demand, high=high, low=np.minimum(problem.low, high), kinds=tuple(kinds)), forced


def _by_flow(problem: Problem, between: Layers) -> list[Relaxation]:
    first, seats = problem.applications + len(between.parent), int(problem.demand.sum())
    sink = first + problem.reviewers
    reviewers, ends = np.arange(first, sink, dtype=np.int32), np.full(problem.reviewers, sink, dtype=np.int32)
    nodes = np.arange(problem.applications, first, dtype=np.int32)
    applications = np.arange(problem.applications, dtype=np.int32)
    arcs = Arcs()
    arcs.add(between.start, problem.reviewer + np.int32(first), 1, 0)
    arcs.add(applications, np.full(problem.applications, sink, dtype=np.int32), problem.demand, PRICES["demand"])
    arcs.add(reviewers, ends, problem.low, -PRICES["low"])
    arcs.add(reviewers, ends, problem.high - problem.low, 0)
    arcs.add(reviewers, ends, seats, PRICES["high"])
    arcs.add(between.parent, nodes, between.low, -PRICES["kind"])
    arcs.add(between.parent, nodes, between.high - between.low, 0)
    arcs.add(between.parent, nodes, seats, PRICES["kind"])
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[: problem.applications], supplies[sink] = problem.demand, -seats
    flows = arcs.solved(supplies)
    if flows is None:
        raise ArithmeticError("a network where everything may give way was not solved")
    gives = {
        "demand": flows[1], "low": problem.low - flows[2], "high": flows[4],
        "kind_low": between.low - flows[5], "kind_high": flows[7],
    }  # fmt: skip
    return _named(problem, gives, between.names)


def _by_programme(problem: Problem, seconds: float) -> list[Relaxation]:
    """The same where kinds cross: columns are pairs, then what each limit gives way."""
    pairs, ones = len(problem.score), np.ones(len(problem.score))
    where = np.arange(pairs)
    blocks = [
        ("demand", problem.application, where, problem.demand, problem.demand),
        ("load", problem.reviewer, where, problem.low, problem.high),
    ]
    for kind in problem.kinds:
        inside = np.flatnonzero(kind.members[problem.reviewer])
        blocks.append((kind.key, problem.application[inside], inside, kind.low, kind.high))
    matrices, lows, highs = [], [], []
    for _name, rows, columns, low, high in blocks:
        matrices.append(coo_array((ones[: len(rows)], (rows, columns)), shape=(len(low), pairs)))
        lows.append(low)
        highs.append(high)
    low, high = np.concatenate(lows), np.concatenate(highs)
    size = len(low)
    matrix = csr_array(hstack([vstack(matrices), eye_array(size), -eye_array(size)]))
    price = np.full(size, float(PRICES["kind"]))
    price[: problem.applications] = PRICES["demand"]
    above = price.copy()
    price[problem.applications :][: problem.reviewers] = PRICES["low"]
    above[problem.applications :][: problem.reviewers] = PRICES["high"]
    never = np.where(np.arange(size) < problem.applications, 0.0, np.inf)  # too many reviewers are never needed
    answer = milp(
        np.concatenate([np.zeros(pairs), price, above]),
        integrality=np.concatenate([ones, np.zeros(2 * size)]),
        bounds=Bounds(np.zeros(pairs + 2 * size), np.concatenate([ones, np.full(size, np.inf), never])),
        constraints=LinearConstraint(matrix, low, high),
        options={"time_limit": seconds},
    )
    if answer.x is None:
        raise TimeoutError(f"what must give way was not found in {seconds:.0f} seconds")
    few, many = np.rint(answer.x[pairs : pairs + size]).astype(np.int64), np.rint(answer.x[pairs + size :]).astype(np.int64)
    ends = [problem.applications, problem.applications + problem.reviewers]
    gives = {"demand": few[: ends[0]], "low": few[ends[0] : ends[1]], "high": many[ends[0] : ends[1]]}
    names = tuple((place, at) for place in range(len(problem.kinds)) for at in range(problem.applications))
    return _named(problem, {**gives, "kind_low": few[ends[1] :], "kind_high": many[ends[1] :]}, names)


def _named(problem: Problem, gives: dict[str, Ints], names: tuple[tuple[int, int], ...]) -> list[Relaxation]:
    found = [Relaxation("demand", int(gives["demand"][at]), application=at) for at in np.flatnonzero(gives["demand"]).tolist()]
    for rule in ("low", "high"):
        found += [Relaxation(rule, int(gives[rule][at]), reviewer=at) for at in np.flatnonzero(gives[rule]).tolist()]
    for rule in ("kind_low", "kind_high"):
        for at in np.flatnonzero(gives[rule]).tolist():
            kind, application = names[at]
            found.append(Relaxation(rule, int(gives[rule][at]), application=application, kind=problem.kinds[kind].key))
    return found


def _merged(found: list[Relaxation]) -> tuple[Relaxation, ...]:
    """One for each limit, the largest first."""
    sums: dict[Relaxation, int] = {}
    for each in found:
        key = replace(each, by=0)
        sums[key] = sums.get(key, 0) + each.by
    return tuple(
        replace(key, by=by)
        for key, by in sorted(
            sums.items(),
            key=lambda item: (-item[1], item[0].rule, item[0].application or 0, item[0].reviewer or 0, item[0].kind or ""),
        )
    )


def _negative(values: Ints) -> list[int]:
    return [int(at) for at in np.flatnonzero(values < 0)]
