"""One score from what is known of a pair: how well texts fit, topics in common, and what the reviewer bid. The formula is public.

score = (fit * (1 - w) + shared * w) ** (1 / keenness)

`fit` and `shared` lie between 0 and 1, w is the weight of topics, and keenness is that of the bid: 1 without one. A power keeps who
bids and does not fit below who fits (Leyton-Brown et al. 2024, "Matching papers and reviewers at large conferences").
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from bartholdi.cores.matching.assignment.problem import Floats, Unsound

KEENNESS = {"eager": 2.0, "willing": 1.4, "": 1.0, "reluctant": 0.5}
TOPICS = 0.25


def shared(applications: ArrayLike, reviewers: ArrayLike) -> Floats:
    """(applications, reviewers) the share of each application's topics that the reviewer has, from tables (…, topics) of 0 and 1.

    An application without topics shares 0 with everybody.
    """
    asked, known = np.asarray(applications, dtype=np.float64), np.asarray(reviewers, dtype=np.float64)
    return np.asarray((asked @ known.T) / np.maximum(asked.sum(axis=1, keepdims=True), 1.0), dtype=np.float64)


def keenness(bids: ArrayLike, weights: Mapping[str, float] = KEENNESS) -> Floats:
    """The weight of each bid by its word. Unsound where a word is unknown."""
    words, inverse = np.unique(np.asarray(bids, dtype=str), return_inverse=True)
    if unknown := sorted(set(words.tolist()) - weights.keys()):
        raise Unsound("outside", bid=unknown[0], known=sorted(weights))
    return np.array([weights[word] for word in words.tolist()])[inverse].reshape(np.shape(bids))


def combined(fit: ArrayLike, *, topics: ArrayLike | None = None, keen: ArrayLike | None = None, weight: float = TOPICS) -> Floats:
    """The score of each pair, in the shape of `fit`. Unsound where something is not a number or not between 0 and 1."""
    base = _share(fit, "fit")
    if topics is not None:
        base = base * (1 - weight) + _share(topics, "topics") * weight
    if keen is None:
        return base
    power = np.asarray(keen, dtype=np.float64)
    if not (np.isfinite(power).all() and (power > 0).all()):
        raise Unsound("not_finite", values="keen")
    return np.asarray(base ** (1 / power), dtype=np.float64)


def unit(values: ArrayLike) -> Floats:
    """Any scores, such as z-scores, put on 0 to 1 from the least to the greatest; all 0.5 where they are equal."""
    given = np.asarray(values, dtype=np.float64)
    if not np.isfinite(given).all():
        raise Unsound("not_finite", values="scores")
    spread = float(np.ptp(given)) if given.size else 0.0
    return (given - given.min()) / spread if spread else np.full(given.shape, 0.5)


def _share(values: ArrayLike, name: str) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    if not np.isfinite(given).all():
        raise Unsound("not_finite", values=name)
    if given.size and (given.min() < 0 or given.max() > 1):
        raise Unsound("outside", values=name, least=float(given.min()), greatest=float(given.max()))
    return given
