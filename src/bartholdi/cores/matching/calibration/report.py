"""What a page needs of a calibration: how severe each reviewer is, with an interval, and how far reviewers agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.calibration.fit import Calibration, load
from bartholdi.cores.matching.calibration.marks import Marks, per

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
