"""Why this pair: the reviewer's nearest publications, the words both use, and what each kind of likeness says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from bartholdi.cores.matching.affinity.documents import Text
from bartholdi.cores.matching.affinity.encoder import embedded
from bartholdi.cores.matching.affinity.lexical import Floats
from bartholdi.cores.matching.affinity.match import Matcher, mixed
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
    place = matcher.pool.place(reviewer)
    if reason := matcher.missing.get(reviewer, ""):
        return Why(application.key, reviewer, None, {}, (), (), reason)
    kinds = matcher.kinds([application])
    score = float(mixed(kinds, matcher.mix)[0, place])
    there = {kind: float(values[0, place]) for kind, values in kinds.items() if np.isfinite(values[0, place])}
    return Why(
        application.key, reviewer, score, there, _nearest(matcher, application, place), _shared(matcher, application, place)
    )


def _nearest(matcher: Matcher, application: Text, place: int) -> tuple[Near, ...]:
    """By both cosines, each in the standard deviations of its kind."""
    pool = matcher.pool
    rows = np.flatnonzero(pool.whose == place)
    meaning = pool.vectors[rows] @ embedded([application.short], pool.encoder, pool.store)[0]
    words = _by_words(matcher, application)[rows]
    merit = matcher.standard("meaning", meaning) + np.nan_to_num(matcher.standard("nearest", words), nan=0.0)
    found = []
    for each in np.argsort(-merit, kind="stable")[:NEAREST]:
        publication, alike = pool.publications[rows[each]], float(words[each])
        found.append(Near(publication.key, publication.title, float(meaning[each]), None if np.isnan(alike) else alike))
    return tuple(found)


def _by_words(matcher: Matcher, application: Text) -> Floats:
    """(publications,) NaN for those in another language."""
    found = np.full(len(matcher.pool.publications), np.nan, dtype=np.float32)
    if shelf := matcher.pool.shelves.get(application.spoken):
        asked = shelf.lexicon.rows([application.short])
        found[shelf.rows] = (shelf.lexicon.texts @ asked.T).toarray()[:, 0]
    return found


def _shared(matcher: Matcher, application: Text, place: int) -> tuple[str, ...]:
    """What contributes most to the likeness with the reviewer's profile; a word is left out where a pair with it is named."""
    shelf = matcher.pool.shelves.get(application.spoken)
    if shelf is None or place not in shelf.owners:
        return ()
    row = int(np.flatnonzero(shelf.owners == place)[0])
    both = csr_array(shelf.lexicon.rows([application.short]) * shelf.lexicon.profiles[[row]]).tocoo()
    names = list(shelf.lexicon.vocabulary)  # in the order of the columns
    written: dict[str, str] = {}
    for term, form in terms(application.short, application.spoken):
        written.setdefault(term, form)
    ordered = sorted(zip(-both.data, (names[column] for column in both.col), strict=True))
    found: list[str] = []
    for _weight, term in ordered:
        form = written[term]
        if not any(set(form.split()) & set(other.split()) for other in found):
            found.append(form)
    return tuple(found[:TERMS])
