"""Invented panels: items of known quality, reviewers of known severity."""

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.calibration import Marks


@dataclass(frozen=True, eq=False)
class Panel:
    quality: np.ndarray
    harshness: np.ndarray
    marks: Marks


def panel(
    seed: int, items: int = 40, reviewers: int = 10, each: int = 3, *, harsh: float = 0.5, slope: float = 0.0, noise: float = 0.7
) -> Panel:
    """Each item is read by `each` reviewers drawn at random, all different."""
    rng = np.random.default_rng(seed)
    quality, harshness = rng.standard_normal(items), rng.normal(0, harsh, reviewers)
    slopes = 1 + rng.normal(0, slope, reviewers)
    what = np.repeat(np.arange(items), each)
    who = np.concatenate([rng.permutation(reviewers)[:each] for _item in range(items)])
    values = slopes[who] * quality[what] - harshness[who] + rng.normal(0, noise, len(what))
    return Panel(quality, harshness, Marks.of(what, who, values, item_count=items, reviewer_count=reviewers))
