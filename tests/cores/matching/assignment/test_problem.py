"""What is unsound is refused with its place, before anything is computed; scores from what is known of a pair."""

from typing import Any

import numpy as np
import pytest

from bartholdi.cores.matching.assignment import Kind, Problem, Unsound, combined, keenness, shared, unit
from bartholdi.cores.matching.assignment.problem import MOST_IN_LISTS

GRID = np.ones((2, 3))
SPARSE: dict[str, Any] = {"pairs": ([0, 1], [0, 2]), "shape": (2, 3)}


@pytest.mark.parametrize(
    ("scores", "more", "code"),
    [
        ([[1.0, float("nan"), 1.0], [1.0, 1.0, 1.0]], {}, "not_finite"),
        ([[1.0, float("inf"), 1.0], [1.0, 1.0, 1.0]], {}, "not_finite"),
        ([["a", 1, 1], [1, 1, 1]], {}, "not_finite"),
        ([[1.0], [1.0, 2.0]], {}, "not_finite"),
        ([1.0, 2.0], {}, "length"),
        (GRID, {"demand": [1, 1, 1]}, "length"),
        (GRID, {"demand": -1}, "negative"),
        (GRID, {"demand": 1.5}, "whole"),
        (GRID, {"low": 3}, "upside_down"),
        (GRID, {"fixed": [(0, 0)], "conflicts": [(0, 0)]}, "contradiction"),
        (GRID, {"fixed": [(0, 3)]}, "outside"),
        (GRID, {"conflicts": [(2, 0)]}, "outside"),
        (GRID, {"conflicts": np.zeros((3, 3), dtype=bool)}, "length"),
        ([1.0, 1.0], {**SPARSE, "pairs": ([0, 0], [1, 1])}, "twice"),
        ([1.0, 1.0], {**SPARSE, "pairs": ([0, 2], [1, 1])}, "outside"),
        ([1.0, 1.0], {**SPARSE, "pairs": ([0, -1], [1, 1])}, "outside"),
        ([1.0], SPARSE, "length"),
        ([1.0, float("nan")], SPARSE, "not_finite"),
        ([0.5] * (MOST_IN_LISTS + 1), SPARSE, "lists"),
        (GRID, {"kinds": [Kind.of("a", [True], applications=2)]}, "length"),
        (GRID, {"kinds": [Kind.of("a", [True] * 3, low=2, high=1, applications=2)]}, "upside_down"),
        (GRID, {"kinds": [Kind.of("a", [True] * 3, applications=2)] * 2}, "twice"),
    ],
)
def test_what_is_unsound_is_refused_with_its_place(scores: Any, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Unsound) as refused:
        Problem.of(scores, **{"demand": 1, "high": 2, **more})
    assert refused.value.code == code
    assert refused.value.facts


def test_sparse_and_dense_are_the_same_problem() -> None:
    scores = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    barred = np.array([[True, False, False], [False, False, True]])
    dense = Problem.of(scores, demand=1, high=1, conflicts=barred, fixed=[(1, 0)])
    sparse = Problem.of([0.5, 0.3, 0.2, 0.4], pairs=([1, 0, 0, 1], [1, 2, 1, 0]), shape=(2, 3), demand=1, high=1, fixed=[(1, 0)])
    for name in ("application", "reviewer", "score", "demand", "low", "high", "fixed"):
        assert (getattr(dense, name) == getattr(sparse, name)).all()


def test_a_fixed_pair_without_score_counts_nothing() -> None:
    problem = Problem.of([0.5, 0.3], pairs=([0, 1], [0, 1]), shape=(2, 3), demand=1, high=1, fixed=[(0, 2)])
    assert (problem.score.tolist(), problem.fixed.tolist()) == ([0.5, 0.0, 0.3], [False, True, False])


def test_topics_and_bids_enter_the_score_by_the_formula() -> None:
    common = shared([[1, 1, 0], [0, 0, 0]], [[1, 0, 1], [1, 1, 0]])
    assert common.tolist() == [[0.5, 1.0], [0.0, 0.0]]
    keen = keenness([["eager", ""], ["reluctant", "willing"]])
    assert keen.tolist() == [[2.0, 1.0], [0.5, 1.4]]
    found = combined([[0.36, 0.5], [0.6, 0.0]], topics=common, keen=keen, weight=0.5)
    assert found == pytest.approx(np.array([[0.43**0.5, 0.75], [0.09, 0.0]]))
    assert combined([0.2]).tolist() == [0.2]


def test_any_scores_are_put_on_zero_to_one() -> None:
    assert unit([-1.0, 0.0, 1.0]).tolist() == [0.0, 0.5, 1.0]
    assert unit([3.0, 3.0]).tolist() == [0.5, 0.5]
    assert unit([]).tolist() == []


@pytest.mark.parametrize(
    "act",
    [
        lambda: combined([1.2]),
        lambda: combined([float("nan")]),
        lambda: combined([0.5], keen=[0.0]),
        lambda: combined([0.5], topics=[-0.1]),
        lambda: keenness(["furious"]),
        lambda: unit([float("nan")]),
    ],
)
def test_scores_outside_their_range_are_refused(act: Any) -> None:
    with pytest.raises(Unsound):
        act()
