"""Who reviews what, in this order: limits met, seats filled, the worst-served application, the total; then better for as long as wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bartholdi.cores.matching.assignment import exact, seats
from bartholdi.cores.matching.assignment.elastic import Infeasible, Relaxation, relaxed
from bartholdi.cores.matching.assignment.exact import HAIR, PAIRS
from bartholdi.cores.matching.assignment.improve import improved
from bartholdi.cores.matching.assignment.network import best_flow, is_laminar
from bartholdi.cores.matching.assignment.problem import Bools, Ints, Problem
from bartholdi.cores.matching.assignment.progress import Progress
from bartholdi.cores.matching.assignment.scarce import lowered

STEPS = 40
FEW = 2_000  # pairs up to which the highest floor is sought by halving: each step is a programme
FINE = 1e-7  # of a score: nearer floors are not told apart
PATIENCE = 10  # steps in which no kind gets nearer to its limits, after which they are given up
GoOn = Callable[[Progress], bool]


@dataclass(frozen=True, eq=False)
class Assignment:
    """`on` (pairs,): which pairs of the problem. No assignment within the limits could do better than the bounds.

    `floor` is what the worst-served application gets, `floor_bound` the most it could; `total_bound` is the most that any assignment
    with this floor could total. `stopped` where it was told to stop before it was done.
    """

    problem: Problem
    on: Bools
    floor_bound: float
    total_bound: float
    stopped: bool = False

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(application, reviewer), sorted."""
        return list(zip(self.problem.application[self.on].tolist(), self.problem.reviewer[self.on].tolist(), strict=True))

    @property
    def total(self) -> float:
        return float(self.problem.totals(self.on).sum())

    @property
    def floor(self) -> float:
        return seats.worst(self.problem, self.on)

    @property
    def unfilled(self) -> Ints:
        """(applications,) seats that stay empty."""
        return self.problem.demand - self.problem.counts(self.on)


def largest(problem: Problem, *, partial: bool = False) -> Assignment:
    """The largest total, whatever the worst-served application gets; Infeasible says which limits must give way, and by how much."""
    on = _first(problem, partial)
    found = Assignment(problem, on.on, floor_bound(problem), on.bound)
    return replace(found, total_bound=max(found.total_bound, found.total))


def assign(
    problem: Problem,
    *,
    partial: bool = False,
    floor: float | None = None,
    steps: int | None = STEPS,
    told: GoOn | None = None,
    seed: int = 0,
) -> Assignment:
    """The best assignment in lexicographic order: limits, seats filled (with `partial`), floor, total.

    Infeasible where no assignment meets all limits. `partial` lets seats stay empty rather than that, as few as can be.
    `floor` is enough for the worst-served application; None: as much as can be. Up to some 60,000 pairs the result is exact as a rule,
    and the bounds show it; above, and where it is not, it is improved in `steps` (None: until `told` says stop).
    `told(progress)` is called after each step and stops everything by answering False: the best so far is then the answer.
    The same seed and the same steps give the same answer.
    """
    if steps is None and told is None:
        raise ValueError("without a number of steps somebody must say when to stop")
    start = _first(problem, partial)
    bound = min(floor_bound(problem), float("inf"))
    found = Assignment(problem, start.on, bound, max(start.bound, float(problem.totals(start.on).sum())))
    aim = bound if floor is None else min(floor, bound)
    first = Progress("total", 0, found.floor, found.total, found.floor_bound, found.total_bound)
    if told is not None and not told(first):
        return replace(found, stopped=True)
    if found.unfilled.any() or found.floor >= aim - HAIR:
        return found
    if len(problem.score) <= PAIRS:
        found, aim = _exactly(found, aim, wanted=floor)
        if found.floor >= aim - HAIR:
            return found
    else:
        bound = max(lowered(problem.settled(), found.floor, bound), found.floor)
        found, aim = replace(found, floor_bound=bound), min(aim, bound)
    return _improved(found, aim, steps, told, seed)


def floor_bound(problem: Problem) -> float:
    """The most that the worst-served application can get, seen from each application alone: the sum of its best."""
    settled = problem.settled()
    needy = problem.demand > 0
    if not needy.any():
        return float("inf")
    sums, left = settled.base.copy(), settled.score.copy()
    starts = np.flatnonzero(np.diff(settled.application, prepend=-1))
    who = settled.application[starts]
    for seat in range(int(settled.demand.max()) if len(starts) else 0):
        best = np.maximum.reduceat(left, starts)
        wanted = (settled.demand[who] > seat) & np.isfinite(best)
        sums[who[wanted]] += best[wanted]
        at = np.flatnonzero(left == np.repeat(best, np.diff(starts, append=len(left))))
        left[at[np.diff(settled.application[at], prepend=-1) > 0]] = -np.inf  # the first of those that are equal
    return float(sums[needy].min())


@dataclass(frozen=True, eq=False)
class Start:
    on: Bools
    bound: float


def _first(problem: Problem, partial: bool) -> Start:
    """The largest total, exactly: by flow, or where kinds cross by a programme, or above its size by flow and repair."""
    settled = problem.settled()
    if is_laminar(settled):
        on = best_flow(settled, partial=partial)
        bound = float("nan") if on is None else float(settled.totals(on).sum())
    else:
        on, bound = _crossing(settled, partial)
    if on is None:
        raise Infeasible(relaxed(problem))
    return Start(with_fixed(problem, on), bound)


def _crossing(settled: Problem, partial: bool) -> tuple[Bools | None, float]:
    """A programme; where it is too large or takes too long, without kinds first, then seat by seat until kinds are right."""
    if len(settled.score) <= PAIRS:
        try:
            answer = exact.largest(settled, partial=partial)
        except TimeoutError:
            pass
        else:
            return (None, float("nan")) if answer is None else (answer.on, answer.bound)
    loose = replace(settled, kinds=())
    on = best_flow(loose, partial=partial)
    if on is None:
        return None, float("nan")
    bound = float(loose.totals(on).sum())
    rng, pool = np.random.default_rng(0), np.ones(len(settled.score), dtype=bool)
    least, since = seats.strays(settled, on), 0
    while least and since < PATIENCE:
        on = seats.refilled(settled, on, pool, seats.Aim(-np.inf), rng)
        now = seats.strays(settled, on)
        least, since = (now, 0) if now < least else (least, since + 1)
    if least:
        raise Infeasible(_astray(settled, on))
    return on, bound


def _astray(settled: Problem, on: Bools) -> tuple[Relaxation, ...]:
    """Kinds that this assignment misses: what would suffice to relax, though perhaps not the least."""
    found = []
    for kind in settled.kinds:
        count = settled.of_kind(kind, on)
        few, many = np.maximum(kind.low - count, 0), np.maximum(count - kind.high, 0)
        found += [Relaxation("kind_low", int(few[at]), application=int(at), kind=kind.key) for at in np.flatnonzero(few)]
        found += [Relaxation("kind_high", int(many[at]), application=int(at), kind=kind.key) for at in np.flatnonzero(many)]
    return tuple(found)


def with_fixed(problem: Problem, on: Bools) -> Bools:
    if not problem.fixed.any():
        return on
    found = problem.fixed.copy()
    found[~problem.fixed] = on
    return found


def _exactly(found: Assignment, aim: float, *, wanted: float | None) -> tuple[Assignment, float]:
    """The largest total of all that reach the highest floor, where programmes say so; and the highest floor that can be hoped for."""
    problem = found.problem
    settled = problem.settled()
    try:
        answer = exact.largest(settled, floor=aim)
        if answer is None:
            top = exact.highest_floor(settled)
            bound = found.floor_bound if top is None else min(top, found.floor_bound)
            found = replace(found, floor_bound=max(bound, found.floor))
            aim = min(aim, found.floor_bound)
            answer = exact.largest(settled, floor=aim, seconds=exact.SECONDS / 4)
        if answer is None and len(settled.score) <= FEW:
            answer, least, most = _between(settled, found.floor, aim)
            found, aim = replace(found, floor_bound=most), least
    except TimeoutError:
        return found, aim
    if answer is None:
        return found, aim
    on = with_fixed(problem, answer.on)
    total = float(problem.totals(on).sum())
    return replace(found, on=on, total_bound=max(answer.bound, total)), aim


def _between(settled: Problem, least: float, most: float) -> tuple[exact.Exact | None, float, float]:
    """By halving, the largest total of the highest floor: `least` is reached, `most` is not, and afterwards they are told apart no more.

    Nothing where no assignment lies between them. TimeoutError as `exact.largest`.
    """
    best = None
    while most - least > FINE:
        middle = (least + most) / 2
        answer = exact.largest(settled, floor=middle, seconds=exact.SECONDS / 4)
        if answer is None:
            most = middle
        else:
            best, least = answer, max(middle, seats.worst(settled, answer.on))
    return best, least, max(least, most)


def _improved(found: Assignment, aim: float, steps: int | None, told: GoOn | None, seed: int) -> Assignment:
    problem = found.problem
    settled = problem.settled()
    first = Progress("floor", 0, found.floor, found.total, found.floor_bound, found.total_bound)
    on, stopped = improved(settled, found.on[~problem.fixed], aim, first, steps=steps, told=told, seed=seed)
    better = replace(found, on=with_fixed(problem, on), stopped=stopped)
    if stopped or len(settled.score) > PAIRS:
        return better
    try:
        answer = exact.largest(settled, floor=better.floor, seconds=exact.SECONDS / 4)
    except TimeoutError:
        return better
    if answer is None:
        return better
    on = with_fixed(problem, answer.on)
    return replace(better, on=on, total_bound=max(answer.bound, float(problem.totals(on).sum())))
