"""The linear mixed model behind calibration: variances by REML, best linear unbiased predictions, draws from the posterior.

y = mean + item + reviewer (+ group) + noise, all but the mean random and Gaussian
(Henderson's mixed model equations; the profiled criterion is that of Bates et al. 2015, section 3, with items eliminated first:
each mark belongs to one item, so that their block is diagonal and only reviewers and groups need a dense factor).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve, cholesky, solve_triangular
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from bartholdi.cores.matching.calibration.marks import Floats, Ints, per

LEAST, MOST = -6.0, 4.0  # bounds of the logarithm of a standard deviation in units of the noise
NONE = np.exp(LEAST / 2)  # below, a standard deviation is called zero
NOTHING = np.zeros(0)


@dataclass(frozen=True, eq=False)
class Factor:
    """A random effect other than the items: the level of each mark."""

    name: str
    levels: Ints
    count: int

    def columns(self) -> csr_array:
        places = np.arange(len(self.levels))
        return csr_array((np.ones(len(places)), (places, self.levels)), shape=(len(places), self.count))


@dataclass(frozen=True, eq=False)
class Design:
    """What does not change while variances are sought. `rest` is everything but the items, the mean last."""

    values: Floats
    items: Ints
    item_count: int
    factors: Sequence[Factor]
    counts: Floats  # marks of each item, each with its weight squared
    sums: Floats  # their weighted sum
    cross: csr_array  # (rest, items)
    inner: Floats  # (rest, rest)
    outer: Floats  # (rest,): rest against the values

    @staticmethod
    def of(values: Floats, items: Ints, item_count: int, factors: Sequence[Factor], weights: Floats | None = None) -> Design:
        """`weights` (n,): what the item's effect is multiplied by in each mark; without, 1."""
        ones = np.ones(len(values))
        weights = ones if weights is None else weights
        rest = csr_array(hstack([*(factor.columns() for factor in factors), csr_array(ones[:, None])]))
        own = csr_array((weights, (np.arange(len(values)), items)), shape=(len(values), item_count))
        return Design(
            values=values,
            items=items,
            item_count=item_count,
            factors=tuple(factors),
            counts=per(items, weights**2, item_count),
            sums=per(items, weights * values, item_count),
            cross=csr_array(rest.T @ own),
            inner=(rest.T @ rest).toarray(),
            outer=rest.T @ values,
        )

    def spread(self, deviations: Floats) -> Floats:
        """(rest,) the standard deviation of each column in units of the noise; the mean's own is 1, it has no prior."""
        sizes = [factor.count for factor in self.factors]
        return np.append(np.repeat(deviations[1:], sizes), 1.0)


@dataclass(frozen=True, eq=False)
class Solved:
    """The equations solved at given deviations (items first, then factors, in units of the noise)."""

    design: Design
    deviations: Floats
    diagonal: Floats  # (items,)
    factor: Floats  # lower Cholesky factor of what is left when the items are eliminated
    rest: Floats  # solution, in scaled coordinates
    quadratic: float  # y'Py in units of the noise variance
    criterion: float  # -2 log of the profiled restricted likelihood, but for a constant

    @property
    def noise(self) -> float:
        """The residual standard deviation."""
        return float(np.sqrt(self.quadratic / (len(self.design.values) - 1)))

    def effects(self) -> tuple[Floats, list[Floats], float]:
        """Predictions: of the items, of each factor's levels, and the mean."""
        rest = self.rest * self.design.spread(self.deviations)
        sizes = np.cumsum([factor.count for factor in self.design.factors])
        parts = np.split(rest[:-1], sizes[:-1]) if len(sizes) else []
        return self._items(self.rest[:, None])[:, 0], parts, float(rest[-1])

    def _items(self, rest: Floats) -> Floats:
        """(items, draws) the items' effects, given the rest in scaled coordinates."""
        theta, design = self.deviations[0], self.design
        unscaled = rest * design.spread(self.deviations)[:, None]
        found: Floats = theta**2 * (design.sums[:, None] - design.cross.T @ unscaled) / self.diagonal[:, None]
        return found

    def draws(self, count: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """(items, count) and (rest, count): effects drawn from their joint posterior, at the variances found."""
        shape = (len(self.rest), count)
        noise = self.noise
        rest = self.rest[:, None] + noise * solve_triangular(self.factor.T, rng.standard_normal(shape), lower=False)
        own = noise * self.deviations[0] / np.sqrt(self.diagonal)
        items = self._items(rest) + own[:, None] * rng.standard_normal((self.design.item_count, count))
        return items, rest * self.design.spread(self.deviations)[:, None]


def solve(design: Design, deviations: Floats) -> Solved:
    """Solves the mixed model equations; deviations (1 + factors,) in units of the noise, items first."""
    theta, spread = float(deviations[0]), design.spread(deviations)
    diagonal = theta**2 * design.counts + 1.0
    scaled = csr_array(design.cross.multiply((theta / np.sqrt(diagonal))[None, :]))
    left = spread[:, None] * (design.inner - (scaled @ scaled.T).toarray()) * spread[None, :]
    priors = np.append(np.ones(len(spread) - 1), 0.0)
    factor = cholesky(left + np.diag(priors), lower=True, check_finite=False)
    right = spread * (design.outer - design.cross @ (theta**2 * design.sums / diagonal))
    rest = cho_solve((factor, True), right, check_finite=False)
    total = float(design.values @ design.values - theta**2 * (design.sums**2 / diagonal).sum())
    quadratic = max(total - float(right @ rest), 1e-12)
    determinant = float(np.log(diagonal).sum() + 2 * np.log(np.diag(factor)).sum())
    criterion = determinant + (len(design.values) - 1) * np.log(quadratic)
    return Solved(design, deviations, diagonal, factor, rest, quadratic, float(criterion))


def fitted(design: Design, start: Floats = NOTHING) -> Solved:
    """The solution at the variances that REML prefers; the same every time, since nothing here is drawn."""
    count = 1 + len(design.factors)
    begin = np.log(start) if len(start) == count else np.full(count, -0.3)
    simplex = np.vstack([begin, *(begin + 0.8 * row for row in np.eye(count))])
    found = minimize(
        lambda logs: solve(design, np.exp(np.clip(logs, LEAST, MOST))).criterion,
        begin,
        method="Nelder-Mead",
        options={"xatol": 0.01, "fatol": 0.01, "maxfev": 80 * count, "initial_simplex": simplex},
    )
    return solve(design, np.exp(np.clip(found.x, LEAST, MOST)))
