"""Solving a large choice exactly by a small core of it: the linear relaxation prices every column, and few are in doubt.

After Balas and Zemel (1980): fix all but the columns whose reduced cost is smallest, solve that core, and with the value found fix
for good every column whose reduced cost is more than what is left to the bound. Mostly the core was all there was. Of candidates that
exclude each other the reduced cost is taken against the next best of them (`_regrets`), or half of those chosen would seem in doubt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

CORE = 165  # columns that are solved at once without pricing; among 100 to 300 the size with the fewest slow proofs
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

    `gap`: the share of the value at which one stops although more might be had. `seconds` in all: half of them for the first core, half of the rest for the next.
    """
    if not len(program.gains):
        return nothing(program)
    if program.width <= CORE or program.rows is None:
        return solved(program, np.zeros(len(program.gains)), program.upper(), seconds, gap)
    relaxed = priced(program, program.rows)
    if relaxed is None:
        return None
    values, prices, bound = relaxed
    left, size, found = seconds, CORE, None
    doubt = np.abs(values[: program.width] - np.round(values[: program.width]))
    order = np.lexsort((-doubt, prices[: program.width]))
    while True:
        last = size == program.width
        left = left if last else left / 2
        within = fixed(program, values, order[:size])
        tried = _tried(program, within, left, _share(program, within, bound, gap), only=last and found is None)
        found = tried if tried is not None and (found is None or tried.value > found.value) else found
        if found is None:
            if last:
                return None
            size = min(2 * size, program.width)
            continue
        slack = bound - found.value
        needed = int((prices[: program.width] <= slack + GAP * abs(bound)).sum())
        done = last or needed <= size
        if done or slack <= gap * abs(bound):
            top = min(bound, tried.bound) if done and tried is not None else bound
            return Answer(found.x, found.value, top, top - found.value <= GAP * abs(bound))
        size = min(2 * size, needed)


def _share(program: Program, within: tuple[Floats, Floats], bound: float, gap: float) -> float:
    """`gap` of the whole value, as a share of what the open columns alone are worth: the solver counts only these."""
    held = float(program.gains @ np.where(within[0] == within[1], within[0], 0.0))
    return gap * abs(bound) / max(abs(bound - held), gap * abs(bound), 1e-9)


def _tried(program: Program, within: tuple[Floats, Floats], seconds: float, gap: float, *, only: bool) -> Answer | None:
    """A core; that it took too long is told only where nothing else is found."""
    try:
        return solved(program, *within, seconds, gap)
    except TimeoutError:
        if only:
            raise
        return None


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
    """The relaxation: its values, what it costs at least to choose otherwise in each column, and the most that any choice can be worth."""
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
    worths = np.zeros(len(high))  # of one more in each row
    worths[above] -= answer.ineqlin.marginals[: int(above.sum())]
    worths[below] += answer.ineqlin.marginals[int(above.sum()) :]
    profits = -(answer.lower.marginals + answer.upper.marginals)
    return answer.x, _regrets(program, rows, answer.x, profits, worths), float(-answer.fun)


def _regrets(program: Program, rows: LinearConstraint, values: Floats, profits: Floats, worths: Floats) -> Floats:
    """(columns,) the reduced cost of each column; where it is one of several of which one at most is chosen, against the next best.

    The price of such a row hides what its members are worth: each would seem to be in doubt. So these rows, as far as no two share a
    member, are not priced but chosen from, which leaves the bound as it is.
    """
    matrix, regrets = csr_array(rows.A), np.abs(profits)
    low, high = np.asarray(rows.lb), np.asarray(rows.ub)
    alone = np.ones(len(regrets), dtype=bool)
    for row in np.flatnonzero((high == 1) & (low <= 0)):
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        members = matrix.indices[part]
        if len(members) < 2 or (matrix.data[part] != 1).any() or (members >= program.width).any() or not alone[members].all():
            continue
        alone[members] = False
        own = profits[members] + worths[row]
        first, second = np.sort(np.append(own, (0.0, 0.0)))[[-1, -2]]
        next_best = np.where(own == first, second, first)  # two that tie cost nothing to exchange
        regrets[members] = np.maximum(np.where(values[members] > 0.5, own - next_best, first - own), 0.0)
    return regrets


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
