"""The reviewers, ready to be compared with: their publications' vectors and lexica, and the scale of each kind of likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.affinity.documents import Reviewer, Text, Unmatchable, checked, digest, distinct
from bartholdi.cores.matching.affinity.encoder import Encoder, Memory, Store, Vectors, embedded
from bartholdi.cores.matching.affinity.lexical import Ints, Lexicon
from bartholdi.cores.matching.affinity.words import LANGUAGES

Floats = NDArray[np.float32]
FULL = "full "  # before the language of a lexicon of full texts


@dataclass(frozen=True, eq=False)
class Shelf:
    """A lexicon with whose publications it holds: `rows` are places in the pool's list, `owners` of reviewers, both ascending."""

    lexicon: Lexicon
    rows: Ints
    owners: Ints  # the reviewers who have any
    starts: Ints  # where in `rows` each owner's begin


@dataclass(frozen=True, eq=False)
class Pool:
    """`publications` are sorted by reviewer, then by digest: neither order nor names of what was given matter."""

    reviewers: tuple[str, ...]
    publications: tuple[Text, ...]
    whose: Ints  # (publications,) place of the reviewer
    vectors: Vectors  # (publications, dimension)
    shelves: Mapping[str, Shelf]
    encoder: Encoder
    store: Store

    @staticmethod
    def of(reviewers: Sequence[Reviewer], encoder: Encoder, store: Store | None = None) -> Pool:
        """A reviewer may have no publication; the same text twice in a list counts once. Unmatchable: see MENDS."""
        distinct([each.key for each in reviewers])
        whose: list[int] = []
        publications: list[Text] = []
        for place, each in enumerate(reviewers):
            once = {digest(text.short + text.full): text for text in checked(each.publications)}
            publications += [once[key] for key in sorted(once)]
            whose += [place] * len(once)
        if not publications:
            raise Unmatchable("no_publications", reviewers=len(reviewers))
        kept = Memory(encoder) if store is None else store
        vectors = embedded([text.short for text in publications], encoder, kept)
        owners = np.array(whose, dtype=np.int64)
        shelves = {**_shelves(publications, owners, full=False), **_shelves(publications, owners, full=True)}
        return Pool(tuple(each.key for each in reviewers), tuple(publications), owners, vectors, shelves, encoder, kept)

    def place(self, reviewer: str) -> int:
        if reviewer not in self.reviewers:
            raise Unmatchable("unknown", reviewer=reviewer)
        return self.reviewers.index(reviewer)


def _shelves(publications: Sequence[Text], whose: Ints, *, full: bool) -> dict[str, Shelf]:
    spoken = np.array([text.spoken if (text.full or not full) else "" for text in publications])
    found = {}
    for language in LANGUAGES:
        rows = np.flatnonzero(spoken == language)
        if rows.size:
            owners, starts, numbered = np.unique(whose[rows], return_index=True, return_inverse=True)
            texts = [publications[row].full if full else publications[row].short for row in rows.tolist()]
            lexicon = Lexicon.of(texts, numbered.astype(np.int64), language)
            found[FULL * full + language] = Shelf(lexicon, rows, owners, starts)
    return found
