"""Marks as parallel arrays, with what makes them unfit for calibration said before anything is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_PER_ITEM = 1.5  # marks an item on average: below, severity and quality cannot be told apart
FEWEST_PER_REVIEWER = 2.0


class CannotCalibrate(ValueError):
    """`code` is one of: empty, not_finite, length, negative_index, outside_scale, disconnected, thin, constant. `facts` are its particulars."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {facts}" if facts else code)


@dataclass(frozen=True, eq=False)
class Marks:
    """One mark a place: reviewer `reviewers[k]` gave `values[k]` to `items[k]`, in the panel or on the side `groups[k]`.

    items, reviewers   (n,) whole numbers from 0; `item_count` and `reviewer_count` may be larger than those that occur
    values             (n,) higher is better; NaN is an abstention and is left out
    groups             (n,) whole numbers from 0; empty: there is one group
    """

    items: Ints
    reviewers: Ints
    values: Floats
    item_count: int
    reviewer_count: int
    groups: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    abstentions: int = 0

    @staticmethod
    def of(
        items: ArrayLike,
        reviewers: ArrayLike,
        values: ArrayLike,
        *,
        groups: ArrayLike | None = None,
        scales: ArrayLike | None = None,
        item_count: int | None = None,
        reviewer_count: int | None = None,
    ) -> Marks:
        """Checks and cleans. `scales` (n, 2): the lowest and highest mark that each place allowed; marks are then put on 0 to 1.

        CannotCalibrate where lengths differ, an index is negative, or a mark is infinite or outside its scale.
        """
        who, what = np.asarray(reviewers, dtype=np.int64), np.asarray(items, dtype=np.int64)
        given = np.asarray(values, dtype=np.float64)
        where = np.zeros(0, dtype=np.int64) if groups is None else np.asarray(groups, dtype=np.int64)
        lengths = {len(what), len(who), len(given), *([len(where)] if groups is not None else [])}
        if len(lengths) != 1:
            raise CannotCalibrate("length", lengths=sorted(lengths))
        for each in (what, who, where):
            if each.size and int(each.min()) < 0:
                raise CannotCalibrate("negative_index", place=int(np.argmin(each)))
        if scales is not None:
            given = _scaled(given, np.asarray(scales, dtype=np.float64))
        kept = ~np.isnan(given)
        if not np.isfinite(given[kept]).all():
            raise CannotCalibrate("not_finite", place=int(np.flatnonzero(np.isinf(given))[0]))
        return Marks(
            items=what[kept],
            reviewers=who[kept],
            values=given[kept],
            item_count=max(item_count or 0, int(what.max(initial=-1)) + 1),
            reviewer_count=max(reviewer_count or 0, int(who.max(initial=-1)) + 1),
            groups=where[kept] if where.size else where,
            abstentions=int((~kept).sum()),
        )

    def means(self) -> Floats:
        """(items,) the plain mean of each item's marks; NaN where it has none."""
        return per(self.items, self.values, self.item_count) / _or_nan(np.bincount(self.items, minlength=self.item_count))

    def components(self) -> Ints:
        """(items,) which island of the review graph each item is on; -1 where it has no mark.

        Two items are on one island where a chain of shared reviewers joins them: only those can be compared.
        """
        size = self.item_count + self.reviewer_count
        ones = np.ones(len(self.items))
        graph = coo_array((ones, (self.items, self.reviewers + self.item_count)), shape=(size, size))
        labels: Ints = connected_components(graph, directed=False)[1][: self.item_count].astype(np.int64)
        labels[np.bincount(self.items, minlength=self.item_count) == 0] = -1
        _names, numbered = np.unique(labels, return_inverse=True)
        return numbered.astype(np.int64) - int((labels == -1).any())

    def require_fit(self) -> None:
        """CannotCalibrate with the reason where calibrating would only seem to help: the raw mean is then all there is."""
        if not len(self.values):
            raise CannotCalibrate("empty")
        if float(np.ptp(self.values)) == 0:
            raise CannotCalibrate("constant", value=float(self.values[0]))
        islands = self.components()
        if (count := int(islands.max()) + 1) > 1:
            sizes = np.bincount(islands[islands >= 0])
            raise CannotCalibrate("disconnected", islands=count, sizes=sorted(sizes.tolist(), reverse=True))
        marked, marking = len(np.unique(self.items)), len(np.unique(self.reviewers))
        a_item, a_reviewer = len(self.values) / marked, len(self.values) / marking
        if marked < 3 or marking < 2 or a_item < FEWEST_PER_ITEM or a_reviewer < FEWEST_PER_REVIEWER:
            raise CannotCalibrate("thin", items=marked, reviewers=marking, marks=len(self.values))


def per(index: Ints, values: Floats, count: int) -> Floats:
    """(count,) the sum of the values of each index."""
    return np.bincount(index, weights=values, minlength=count).astype(np.float64)


def combined(criteria: ArrayLike, weights: Sequence[float]) -> Floats:
    """(n,) one mark from several criteria (n, c): the weighted mean of those that were given; NaN where none was.

    A missing criterion is left out with its weight, so that who abstains on one neither gains nor loses by it.
    """
    table, weight = np.asarray(criteria, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != len(weight):
        raise CannotCalibrate("length", lengths=[*table.shape, len(weight)])
    given = ~np.isnan(table)
    total = np.where(given, table, 0.0) @ weight
    return total / _or_nan(given @ weight)


def _or_nan(counts: NDArray[np.generic]) -> Floats:
    wide = counts.astype(np.float64)
    return np.where(wide > 0, wide, np.nan)


def _scaled(values: Floats, scales: Floats) -> Floats:
    if scales.shape != (len(values), 2):
        raise CannotCalibrate("length", lengths=[len(values), *scales.shape])
    low, high = scales[:, 0], scales[:, 1]
    outside = (values < low) | (values > high) | ~(high > low)
    if outside.any():
        place = int(np.flatnonzero(outside)[0])
        raise CannotCalibrate(
            "outside_scale", place=place, value=float(values[place]), low=float(low[place]), high=float(high[place])
        )
    return (values - low) / (high - low)
