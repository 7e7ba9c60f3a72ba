"""The mixed model against its definition by whole matrices, against what was planted, and against names and order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.calibration import Marks, agreement, calibrate, ranking, severities
from bartholdi.cores.matching.calibration.fit import factors
from bartholdi.cores.matching.calibration.mixed import Design, solve
from tests.cores.matching.panels import panel


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def by_whole_matrices(marks: Marks, deviations: np.ndarray) -> tuple[np.ndarray, float]:
    """Items' predictions and the restricted criterion from the covariance matrix of all marks."""
    items = np.eye(marks.item_count)[marks.items] * deviations[0]
    others = [np.eye(factor.count)[factor.levels] * each for factor, each in zip(factors(marks), deviations[1:], strict=True)]
    covariance = np.eye(len(marks.values)) + items @ items.T + sum(other @ other.T for other in others)
    ones, inverse = np.ones(len(marks.values)), np.linalg.inv(covariance)
    mean = (ones @ inverse @ marks.values) / (ones @ inverse @ ones)
    left = marks.values - mean
    predictions = deviations[0] * items.T @ inverse @ left
    quadratic = left @ inverse @ left
    criterion = np.linalg.slogdet(covariance)[1] + np.log(ones @ inverse @ ones) + (len(left) - 1) * np.log(quadratic)
    return predictions, float(criterion)


@given(st.integers(0, 10_000), st.floats(0.05, 3), st.floats(0.05, 3), st.floats(0.05, 3))
@settings(max_examples=30, deadline=None)
def test_eliminating_items_changes_nothing(seed: int, first: float, second: float, third: float) -> None:
    plain = panel(seed, items=9, reviewers=4).marks
    groups = np.random.default_rng(seed).integers(0, 2, len(plain.values))
    marks = Marks.of(plain.items, plain.reviewers, plain.values, groups=groups)
    deviations = np.array([first, second, third])[: 1 + len(factors(marks))]
    solved = solve(Design.of(marks.values, marks.items, marks.item_count, factors(marks)), deviations)
    predictions, criterion = by_whole_matrices(marks, deviations)
    np.testing.assert_allclose(solved.effects()[0], predictions, atol=1e-8)
    assert solved.criterion == pytest.approx(criterion, abs=1e-6)


def test_planted_severities_are_recovered() -> None:
    made = panel(3, items=300, reviewers=20, harsh=1.0)
    found = calibrate(made.marks, rng=rng())
    assert np.corrcoef(found.severity, made.harshness)[0, 1] > 0.97
    assert found.advice == "calibrated"
    harshest = severities(found)[0]
    assert (harshest.reviewer, harshest.clear) == (int(np.argmax(made.harshness)), True)


def test_calibrated_marks_are_nearer_to_the_truth_than_means() -> None:
    better = 0
    for seed in range(10):
        made = panel(seed, items=60, harsh=1.0)
        found = calibrate(made.marks, rng=rng())
        better += np.corrcoef(found.scores, made.quality)[0, 1] > np.corrcoef(found.raw, made.quality)[0, 1]
    assert better == 10


def test_where_reviewers_do_not_differ_the_mean_is_advised() -> None:
    made = panel(5, items=200, harsh=0.0)
    found = calibrate(made.marks, rng=rng())
    assert found.advice == "raw"
    np.testing.assert_allclose(found.raw, made.marks.means())


def test_a_slope_is_used_only_where_reviewers_use_the_scale_differently() -> None:
    alike = calibrate(panel(2, items=120, reviewers=12).marks, rng=rng())
    differently = calibrate(panel(2, items=120, reviewers=12, slope=0.5).marks, rng=rng())
    light = calibrate(panel(2, items=60, reviewers=30, slope=0.5).marks, rng=rng())
    assert [found.slopes.size for found in (alike, differently, light)] == [0, 12, 0]


def test_two_sides_with_different_habits_are_told_apart() -> None:
    made = panel(8, items=80, reviewers=10).marks
    side = made.reviewers % 2
    marks = Marks.of(made.items, made.reviewers, made.values + 2.0 * side, groups=side)
    found = calibrate(marks, rng=rng())
    assert found.deviations["group"] > 0.5
    plain = calibrate(Marks.of(made.items, made.reviewers, made.values), rng=rng())
    assert np.corrcoef(found.scores, plain.scores)[0, 1] > 0.99


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_names_and_order_do_not_matter(seed: int) -> None:
    made = panel(seed, items=20, reviewers=6).marks
    draw = np.random.default_rng(seed)
    items, reviewers, order = draw.permutation(20), draw.permutation(6), draw.permutation(len(made.values))
    renamed = Marks.of(items[made.items[order]], reviewers[made.reviewers[order]], made.values[order])
    first, second = calibrate(made, rng=rng()), calibrate(renamed, rng=rng())
    np.testing.assert_allclose(second.scores[items], first.scores, atol=1e-6)
    np.testing.assert_allclose(second.severity[reviewers], first.severity, atol=1e-6)


def test_the_same_seed_gives_the_same_answer() -> None:
    found = [calibrate(panel(4).marks, rng=rng(7)) for _each in range(2)]
    assert found[0].errors.tolist() == found[1].errors.tolist()
    ranked = [ranking(each, places=10, rng=rng(9), draws=300) for each in found]
    assert ranked[0].low.tolist() == ranked[1].low.tolist()


def test_ranks_add_up_and_intervals_hold_the_truth() -> None:
    held = []
    for seed in range(20):
        made = panel(seed, items=60, reviewers=15)
        ranked = ranking(calibrate(made.marks, rng=rng()), places=12, rng=rng(), draws=400)
        assert ranked.among_best.sum() == pytest.approx(12)
        assert ranked.expected.sum() == pytest.approx(60 * 61 / 2)
        true = np.empty(60)
        true[np.argsort(-made.quality)] = np.arange(1, 61)
        held.append(((true >= ranked.low) & (true <= ranked.high)).mean())
    assert 0.85 <= np.mean(held) <= 0.95


def test_items_without_marks_have_neither_score_nor_rank() -> None:
    made = panel(6).marks
    marks = Marks.of(made.items, made.reviewers, made.values, item_count=42, reviewer_count=11)
    found = calibrate(marks, rng=rng())
    ranked = ranking(found, places=5, rng=rng(), draws=50)
    assert np.isnan(found.scores[40:]).all()
    assert np.isnan(found.severity[10:]).all()
    assert (np.isnan(ranked.expected[40:]).all(), len(ranked.order)) == (True, 40)
    assert len(severities(found)) == 10


def test_agreement_is_one_where_all_agree_and_about_zero_by_chance() -> None:
    draw = np.random.default_rng(1)
    items, reviewers = np.repeat(np.arange(200), 3), np.tile(np.arange(3), 200)
    assert agreement(Marks.of(items, reviewers, items.astype(float))) == pytest.approx(1.0)
    assert abs(agreement(Marks.of(items, reviewers, draw.standard_normal(600)))) < 0.1
    assert np.isnan(agreement(Marks.of([0, 1], [0, 1], [1.0, 2.0])))
