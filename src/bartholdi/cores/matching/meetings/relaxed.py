"""The linear programme of a grid, diving into it, and a whole programme on what the dive leaves in doubt: with the bound they prove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from bartholdi.cores.matching.meetings.grid import WHOLE, Floats, Grid, Ints

GAP = 1e-7  # of the bound: what counts as reached
SHARE = 0.1  # of the columns that are neither 0 nor 1, taken in one round
Told = Callable[[float, float], bool]  # (value so far, bound) -> whether to stop


@dataclass(frozen=True, eq=False)
class Relaxed:
    """`x` and `prices` (columns,): values and reduced costs; None where nothing is allowed. `bound`: what no plan exceeds."""

    x: Floats
    prices: Floats
    bound: float


def relaxed(grid: Grid, seconds: float) -> Relaxed | None:
    """The linear relaxation; None where nothing is allowed. TimeoutError where it takes longer."""
    if not len(grid.gains):
        return Relaxed(np.zeros(0), np.zeros(0), grid.base) if (grid.low <= 0.5).all() else None
    asked = grid.low > 0.5
    useful = np.diff(grid.rows.indptr) > grid.high  # rows that can be broken at all
    matrix = vstack([grid.rows[useful], -grid.rows[asked]])
    answer = linprog(
        -grid.gains,
        A_ub=csr_array(matrix),
        b_ub=np.concatenate([grid.high[useful], -grid.low[asked]]),
        bounds=(0, 1),
        method="highs-ds",
        options={"time_limit": max(seconds, 0.01)},
    )
    if answer.x is None or answer.status in {1, 2}:
        if answer.status == 2:
            return None
        raise TimeoutError(f"the bound was not found in {seconds:.0f} seconds")
    return Relaxed(answer.x, answer.lower.marginals + answer.upper.marginals, grid.base - float(answer.fun))


def dived(grid: Grid, first: Relaxed, told: Told | None, seconds: float) -> tuple[Ints, bool]:
    """Columns of a plan, and whether it was stopped: takes what is 1 and the largest tenth of the rest, and solves what is left again.

    When it is stopped, or a round takes longer than `seconds`, or nothing is allowed any more, the rest is filled up by what is worth most.
    """
    taken, left, places, stopped = [], grid, np.arange(len(grid.gains)), False
    now: Relaxed | None = first
    while now is not None and len(left.gains):
        ranked = np.lexsort((np.arange(len(now.x)), -left.gains, -np.round(now.x, 6)))
        whole, some = int((now.x > 1 - WHOLE).sum()), int((now.x > WHOLE).sum())
        columns = left.filled(ranked[: whole + int(np.ceil(SHARE * (some - whole)))])
        taken.append(places[columns])
        left, kept = left.taking(columns)
        places = places[kept]
        if some == whole:
            break
        stopped = told is not None and told(left.base, first.bound)
        now = None if stopped else _again(left, seconds)
    worth = np.flatnonzero(left.gains > 0)
    taken.append(places[left.filled(worth[np.argsort(-left.gains[worth], kind="stable")])])
    return np.concatenate(taken).astype(np.int64), stopped


def _again(grid: Grid, seconds: float) -> Relaxed | None:
    try:
        return relaxed(grid, seconds)
    except TimeoutError:
        return None


def settled(grid: Grid, first: Relaxed, known: Ints | None, seconds: float) -> tuple[Ints, float] | None:
    """Columns of a plan at least as good as the `known` one, and the bound; None where nothing is known and nothing was found.

    Columns whose reduced cost is more than what is still to be had are held at the relaxation's value: no better plan has them otherwise.
    """
    least = -np.inf if known is None else grid.base + float(grid.gains[known].sum())
    doubtful = np.abs(first.prices) <= first.bound - least + GAP * abs(first.bound)
    held = np.where(first.x > 0.5, 1.0, 0.0)
    answer = milp(
        -grid.gains,
        integrality=np.ones(len(grid.gains)),
        bounds=Bounds(np.where(doubtful, 0.0, held), np.where(doubtful, 1.0, held)),
        constraints=LinearConstraint(grid.rows, np.where(grid.low > 0.5, grid.low, -np.inf), grid.high),
        options={"time_limit": max(seconds, 0.01), "mip_rel_gap": GAP / 10},
    )
    bound = first.bound if answer.mip_dual_bound is None else min(grid.base - float(answer.mip_dual_bound), first.bound)
    if answer.x is None:
        return None if known is None else (known, first.bound)
    found = np.flatnonzero(answer.x > 0.5)
    value = grid.base + float(grid.gains[found].sum())
    columns = found if known is None or value > least else known
    return columns, max(bound, value, least)


def fewest_short(grid: Grid, seconds: float) -> Ints:
    """For each row that asks for something, by how much it must ask for less, in all as little as can be. TimeoutError where not found."""
    asked = np.flatnonzero(grid.low > 0.5)
    slack = csr_array((np.ones(len(asked)), (asked, np.arange(len(asked)))), shape=(len(grid.low), len(asked)))
    answer = milp(
        np.concatenate([np.zeros(len(grid.gains)), np.ones(len(asked))]),
        integrality=np.ones(len(grid.gains) + len(asked)),
        bounds=Bounds(0.0, np.concatenate([np.ones(len(grid.gains)), grid.low[asked]])),
        constraints=LinearConstraint(
            hstack([grid.rows, slack]), np.where(grid.low > 0.5, grid.low, -np.inf), _above(grid, asked)
        ),
        options={"time_limit": max(seconds, 1.0)},
    )
    if answer.x is None:
        raise TimeoutError(f"which minimums contradict each other was not found in {seconds:.0f} seconds")
    short: Ints = np.round(answer.x[len(grid.gains) :]).astype(np.int64)
    return short


def _above(grid: Grid, asked: Ints) -> Floats:
    """Upper limits, with room for what is missing in the rows that ask."""
    high = grid.high.copy()
    high[asked] = np.maximum(high[asked], grid.low[asked])
    return high
