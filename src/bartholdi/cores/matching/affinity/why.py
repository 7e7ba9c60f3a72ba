"""Why this pair: the reviewer's nearest publications, the words both use, and what each kind of likeness says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from bartholdi.cores.matching.affinity.documents import Text
from bartholdi.cores.matching.affinity.encoder import Vectors, embedded
from bartholdi.cores.matching.affinity.match import Matcher, mixed
from bartholdi.cores.matching.affinity.pool import Shelf
from bartholdi.cores.matching.affinity.words import terms

NEAREST = 3
TERMS = 8


@dataclass(frozen=True)
class Near:
    """`meaning`: cosine of the vectors; `words`: cosine of the terms, None across languages. 1 is the same text."""

    publication: str
    title: str
    meaning: float
    words: float | None


@dataclass(frozen=True)
class Why:
    """`kinds`: standard deviations of each kind there is; their weighted mean is `score`, None where there is no publication."""

    application: str
    reviewer: str
    score: float | None
    kinds: Mapping[str, float]
    nearest: tuple[Near, ...]
    terms: tuple[str, ...]  # as the application writes them, the most telling first
    reason: str = ""  # why there is no score


def why(matcher: Matcher, application: Text, reviewer: str) -> Why:
    """Unmatchable: unknown, or what `Matcher.scores` refuses."""
    return whys(matcher, application, [reviewer])[0]


def whys(matcher: Matcher, application: Text, reviewers: Sequence[str]) -> list[Why]:
    """The same for several reviewers of one application, which costs hardly more than for one."""
    places = [matcher.pool.place(reviewer) for reviewer in reviewers]
    kinds = matcher.kinds([application])
    scores = mixed(kinds, matcher.mix)[0]
    asked = _Asked.of(matcher, application)
    found = []
    for reviewer, place in zip(reviewers, places, strict=True):
        if reason := matcher.missing.get(reviewer, ""):
            found.append(Why(application.key, reviewer, None, {}, (), (), reason))
            continue
        there = {kind: float(values[0, place]) for kind, values in kinds.items() if np.isfinite(values[0, place])}
        row = asked.owner(place)
        found.append(
            Why(application.key, reviewer, float(scores[place]), there, _nearest(matcher, asked, place, row), _shared(asked, row))
        )
    return found


@dataclass(frozen=True, eq=False)
class _Asked:
    """An application as its publications are compared with it; no shelf where nobody writes its language."""

    text: Text
    vector: Vectors
    shelf: Shelf | None
    terms: csr_array  # (1, terms)

    @staticmethod
    def of(matcher: Matcher, text: Text) -> _Asked:
        vector = embedded([text.short], matcher.pool.encoder, matcher.pool.store)[0]
        shelf = matcher.pool.shelves.get(text.spoken)
        return _Asked(text, vector, shelf, shelf.lexicon.rows([text.short]) if shelf else csr_array((1, 0)))

    def owner(self, place: int) -> int | None:
        """The row of a reviewer on the shelf."""
        if self.shelf is None:
            return None
        found = np.flatnonzero(self.shelf.owners == place)
        return int(found[0]) if found.size else None


def _nearest(matcher: Matcher, asked: _Asked, place: int, row: int | None) -> tuple[Near, ...]:
    """By both cosines, each in the standard deviations of its kind."""
    pool = matcher.pool
    rows = np.flatnonzero(pool.whose == place)
    meaning = pool.vectors[rows] @ asked.vector
    words = np.full(len(rows), np.nan, dtype=np.float32)
    if asked.shelf and row is not None:
        first, last = [*asked.shelf.starts, len(asked.shelf.rows)][row : row + 2]
        held = asked.shelf.lexicon.texts[first:last]
        words[np.isin(rows, asked.shelf.rows[first:last])] = (held @ asked.terms.T).toarray()[:, 0]
    merit = matcher.standard("meaning", meaning) + np.nan_to_num(matcher.standard("nearest", words), nan=0.0)
    found = []
    for each in np.argsort(-merit, kind="stable")[:NEAREST]:
        publication, alike = pool.publications[int(rows[each])], float(words[each])
        found.append(Near(publication.key, publication.title, float(meaning[each]), None if np.isnan(alike) else alike))
    return tuple(found)


def _shared(asked: _Asked, row: int | None) -> tuple[str, ...]:
    """What contributes most to the likeness with the reviewer's profile; a word is left out where a pair with it is named."""
    if asked.shelf is None or row is None:
        return ()
    lexicon = asked.shelf.lexicon
    both = csr_array(asked.terms * lexicon.profiles[[row]]).tocoo()
    written: dict[str, str] = {}
    for term, form in terms(asked.text.short, asked.text.spoken):
        written.setdefault(term, form)
    found: list[str] = []
    for _weight, term in sorted(zip(-both.data, (lexicon.names[column] for column in both.col), strict=True)):
        form = written[term]
        if not any(set(form.split()) & set(other.split()) for other in found):
            found.append(form)
    return tuple(found[:TERMS])
