"""What a page needs of a calibration: severity with an interval, how far reviewers agree and on what they differ, calibrated beside raw."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bartholdi.cores.matching.calibration.fit import Calibration, load
from bartholdi.cores.matching.calibration.marks import Floats, Marks, per
from bartholdi.cores.matching.calibration.ranks import Ranking

TWO_SIDED = 1.6449  # of a normal law, for an interval of 90 %


@dataclass(frozen=True)
class Severity:
    """`severity` in marks: positive is harsher than others; `clear` where the 90 % interval does not hold zero."""

    reviewer: int
    marks: int
    severity: float
    low: float
    high: float
    clear: bool


def severities(calibration: Calibration) -> list[Severity]:
    """The harshest first; reviewers without marks are left out."""
    counts = load(calibration.marks)
    found = []
    for reviewer in np.flatnonzero(counts):
        value = float(calibration.severity[reviewer])
        reach = TWO_SIDED * float(calibration.severity_errors[reviewer])
        clear = not value - reach <= 0 <= value + reach
        found.append(Severity(int(reviewer), int(counts[reviewer]), value, value - reach, value + reach, clear))
    return sorted(found, key=lambda each: (-each.severity, each.reviewer))


def agreement(marks: Marks) -> float:
    """Intraclass correlation ICC(1): the share of a mark's variance that is the item's; 0 is chance (Shrout and Fleiss 1979).

    NaN where no item has two marks.
    """
    counts = np.bincount(marks.items, minlength=marks.item_count).astype(np.float64)
    groups, total = int((counts > 0).sum()), len(marks.values)
    if total <= groups or groups < 2:
        return float("nan")
    means = marks.means()
    within = float(((marks.values - means[marks.items]) ** 2).sum()) / (total - groups)
    grand = float(marks.values.mean())
    spread = per(marks.items, (means[marks.items] - grand) ** 2, marks.item_count).sum()
    between = float(spread) / (groups - 1)
    each = (total - float((counts**2).sum()) / total) / (groups - 1)
    whole = between + (each - 1) * within
    return (between - within) / whole if whole > 0 else float("nan")


@dataclass(frozen=True)
class Scored:
    """One item: its raw mean beside what is calibrated, and the ranks of both; `moved` is how many places it gains by calibration."""

    item: int
    marks: int
    raw: float
    calibrated: float
    error: float
    raw_rank: int  # 1 is the best; those that tie have the same
    rank: int
    expected_rank: float
    low: float  # bounds of the rank's interval
    high: float
    among_best: float

    @property
    def moved(self) -> int:
        return self.raw_rank - self.rank


def scored(calibration: Calibration, found: Ranking) -> list[Scored]:
    """Calibrated beside raw, in the order of the ranking; items without marks are left out."""
    counts = np.bincount(calibration.marks.items, minlength=calibration.marks.item_count)
    above = np.sort(-calibration.raw[found.order])
    return [
        Scored(
            item=int(item),
            marks=int(counts[item]),
            raw=float(calibration.raw[item]),
            calibrated=float(calibration.scores[item]),
            error=float(calibration.errors[item]),
            raw_rank=int(np.searchsorted(above, -calibration.raw[item])) + 1,
            rank=place,
            expected_rank=float(found.expected[item]),
            low=float(found.low[item]),
            high=float(found.high[item]),
            among_best=float(found.among_best[item]),
        )
        for place, item in enumerate(found.order, start=1)
    ]


@dataclass(frozen=True)
class Compared:
    """Two reviewers on the items that both marked: `difference` is how much higher the first marks, `distance` how far apart on average."""

    one: int
    other: int
    shared: int
    difference: float
    distance: float


def compared(marks: Marks, *, shared: int = 2) -> list[Compared]:
    """Each two reviewers who have `shared` items or more in common, those furthest apart first."""
    by_item: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for item, reviewer, value in zip(marks.items.tolist(), marks.reviewers.tolist(), marks.values.tolist(), strict=True):
        by_item[item].append((reviewer, value))
    gaps: dict[tuple[int, int], list[float]] = defaultdict(list)
    for given in by_item.values():
        for (one, high), (other, low) in combinations(sorted(given), 2):
            if one != other:
                gaps[one, other].append(high - low)
    found = [
        Compared(one, other, len(each), float(np.mean(each)), float(np.mean(np.abs(each))))
        for (one, other), each in gaps.items()
        if len(each) >= shared
    ]
    return sorted(found, key=lambda each: (-each.distance, each.one, each.other))


@dataclass(frozen=True)
class Contested:
    """An item on which reviewers differ: what it takes to mark it highest and lowest, once severity is known."""

    item: int
    marks: int
    spread: float  # highest less lowest mark
    left: float  # the same with each reviewer's severity added


def contested(calibration: Calibration, *, least: float = 0.0) -> list[Contested]:
    """Items with two marks or more whose spread is at least `least`, the widest after calibration first: to be talked about."""
    marks = calibration.marks
    counts = np.bincount(marks.items, minlength=marks.item_count)
    spread = _widths(marks, marks.values)
    left = _widths(marks, marks.values + calibration.severity[marks.reviewers])
    found = [
        Contested(int(item), int(counts[item]), float(spread[item]), float(left[item]))
        for item in np.flatnonzero(counts > 1)
        if spread[item] >= least
    ]
    return sorted(found, key=lambda each: (-each.left, each.item))


def _widths(marks: Marks, values: Floats) -> Floats:
    """(items,) highest less lowest."""
    high, low = np.full(marks.item_count, -np.inf), np.full(marks.item_count, np.inf)
    np.maximum.at(high, marks.items, values)
    np.minimum.at(low, marks.items, values)
    return np.where(high >= low, high - low, 0.0)
