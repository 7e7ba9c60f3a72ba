"""Texts that are nearly the same, found without comparing each with each.

A text is cut into runs of three words. For each of 64 buckets, the smallest checksum of its runs stands for it; two texts that share
most runs share most of these, so texts that agree in four neighbouring buckets are looked at closely (MinHash with one permutation and
bands: Broder 1997; Li, Owen and Zhang 2012). Nothing is left to chance: the same texts always give the same pairs.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from zlib import crc32

from bartholdi.cores.eligibility.alike.texts import words

RUN = 3  # words
BUCKETS = 64
BAND = 4  # buckets that must agree: at 80 % alike, 999 of 1,000 pairs are found; at 60 %, 9 of 10
FEWEST = 12  # runs of a text that is worth comparing
CROWD = 20  # of more that are alike, each is only paired with the first: all pairs would be countless
_NONE = 1 << 32

Cut = frozenset[int]


def shingles(text: str) -> Cut:
    """The checksums of all runs of words."""
    found = words(text)
    return frozenset(crc32(" ".join(found[at : at + RUN]).encode()) for at in range(len(found) - RUN + 1))


def closeness(one: Cut, two: Cut) -> int:
    """How many per cent of all runs both have; none where there is too little to tell."""
    if len(one) < FEWEST or len(two) < FEWEST:
        return 0
    shared = len(one & two)
    return 100 * shared // (len(one) + len(two) - shared)


def near(cuts: Sequence[Cut]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that may be nearly the same, as their places; some twice, some that on a closer look are not."""
    bands: dict[tuple[int, ...], list[int]] = {}
    for index, cut in enumerate(cuts):
        if len(cut) >= FEWEST:
            for band in _bands(cut):
                bands.setdefault(band, []).append(index)
    for group in bands.values():
        yield from pairs_of(group)


def pairs_of(group: list[int]) -> Iterator[tuple[int, int]]:
    """The pairs within a group of what is alike."""
    return combinations(group, 2) if len(group) <= CROWD else ((group[0], other) for other in group[1:])


def _bands(cut: Cut) -> Iterator[tuple[int, ...]]:
    least = [_NONE] * BUCKETS
    for checksum in cut:
        bucket = checksum % BUCKETS
        least[bucket] = min(least[bucket], checksum)
    for start in range(0, BUCKETS, BAND):
        band = tuple(least[start : start + BAND])
        if any(value != _NONE for value in band):
            yield (start, *band)
