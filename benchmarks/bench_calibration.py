"""Calibrating marks on simulated panels: nearness to the truth beside other methods, coverage of the intervals, processor time.

Quality is standard normal; a mark is slope * quality + bias + noise of 0.7, rounded to nine levels. `--quick` takes fewer panels.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # on a shared machine two threads wait for each other

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.calibration import Marks, calibrate, ranking

QUICK = "--quick" in sys.argv
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Column:
    name: str
    items: int
    reviewers: int
    each: int
    bias: float = 0.5
    slope: float = 0.0
    panels: int = 20


COLUMNS = (
    Column("120 × 20, 3 each", 120, 20, 3),
    Column("same, bias 0.8, slope 0.3", 120, 20, 3, bias=0.8, slope=0.3),
    Column("same, no bias", 120, 20, 3, bias=0.0),
    Column("300 × 150, 2 each", 300, 150, 2),
    Column("same, no bias", 300, 150, 2, bias=0.0),
    Column("1,000 × 200, 3 each", 1000, 200, 3, panels=3),
)


def simulated(column: Column, seed: int) -> tuple[Floats, Marks]:
    """Loads are even: reviewers are dealt out like cards, shuffled anew each round."""
    rng = np.random.default_rng(seed)
    quality = rng.standard_normal(column.items)
    deck: list[int] = []
    reviewers: list[int] = []
    for _item in range(column.items):
        chosen: list[int] = []
        while len(chosen) < column.each:
            deck = deck or rng.permutation(column.reviewers).tolist()
            free = next((place for place, who in enumerate(deck) if who not in chosen), None)
            chosen.append(deck.pop(free) if free is not None else int(rng.choice(np.setdiff1d(range(column.reviewers), chosen))))
        reviewers += chosen
    who, items = np.array(reviewers), np.repeat(np.arange(column.items), column.each)
    bias, slopes = rng.normal(0, column.bias, column.reviewers), 1 + rng.normal(0, column.slope, column.reviewers)
    marks = slopes[who] * quality[items] + bias[who] + rng.normal(0, 0.7, len(items))
    return quality, Marks.of(items, who, np.clip(np.round(2 * marks + 5), 1, 9))


def centred(marks: Marks, *, scaled: bool) -> Floats:
    """Each reviewer's marks less their mean; `scaled`: over their standard deviation too."""
    count = np.bincount(marks.reviewers, minlength=marks.reviewer_count)
    mean = np.bincount(marks.reviewers, marks.values, marks.reviewer_count) / np.maximum(count, 1)
    left = marks.values - mean[marks.reviewers]
    if scaled:
        spread = np.sqrt(np.bincount(marks.reviewers, left**2, marks.reviewer_count) / np.maximum(count - 1, 1))
        left = left / np.where(spread > 0, spread, 1)[marks.reviewers]
    return np.bincount(marks.items, left, marks.item_count) / np.bincount(marks.items, minlength=marks.item_count)


def two_way(marks: Marks) -> Floats:
    """Least squares with an effect of each item and each reviewer."""
    places = np.arange(len(marks.values))
    table = np.zeros((len(places), marks.item_count + marks.reviewer_count))
    table[places, marks.items] = 1
    table[places, marks.item_count + marks.reviewers] = 1
    return np.linalg.lstsq(table, marks.values, rcond=None)[0][: marks.item_count]


METHODS: dict[str, Callable[[Marks], Floats]] = {
    "plain mean": lambda marks: marks.means(),
    "centre by reviewer": lambda marks: centred(marks, scaled=False),
    "z-score by reviewer": lambda marks: centred(marks, scaled=True),
    "two-way least squares": two_way,
    "Bartholdi": lambda marks: calibrate(marks, rng=np.random.default_rng(0)).scores,
}


def tau(found: Floats, true: Floats) -> float:
    """Kendall's tau-a."""
    agree = np.sign(found[:, None] - found) * np.sign(true[:, None] - true)
    return float(agree.sum() / (len(true) * (len(true) - 1)))


def covered(quality: Floats, marks: Marks) -> float:
    ranked = ranking(calibrate(marks, rng=np.random.default_rng(0)), places=1, rng=np.random.default_rng(1))
    true = np.empty(len(quality))
    true[np.argsort(-quality)] = np.arange(1, len(quality) + 1)
    return float(((true >= ranked.low) & (true <= ranked.high)).mean())


def main() -> int:
    print("| method | " + " | ".join(column.name for column in COLUMNS) + " |")
    print("|---|" + "--:|" * len(COLUMNS))
    panels = [[simulated(column, seed) for seed in range(3 if QUICK else column.panels)] for column in COLUMNS]
    for name, method in METHODS.items():
        row = [np.mean([tau(method(marks), quality) for quality, marks in column]) for column in panels]
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in row) + " |")
    held = [np.mean([covered(quality, marks) for quality, marks in column]) for column in panels]
    print("| 90 % rank intervals hold the truth | " + " | ".join(f"{value:.3f}" for value in held) + " |")
    _quality, marks = simulated(Column("", 5000, 1000, 3), 1)
    begun = time.process_time()
    found = calibrate(marks, rng=np.random.default_rng(0))
    fitted = time.process_time() - begun
    ranking(found, places=500, rng=np.random.default_rng(1))
    print(
        f"\n5,000 items × 1,000 reviewers: calibrated in {fitted:.1f} CPU s, ranked in {time.process_time() - begun - fitted:.1f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
