"""After somebody drops out: all seats filled again with the fewest changes, and of those ways the one of the largest total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from bartholdi.cores.matching.assignment import exact, seats
from bartholdi.cores.matching.assignment.assign import STEPS, Assignment, with_fixed
from bartholdi.cores.matching.assignment.elastic import Infeasible, relaxed
from bartholdi.cores.matching.assignment.network import best_flow, is_laminar
from bartholdi.cores.matching.assignment.problem import Bools, Floats, Problem, Unsound


@dataclass(frozen=True, eq=False)
class Repair:
    """`assignment` is for the problem without those gone. `comes` and `goes`: pairs (application, reviewer), sorted."""

    assignment: Assignment
    comes: tuple[tuple[int, int], ...]
    goes: tuple[tuple[int, int], ...]


def repaired(assignment: Assignment, gone: Iterable[int], *, partial: bool = False) -> Repair:
    """Without these reviewers. Infeasible where the others cannot fill all seats; `partial`: then as many as they can.

    A floor is not held. What they were fixed to is no longer; all other limits hold.
    """
    out = sorted(set(gone))
    before = assignment.problem
    if wrong := [each for each in out if not 0 <= each < before.reviewers]:
        raise Unsound("outside", noun="reviewer", index=wrong[0], count=before.reviewers)
    here = np.ones(before.reviewers, dtype=bool)
    here[out] = False
    kept = here[before.reviewer]
    low, high = np.where(here, before.low, 0), np.where(here, before.high, 0)
    problem = replace(before.only(kept), low=low, high=high)
    held = assignment.on[kept]
    on = _filled(problem, held, partial)
    if on is None:
        raise Infeasible(relaxed(problem))
    bound = float(problem.totals(on).sum())
    after = Assignment(problem, on, assignment.floor_bound, max(bound, assignment.total_bound))
    was, now = set(assignment.pairs), set(after.pairs)
    return Repair(after, tuple(sorted(now - was)), tuple(sorted(was - now)))


def _filled(problem: Problem, held: Bools, partial: bool) -> Bools | None:
    settled, kept = problem.settled(), held[~problem.fixed]
    gains = settled.score + kept * _more_than_scores(settled)
    on: Bools | None
    if is_laminar(settled):
        on = best_flow(settled, gains, partial=partial)
    elif len(settled.score) <= exact.PAIRS:
        answer = exact.largest(replace(settled, score=gains), partial=partial)
        on = None if answer is None else answer.on
    else:
        on = _seat_by_seat(settled, kept, gains, partial)
    return None if on is None else with_fixed(problem, on)


def _seat_by_seat(settled: Problem, on: Bools, gains: Floats, partial: bool) -> Bools | None:
    """Too many pairs and kinds that cross: as few changes as steps by flow find."""
    rng, every = np.random.default_rng(0), np.ones(len(settled.score), dtype=bool)
    for _step in range(STEPS):
        on = seats.refilled(settled, on, every, seats.Aim(-np.inf, gains), rng)
    full = partial or not (settled.counts(on) < settled.demand).any()
    return on if full and not seats.strays(settled, on) else None


def _more_than_scores(problem: Problem) -> float:
    """What keeping one pair is worth: more than any chain of exchanges brings."""
    spread = float(np.ptp(problem.score)) if len(problem.score) else 0.0
    return (spread + 1e-6) * (2 * min(problem.applications, problem.reviewers) + 2)
