"""Assignments as mixed-integer programmes, for what is no flow: a floor below which no application falls, kinds that cross.

For as many pairs as a programme can hold. The linear relaxation gives the bound; most pairs are settled by their price.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, linprog
from scipy.sparse import coo_array, csr_array, vstack

from bartholdi.cores.matching.assignment.problem import Bools, Floats, Problem
from bartholdi.cores.matching.selection.program import Program, best

PAIRS = 60_000  # more are left to flows
SECONDS = 20.0
HAIR = 1e-9  # of a score: what a floor gives way to rounding


@dataclass(frozen=True, eq=False)
class Exact:
    """`bound`: the most that any assignment can total within the same limits."""

    on: Bools
    bound: float


def largest(problem: Problem, *, floor: float | None = None, partial: bool = False, seconds: float = SECONDS) -> Exact | None:
    """The largest total where each application has at least `floor`; None where no assignment does. TimeoutError if none was found.

    `partial`: as many seats as can be first; a floor is then asked of nobody. No pair of the problem is fixed.
    """
    if (problem.demand < 0).any() or (problem.high < 0).any():
        return None
    bonus = 0.0
    if partial:
        bonus = (float(np.ptp(problem.score)) if len(problem.score) else 0.0) * (int(problem.demand.sum()) + 1) + 1.0
    rows = constraints(problem, floor, partial=partial)
    answer = best(Program(problem.score + bonus, len(problem.score), rows), seconds)
    if answer is None:
        return None
    on = answer.x[: len(problem.score)] > 0.5
    return Exact(on, answer.bound - bonus * int(on.sum()) + float(problem.base.sum()))


def highest_floor(problem: Problem) -> float | None:
    """The most that the worst-served application could get if reviewers could be divided: a bound. None where nothing is allowed."""
    rows = constraints(problem, None)
    matrix, low, high = csr_array(rows.A), np.asarray(rows.lb), np.asarray(rows.ub)
    needy = np.flatnonzero(problem.demand > 0)
    if not needy.size:
        return None
    place = np.full(problem.applications, -1)
    place[needy] = np.arange(len(needy))
    inside = np.flatnonzero(place[problem.application] >= 0)
    pairs = len(problem.score)
    floors = coo_array(
        (
            np.concatenate([-problem.score[inside], np.ones(len(needy))]),
            (
                np.concatenate([place[problem.application[inside]], np.arange(len(needy))]),
                np.concatenate([inside, np.full(len(needy), pairs)]),
            ),
        ),
        shape=(len(needy), pairs + 1),
    )
    wide = csr_array((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], pairs + 1))
    above, below = np.isfinite(high), np.isfinite(low) & (low > 0)
    answer = linprog(
        np.append(np.zeros(pairs), -1.0),
        A_ub=csr_array(vstack([floors, wide[above], -wide[below]])),
        b_ub=np.concatenate([problem.base[needy], high[above], -low[below]]),
        bounds=np.column_stack([np.append(np.zeros(pairs), -np.inf), np.append(np.ones(pairs), np.inf)]),
        method="highs",
    )
    return None if answer.x is None else float(-answer.fun)


def constraints(problem: Problem, floor: float | None, *, partial: bool = False) -> LinearConstraint:
    """Demands, loads, kinds and the floor as rows over the pairs."""
    pairs, where = len(problem.score), np.arange(len(problem.score))
    ones = np.ones(pairs)
    matrices = [
        coo_array((ones, (problem.application, where)), shape=(problem.applications, pairs)),
        coo_array((ones, (problem.reviewer, where)), shape=(problem.reviewers, pairs)),
    ]
    lows: list[Floats] = [
        np.zeros(problem.applications) if partial else problem.demand.astype(np.float64),
        problem.low.astype(np.float64),
    ]
    highs: list[Floats] = [problem.demand.astype(np.float64), problem.high.astype(np.float64)]
    for kind in problem.kinds:
        inside = np.flatnonzero(kind.members[problem.reviewer])
        matrices.append(coo_array((ones[: len(inside)], (problem.application[inside], inside)), shape=matrices[0].shape))
        lows.append(kind.low.astype(np.float64))
        highs.append(np.minimum(kind.high, problem.reviewers).astype(np.float64))
    if floor is not None and not partial:
        needy = problem.demand > 0
        matrices.append(coo_array((problem.score, (problem.application, where)), shape=matrices[0].shape))
        lows.append(np.where(needy, floor - HAIR - problem.base, -np.inf))
        highs.append(np.full(problem.applications, np.inf))
    return LinearConstraint(csr_array(vstack(matrices)), np.concatenate(lows), np.concatenate(highs))
