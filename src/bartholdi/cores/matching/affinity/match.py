"""Affinity: how well reviewers' publications fit applications, in blocks of bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.affinity.documents import Reviewer, Text, checked, digest, distinct
from bartholdi.cores.matching.affinity.encoder import Encoder, Store, embedded
from bartholdi.cores.matching.affinity.likeness import likeness
from bartholdi.cores.matching.affinity.pool import Floats, Pool

# Mean and standard deviation of each kind between a text and somebody else's publications, as measured on the held-out texts;
# what the reviewers' own publications say outweighs them as soon as there are some dozens of reviewers.
USUAL = {
    "meaning": (0.30, 0.12),
    "nearest": (-4.7, 0.5),
    "profile": (-4.5, 0.5),
    "full": (-4.0, 0.5),
    "fields": (-2.0, 0.5),
}
# Cosines of words have long tails, those of vectors have none: as they are, whoever writes in the language of a text would come before
# the one who wrote on its subject in another. Their logarithms can be told in the same standard deviations; what is added keeps
# differences among strangers small.
ADDED = {"nearest": 0.003, "profile": 0.003, "full": 0.003, "fields": 0.1}
TRUST = 500.0  # pairs that USUAL counts for
REFERENCE = 400  # publications compared with everybody else to learn the scales
BLOCK = 256  # applications a block: with 20,000 publications about 60 MB


@dataclass(frozen=True)
class Mix:
    """How much each kind weighs. `full` and `fields` only count where they are given. Chosen on held-out texts; see benchmarks."""

    profile: float = 1.0
    nearest: float = 0.25
    meaning: float = 0.3
    full: float = 0.66  # with the three above: 0.3 of the whole
    fields: float = 0.2

    def weights(self) -> Mapping[str, float]:
        return {kind: float(getattr(self, kind)) for kind in USUAL}


@dataclass(frozen=True, eq=False)
class Block:
    """scores (applications, reviewers); NaN for a reviewer without publications."""

    applications: tuple[str, ...]
    scores: Floats


@dataclass(frozen=True, eq=False)
class Affinities:
    """Standard deviations above what a text has in common with somebody else's publications; 0 is a stranger's, 3 and more is near."""

    applications: tuple[str, ...]
    reviewers: tuple[str, ...]
    scores: Floats
    missing: Mapping[str, str] = field(default_factory=dict)  # reviewer -> why there is no score


@dataclass(frozen=True, eq=False)
class Best:
    """For each application its reviewers from the best on; `places` index `reviewers`."""

    applications: tuple[str, ...]
    reviewers: tuple[str, ...]
    places: NDArray[np.int32]  # (applications, count)
    scores: Floats  # (applications, count)


@dataclass(frozen=True, eq=False)
class Matcher:
    pool: Pool
    mix: Mix
    scales: Mapping[str, tuple[float, float]]

    @staticmethod
    def of(reviewers: Sequence[Reviewer], encoder: Encoder, store: Store | None = None, mix: Mix = Mix()) -> Matcher:
        """Embeds what the store does not hold; Unmatchable says what cannot be matched, and how to mend it."""
        pool = Pool.of(reviewers, encoder, store)
        return Matcher(pool, mix, scales(pool))

    def kinds(self, applications: Sequence[Text]) -> dict[str, Floats]:
        """Kind -> (applications, reviewers) in standard deviations; NaN where a pair cannot be compared in that way."""
        vectors = embedded([text.short for text in checked(applications)], self.pool.encoder, self.pool.store)
        return {kind: self.standard(kind, values) for kind, values in likeness(self.pool, applications, vectors).items()}

    def standard(self, kind: str, likenesses: Floats) -> Floats:
        """Standard deviations above what strangers have in common."""
        mean, deviation = self.scales[kind]
        return (told(kind, likenesses) - np.float32(mean)) / np.float32(deviation)

    def scores(self, applications: Sequence[Text]) -> Floats:
        """(applications, reviewers)"""
        return mixed(self.kinds(applications), self.mix)

    def blocks(self, applications: Sequence[Text], size: int = BLOCK) -> Iterator[Block]:
        distinct([text.key for text in applications])
        checked(applications)
        for first in range(0, len(applications), size):
            part = applications[first : first + size]
            yield Block(tuple(text.key for text in part), self.scores(part))

    @property
    def missing(self) -> dict[str, str]:
        """Reviewers without a score, and why."""
        there = set(self.pool.whose.tolist())
        return {key: "no_publications" for place, key in enumerate(self.pool.reviewers) if place not in there}


def mixed(kinds: Mapping[str, Floats], mix: Mix) -> Floats:
    """The weighted mean of what there is of each pair; NaN where there is nothing."""
    weights = mix.weights()
    total = np.zeros_like(next(iter(kinds.values())))
    weight = np.zeros_like(total)
    for kind, values in kinds.items():
        there = np.isfinite(values)
        total[there] += np.float32(weights[kind]) * values[there]
        weight[there] += np.float32(weights[kind])
    return np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)


def affinities(matcher: Matcher, applications: Sequence[Text]) -> Affinities:
    """All scores at once: 4 bytes a pair."""
    parts = [block.scores for block in matcher.blocks(applications)]
    reviewers = matcher.pool.reviewers
    scores = np.concatenate(parts) if parts else np.zeros((0, len(reviewers)), dtype=np.float32)
    return Affinities(tuple(text.key for text in applications), reviewers, scores, matcher.missing)


def best(matcher: Matcher, applications: Sequence[Text], count: int = 30) -> Best:
    """Only each application's `count` best: 8 bytes each, however many reviewers there are. Equal scores: by place."""
    reviewers = matcher.pool.reviewers
    kept = min(count, len(reviewers) - len(matcher.missing))
    places = np.zeros((len(applications), kept), dtype=np.int32)
    scores = np.zeros((len(applications), kept), dtype=np.float32)
    row = 0
    for block in matcher.blocks(applications):
        order = np.argsort(-block.scores, axis=1, kind="stable")[:, :kept]  # NaN comes last
        last = row + len(order)
        places[row:last], scores[row:last] = order, np.take_along_axis(block.scores, order, axis=1)
        row = last
    return Best(tuple(text.key for text in applications), reviewers, places, scores)


def scales(pool: Pool) -> dict[str, tuple[float, float]]:
    """Kind -> (mean, standard deviation) between a publication and reviewers who did not write it."""
    digests = [digest(text.short) for text in pool.publications]
    chosen = [digests.index(each) for each in sorted(set(digests))[:REFERENCE]]
    found = likeness(pool, [pool.publications[place] for place in chosen], pool.vectors[chosen])
    writers: dict[str, list[int]] = {}
    for each, reviewer in zip(digests, pool.whose.tolist(), strict=True):
        writers.setdefault(each, []).append(reviewer)
    for row, place in enumerate(chosen):
        for values in found.values():
            values[row, writers[digests[place]]] = np.nan
    return {
        kind: _scale(told(kind, values[np.isfinite(values)]).astype(np.float64), *USUAL[kind]) for kind, values in found.items()
    }


def told(kind: str, likenesses: Floats) -> Floats:
    """A likeness as it is mixed: its logarithm, but for that of vectors."""
    if (added := ADDED.get(kind)) is None:
        return likenesses
    return np.log(np.maximum(likenesses, np.float32(0)) + np.float32(added)).astype(np.float32)


def _scale(values: NDArray[np.float64], mean: float, deviation: float) -> tuple[float, float]:
    """Mean and deviation of the values and of TRUST usual ones together."""
    share = values.size / (values.size + TRUST)
    if not values.size:
        return mean, deviation
    own, spread = float(values.mean()), float(values.var())
    both = share * own + (1 - share) * mean
    variance = share * (spread + (own - both) ** 2) + (1 - share) * (deviation**2 + (mean - both) ** 2)
    return both, float(np.sqrt(variance))
