"""Kinds of likeness between texts and reviewers, each as one matrix; NaN where a pair cannot be compared in that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_array

from bartholdi.cores.matching.affinity.documents import Text
from bartholdi.cores.matching.affinity.encoder import Vectors
from bartholdi.cores.matching.affinity.lexical import Ints
from bartholdi.cores.matching.affinity.pool import FULL, Floats, Pool, Shelf
from bartholdi.cores.matching.affinity.words import LANGUAGES

BEST = 3  # publications of a reviewer that are looked at: the nearest ones


def likeness(pool: Pool, texts: Sequence[Text], vectors: Vectors) -> dict[str, Floats]:
    """Kind -> (texts, reviewers):

    meaning   mean cosine to the reviewer's BEST nearest publications, by their vectors; across languages too
    nearest   the same by their words, within the language of the text
    profile   cosine to all of the reviewer's publications as one document, by words, within the language
    full      the same as `nearest`, among full texts only
    fields    cosine of the text's fields and those of the reviewer's publications, the rarer the heavier
    """
    shape = (len(texts), len(pool.reviewers))
    everyone, starts = np.unique(pool.whose, return_index=True)
    meaning = _spread(pooled(vectors @ pool.vectors.T, starts, BEST), everyone, shape)
    found = {"meaning": meaning, "nearest": _nothing(shape), "profile": _nothing(shape), "full": _nothing(shape)}
    for language, places in _by_language(texts):
        words = [texts[place].short for place in places]
        if shelf := pool.shelves.get(language):
            asked = shelf.lexicon.rows(words)
            found["profile"][np.ix_(places, shelf.owners)] = _product(asked, shelf.lexicon.profiles)
            found["nearest"][np.ix_(places, shelf.owners)] = _pooled_words(asked, shelf)
        if shelf := pool.shelves.get(FULL + language):
            asked = shelf.lexicon.rows(texts[place].full or texts[place].short for place in places)
            found["full"][np.ix_(places, shelf.owners)] = _pooled_words(asked, shelf)
    found["fields"] = _fields(pool, texts)
    return found


def pooled(likenesses: Floats, starts: Ints, best: int) -> Floats:
    """(texts, owners) the mean of each owner's `best` greatest; an owner's columns stand together and begin at `starts`."""
    found = np.empty((len(likenesses), len(starts)), dtype=np.float32)
    for place, (first, last) in enumerate(zip(starts, [*starts[1:], likenesses.shape[1]], strict=True)):
        own = likenesses[:, first:last]
        found[:, place] = (np.partition(own, last - first - best, axis=1)[:, -best:] if last - first > best else own).mean(axis=1)
    return found


def _pooled_words(asked: csr_array, shelf: Shelf) -> Floats:
    return pooled(_product(asked, shelf.lexicon.texts), shelf.starts, BEST)


def _product(asked: csr_array, held: csr_array) -> Floats:
    found: Floats = (asked @ held.T).toarray().astype(np.float32)
    return found


def _by_language(texts: Sequence[Text]) -> Iterator[tuple[str, Ints]]:
    spoken = np.array([text.spoken for text in texts])
    for language in LANGUAGES:
        if (places := np.flatnonzero(spoken == language)).size:
            yield language, places


def _fields(pool: Pool, texts: Sequence[Text]) -> Floats:
    """NaN where either side has none."""
    publications = [nested(publication.fields) for publication in pool.publications]
    asked = [nested(text.fields) for text in texts]
    codes = {code: place for place, code in enumerate(sorted(frozenset[str]().union(*publications)))}
    ours = np.zeros((len(pool.reviewers), len(codes)), dtype=np.float32)
    np.add.at(ours, pool.whose, _table(publications, codes))
    weights = (1 + np.log((1 + len(ours)) / (1 + (ours > 0).sum(axis=0)))).astype(np.float32)
    found: Floats = _unit(_table(asked, codes) * weights) @ _unit(ours * weights).T
    found[[not each for each in asked]] = np.nan
    found[:, ~ours.any(axis=1)] = np.nan
    return found


def nested(fields: frozenset[str]) -> frozenset[str]:
    """Each code and those it lies in: "physics.optics" lies in "physics"."""
    return fields | {code.rpartition(".")[0] for code in fields if "." in code}


def _table(sets: Sequence[frozenset[str]], codes: dict[str, int]) -> Floats:
    table = np.zeros((len(sets), len(codes)), dtype=np.float32)
    for row, each in enumerate(sets):
        table[row, [codes[code] for code in each if code in codes]] = 1
    return table


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _nothing(shape: tuple[int, int]) -> Floats:
    return np.full(shape, np.nan, dtype=np.float32)


def _spread(values: Floats, owners: Ints, shape: tuple[int, int]) -> Floats:
    found = _nothing(shape)
    found[:, owners] = values
    return found
