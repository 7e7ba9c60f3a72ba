"""Solving a large choice exactly by a small core of it: the linear relaxation prices every column, and few are in doubt.

After Balas and Zemel (1980): fix all but the columns whose reduced cost is smallest, solve that core, and with the value found fix
for good every column whose reduced cost is more than what is left to the bound. Mostly the core was all there was.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

CORE = 250  # columns that are solved at once without pricing
GAP = 1e-7  # of the whole value: what counts as proven
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Program:
    """Maximise gains @ x; the first `width` columns are 0 or 1, those after them are at least 0."""

    gains: Floats
    width: int
    rows: LinearConstraint | None

    def upper(self) -> Floats:
        return np.where(np.arange(len(self.gains)) < self.width, 1.0, np.inf)


@dataclass(frozen=True, eq=False)
class Answer:
    x: Floats
    value: float
    bound: float
    proven: bool


def best(program: Program, seconds: float, gap: float = GAP) -> Answer | None:
    """None where nothing is allowed; TimeoutError where nothing was found in time. `bound` is proven whatever the time.

    `gap`: the share of the value at which one stops although more might be had. `seconds` in all, the same for each core.
    """
    if not len(program.gains):
        return nothing(program)
    if program.width <= CORE or program.rows is None:
        return solved(program, np.zeros(len(program.gains)), program.upper(), seconds, gap)
    relaxed = priced(program, program.rows)
    if relaxed is None:
        return None
    values, prices, bound = relaxed
    turns = math.ceil(math.log2(program.width / CORE))
    size, found = CORE, None
    order = np.argsort(np.abs(prices[: program.width]), kind="stable")
    while True:
        size = min(2 * size, program.width)
        tried = solved(program, *fixed(program, values, order[:size]), seconds / turns, gap)
        found = tried if tried is not None and (found is None or tried.value > found.value) else found
        if found is None and size < program.width:
            continue
        if found is None:
            return None
        slack = bound - found.value
        needed = int((np.abs(prices[: program.width]) <= slack + GAP * abs(bound)).sum())
        done = size == program.width or needed <= size
        if done or slack <= gap * abs(bound):
            top = min(bound, tried.bound) if done and tried is not None else bound
            return Answer(found.x, found.value, top, top - found.value <= GAP * abs(bound))


def nothing(program: Program) -> Answer | None:
    """There is nothing to choose: right where no row asks for something."""
    rows = program.rows
    asked = rows is not None and bool((np.asarray(rows.lb) > 0).any() or (np.asarray(rows.ub) < 0).any())
    return None if asked else Answer(np.zeros(0), 0.0, 0.0, proven=True)


def fixed(program: Program, values: Floats, open_columns: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Bounds that hold every 0-1 column at the relaxation's value, but for the open ones."""
    low, high = np.zeros(len(program.gains)), program.upper()
    held = np.ones(len(program.gains), dtype=bool)
    held[open_columns] = False
    held[program.width :] = False
    low[held] = high[held] = np.round(values[held])
    return low, high


def priced(program: Program, rows: LinearConstraint) -> tuple[Floats, Floats, float] | None:
    """The relaxation: its values, the reduced cost of each column, and the most that any choice can be worth."""
    low, high = np.asarray(rows.lb), np.asarray(rows.ub)
    above, below = np.isfinite(high), np.isfinite(low)
    matrix = csr_array(vstack([rows.A[above], -rows.A[below]]))
    answer = linprog(
        -program.gains,
        A_ub=matrix,
        b_ub=np.concatenate([high[above], -low[below]]),
        bounds=np.column_stack([np.zeros(len(program.gains)), program.upper()]),
        method="highs",
    )
    if answer.x is None or answer.status == 2:
        return None
    return answer.x, answer.lower.marginals + answer.upper.marginals, float(-answer.fun)


def solved(program: Program, low: Floats, high: Floats, seconds: float, gap: float) -> Answer | None:
    """The integer programme within these bounds, columns that are fixed left out of it."""
    free = np.flatnonzero(high > low)
    held = np.where(high > low, 0.0, low)
    base = float(program.gains @ held)
    constraint = None
    if program.rows is not None:
        shift = program.rows.A @ held
        part = csr_array(program.rows.A)[:, free]
        constraint = LinearConstraint(part, np.asarray(program.rows.lb) - shift, np.asarray(program.rows.ub) - shift)
    answer = milp(
        -program.gains[free],
        integrality=(free < program.width).astype(np.int64),
        bounds=Bounds(low[free], high[free]),
        constraints=constraint,
        options={"time_limit": seconds, "mip_rel_gap": gap},
    )
    if answer.x is None:
        if answer.status == 2:
            return None
        raise TimeoutError(f"no choice was found in {seconds:.0f} seconds")
    x = held.copy()
    x[free] = answer.x
    least = (
        answer.fun if answer.mip_dual_bound is None else answer.mip_dual_bound
    )  # None: no column is whole, the value is the bound
    return Answer(x, base - float(answer.fun), base - float(least), answer.status == 0 and gap <= GAP)
