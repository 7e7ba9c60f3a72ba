"""Words, languages and lexica, against the same sums done by dictionaries."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.affinity.lexical import Lexicon
from bartholdi.cores.matching.affinity.likeness import pooled
from bartholdi.cores.matching.affinity.words import language, terms, words

SAYINGS = st.lists(
    st.lists(st.sampled_from(["glacier", "ice", "melt", "genes", "wheat", "the", "of", "MoS2"]), max_size=8).map(" ".join),
    min_size=1,
)


def test_words_keep_formulae_and_leave_out_numbers_and_single_letters() -> None:
    assert words("L’été 2024: MoS2, CO2 & x-rays à 300 K") == ["été", "mos2", "co2", "rays"]


def test_terms_are_stems_and_pairs_with_the_form_that_is_written() -> None:
    assert list(terms("the Melting glaciers", "en")) == [
        ("melt", "melting"),
        ("glacier", "glaciers"),
        ("melt glacier", "melting glaciers"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les villes romaines et leurs aqueducs", "fr"),
        ("The flow of ice", "en"),
        ("Big data pour la santé des océans", "fr"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_the_empty_words(text: str, expected: str) -> None:
    assert language(text) == expected


@given(SAYINGS, st.integers(1, 3), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_a_lexicon_gives_the_cosines_of_its_definition(texts: list[str], owners: int, seed: int) -> None:
    whose = np.sort(np.arange(len(texts)) % min(owners, len(texts))).astype(np.int64)
    lexicon = Lexicon.of(texts, whose, "en")
    counts = [Counter(term for term, _written in terms(text, "en")) for text in texts]
    together = [sum((counts[row] for row in np.flatnonzero(whose == owner)), Counter()) for owner in range(whose.max() + 1)]
    weights = {
        term: 1 + math.log((1 + len(together)) / (1 + sum(term in each for each in together))) for term in set().union(*counts)
    }

    def vector(counter: Counter[str], *, twice: bool) -> dict[str, float]:
        damped = {term: 1 + math.log(count) for term, count in counter.items()}
        damped = {term: 1 + math.log(count) for term, count in damped.items()} if twice else damped
        found = {term: value * weights[term] for term, value in damped.items()}
        length = math.sqrt(sum(value**2 for value in found.values())) or 1.0
        return {term: value / length for term, value in found.items()}

    def cosine(left: dict[str, float], right: dict[str, float]) -> float:
        return sum(value * right.get(term, 0.0) for term, value in left.items())

    asked = texts[seed % len(texts)]
    query = vector(counts[seed % len(texts)], twice=False)
    rows = lexicon.rows([asked])
    np.testing.assert_allclose(
        (rows @ lexicon.texts.T).toarray()[0], [cosine(query, vector(each, twice=False)) for each in counts], atol=1e-5
    )
    np.testing.assert_allclose(
        (rows @ lexicon.profiles.T).toarray()[0], [cosine(query, vector(each, twice=True)) for each in together], atol=1e-5
    )


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_pooling_is_the_mean_of_the_greatest(seed: int, best: int, owners: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 6, owners)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    likenesses = rng.standard_normal((3, int(sizes.sum()))).astype(np.float32)
    expected = [
        [np.mean(sorted(row[start : start + size])[::-1][:best]) for start, size in zip(starts, sizes, strict=True)]
        for row in likenesses
    ]
    np.testing.assert_allclose(pooled(likenesses, starts, best), expected, atol=1e-6)
