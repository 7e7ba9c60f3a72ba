"""What two texts of one language have in common, word by word: TF-IDF with sublinear counts over stems and pairs of stems.

The weight of a term falls with the number of reviewers, not of publications, who use it: it is reviewers that are told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from bartholdi.cores.matching.affinity.words import terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The publications in one language. `owners` are numbered from 0 in the order of `best`'s and `profiles`' rows.

    weights   (terms,) how telling each term is
    texts     (publications, terms) each of length 1
    profiles  (owners, terms) each owner's publications as one document, its counts damped twice, of length 1
    """

    language: str
    vocabulary: dict[str, int]
    names: tuple[str, ...]  # the terms in the order of the columns
    weights: Floats
    texts: csr_array
    profiles: csr_array

    @staticmethod
    def of(texts: Sequence[str], owners: Ints, language: str) -> Lexicon:
        """owners (texts,): whose each text is, from 0, each at least once. The vocabulary is sorted: order of texts changes nothing."""
        counted = [Counter(term for term, _written in terms(text, language)) for text in texts]
        names = tuple(sorted(set().union(*counted)))
        vocabulary = {term: place for place, term in enumerate(names)}
        counts = _counts(counted, vocabulary)
        count = int(owners.max()) + 1
        belongs = csr_array((np.ones(len(owners), np.float32), (owners, np.arange(len(owners)))), shape=(count, len(owners)))
        together = csr_array(belongs @ counts)
        users = np.bincount(together.indices, minlength=len(vocabulary))
        weights = (1 + np.log((1 + count) / (1 + users))).astype(np.float32)
        return Lexicon(
            language, vocabulary, names, weights, _scaled(_damped(counts), weights), _scaled(_damped(_damped(together)), weights)
        )

    def rows(self, texts: Iterable[str]) -> csr_array:
        """(texts, terms), each of length 1, or 0 where no term is known."""
        counted = [Counter(term for term, _written in terms(text, self.language)) for text in texts]
        return _scaled(_damped(_counts(counted, self.vocabulary)), self.weights)


def _counts(counted: Sequence[Counter[str]], vocabulary: dict[str, int]) -> csr_array:
    ends, places, values = [0], [], []
    for counter in counted:
        found = sorted((vocabulary[term], count) for term, count in counter.items() if term in vocabulary)
        places += [place for place, _count in found]
        values += [count for _place, count in found]
        ends.append(len(places))
    shape = (len(counted), len(vocabulary))
    return csr_array((np.array(values, np.float32), np.array(places, np.int64), np.array(ends, np.int64)), shape=shape)


def _damped(counts: csr_array) -> csr_array:
    """Sublinear: the tenth time says less than the second. Twice, for a document that is as long as many."""
    found = counts.copy()
    found.data = 1 + np.log(found.data)
    return found


def _scaled(counts: csr_array, weights: Floats) -> csr_array:
    """Weighted, each row of length 1."""
    found = counts.copy()
    found.data = found.data * weights[found.indices]
    lengths = np.sqrt(np.asarray((found * found).sum(axis=1), dtype=np.float64).ravel())
    return csr_array(diags_array((1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)) @ found)
