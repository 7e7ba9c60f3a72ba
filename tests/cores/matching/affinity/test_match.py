"""Scores of pairs: who is near, what cannot be scored and why, and that names, order and blocks change nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.affinity import (
    MENDS,
    Matcher,
    Memory,
    Mix,
    Reviewer,
    Text,
    Unmatchable,
    affinities,
    best,
    why,
    whys,
)
from bartholdi.cores.matching.affinity.match import mixed
from tests.cores.matching.affinity.shelves import ANN, AQUEDUCT, BOB, CLO, EVERYONE, GENES, GLACIER, ICE, MELT, NEW, Letters

SUBJECTS = ["glacier", "ice", "melt", "radar", "genes", "wheat", "drought", "rust", "roman", "aqueduct", "city", "stone"]


def matcher(*reviewers: Reviewer) -> Matcher:
    return Matcher.of(reviewers or EVERYONE, Letters())


def office(seed: int) -> tuple[list[Reviewer], list[Text]]:
    rng = np.random.default_rng(seed)

    def text(key: str) -> Text:
        chosen = [SUBJECTS[place] for place in rng.integers(0, len(SUBJECTS), 12)]
        fields = frozenset(chosen[:2]) if rng.random() < 0.5 else frozenset[str]()
        return Text(key, " ".join(chosen[:3]), " ".join(chosen[3:]), fields=fields)

    reviewers = [
        Reviewer(f"r{place}", tuple(text(f"p{place}.{each}") for each in range(rng.integers(0, 5)))) for place in range(7)
    ]
    return [*reviewers, ANN], [text(f"a{place}") for place in range(5)]


def test_the_one_who_wrote_on_it_is_first_in_both_languages() -> None:
    found = affinities(matcher(), [MELT, AQUEDUCT])
    assert [found.reviewers[place] for place in np.nanargmax(found.scores, axis=1)] == ["ann", "clo"]
    assert found.scores[0, 0] > 3


def test_a_reviewer_without_publications_has_no_score_and_a_reason() -> None:
    found = affinities(matcher(), [MELT])
    assert (np.isnan(found.scores[0]).tolist(), found.missing) == ([False, False, False, True], {"new": "no_publications"})
    assert best(matcher(), [MELT]).places.shape == (1, 3)


@given(st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_names_and_order_do_not_matter(seed: int) -> None:
    reviewers, applications = office(seed)
    plain = affinities(matcher(*reviewers), applications)
    rng = np.random.default_rng(seed)
    who, what = rng.permutation(len(reviewers)), rng.permutation(len(applications))
    renamed = [Reviewer(f"x{place}", tuple(reversed(reviewers[place].publications))) for place in who]
    changed = affinities(matcher(*renamed), [replace(applications[place], key=f"y{place}") for place in what])
    np.testing.assert_allclose(changed.scores, plain.scores[np.ix_(what, who)], atol=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=4, deadline=None)
def test_blocks_and_the_best_are_parts_of_the_whole(seed: int, size: int) -> None:
    reviewers, applications = office(seed)
    ready = matcher(*reviewers)
    whole = affinities(ready, applications).scores
    parts = list(ready.blocks(applications, size=size))
    np.testing.assert_allclose(np.concatenate([block.scores for block in parts]), whole, atol=1e-5)
    assert [key for block in parts for key in block.applications] == [text.key for text in applications]
    found = best(ready, applications, count=3)
    np.testing.assert_array_equal(found.scores, np.take_along_axis(whole, found.places, axis=1))
    np.testing.assert_array_equal(found.scores, -np.sort(-whole, axis=1)[:, :3])


def test_the_same_input_gives_the_same_answer() -> None:
    reviewers, applications = office(7)
    first, second = (affinities(matcher(*reviewers), applications).scores for _each in range(2))
    assert first.tobytes() == second.tobytes()


def test_the_same_publication_twice_counts_once() -> None:
    once, twice = (
        affinities(matcher(Reviewer("ann", texts), BOB), [MELT]).scores for texts in ((GLACIER, ICE), (GLACIER, ICE, GLACIER))
    )
    assert once.tolist() == twice.tolist()


def test_one_application_and_one_reviewer_are_enough() -> None:
    found = affinities(matcher(ANN), [MELT])
    assert np.isfinite(found.scores).all()
    assert found.scores.shape == (1, 1)
    assert affinities(matcher(ANN), []).scores.shape == (0, 1)


def test_publications_that_arrive_later_are_all_that_is_embedded() -> None:
    encoder = Letters()
    store = Memory(encoder)
    Matcher.of([ANN], encoder, store)
    encoder.asked.clear()
    Matcher.of([ANN, BOB], encoder, store)
    assert encoder.asked == [GENES.short]


def test_fields_and_full_texts_count_where_they_are_given() -> None:
    plain = (Text("p1", "Alpha", "one thing"), Text("p2", "Beta", "other thing"))
    optics = replace(plain[0], fields=frozenset({"physics.optics"}))
    wheat = replace(plain[1], full="wheat drought rust genes, and wheat again")
    fields = matcher(Reviewer("x", (optics,)), Reviewer("y", (replace(plain[1], fields=frozenset({"arts"})),)))
    asked = Text("a", "Gamma", "nothing of it", fields=frozenset({"physics.waves"}))
    assert fields.kinds([asked])["fields"][0, 0] > fields.kinds([asked])["fields"][0, 1]
    full = matcher(Reviewer("x", (plain[0],)), Reviewer("y", (wheat,)))
    kinds = full.kinds([Text("a", "Wheat", "drought and rust")])
    assert (np.isnan(kinds["full"][0]).tolist(), np.isnan(kinds["fields"]).all()) == ([True, False], True)
    assert kinds["full"][0, 1] > 0


def test_the_score_is_the_weighted_mean_of_what_there_is() -> None:
    nan = np.nan
    kinds = {kind: np.full((1, 2), nan, np.float32) for kind in ("full", "fields", "nearest")}
    kinds |= {"meaning": np.array([[1.0, 2.0]], np.float32), "profile": np.array([[4.0, nan]], np.float32)}
    assert mixed(kinds, Mix(profile=1.0, meaning=0.5)).tolist() == [[3.0, 2.0]]
    assert np.isnan(mixed({kind: np.full((1, 1), nan, np.float32) for kind in kinds}, Mix())).all()


@pytest.mark.parametrize(
    ("reviewers", "applications", "code", "facts"),
    [
        ((ANN, ANN), (), "twice", {"key": "ann"}),
        ((NEW,), (), "no_publications", {"reviewers": 1}),
        ((), (), "no_publications", {"reviewers": 0}),
        ((Reviewer("x", (Text("p", " ", "…"),)),), (), "empty", {"key": "p"}),
        ((ANN,), (MELT, MELT), "twice", {"key": "a1"}),
        ((ANN,), (Text("a", ""),), "empty", {"key": "a"}),
        ((ANN,), (Text("a", "ice \ud83d"),), "unreadable", {"key": "a"}),
        ((ANN,), (Text("a", "Wheat", language="de"),), "language", {"key": "a", "language": "de"}),
    ],
)
def test_what_cannot_be_matched_says_why_and_how_to_mend_it(
    reviewers: tuple[Reviewer, ...], applications: tuple[Text, ...], code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(Unmatchable) as refused:
        affinities(Matcher.of(reviewers, Letters()), applications)
    assert (refused.value.code, refused.value.facts) == (code, facts)
    assert MENDS[code] in str(refused.value)


def test_why_names_the_nearest_publications_and_the_words_of_both() -> None:
    found = why(matcher(), MELT, "ann")
    assert [near.publication for near in found.nearest] == ["p1", "p2"]
    assert found.nearest[0].words is not None
    assert found.terms[:3] == ("alpine", "melting", "radar") or "glaciers" in " ".join(found.terms)
    assert found.score == pytest.approx(float(affinities(matcher(), [MELT]).scores[0, 0]), abs=1e-5)
    assert set(found.kinds) == {"meaning", "nearest", "profile"}


def test_why_across_languages_has_no_words_and_without_publications_a_reason() -> None:
    across, nobody = why(matcher(), MELT, "clo"), why(matcher(), MELT, "new")
    assert (across.terms, [near.words for near in across.nearest], set(across.kinds)) == ((), [None], {"meaning"})
    assert (nobody.score, nobody.nearest, nobody.reason) == (None, (), "no_publications")
    with pytest.raises(Unmatchable, match="no such reviewer"):
        why(matcher(), MELT, "zoe")


def test_reasons_of_several_reviewers_are_those_of_each() -> None:
    ready = matcher()
    assert whys(ready, MELT, ["bob", "new", "ann"]) == [why(ready, MELT, key) for key in ("bob", "new", "ann")]


def test_clo_alone_reads_french() -> None:
    assert (CLO.publications[0].spoken, AQUEDUCT.spoken, MELT.spoken) == ("fr", "fr", "en")
