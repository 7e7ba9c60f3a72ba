"""The facts of a calibration: what stands beside the raw mean, who differs from whom, what reviewers do not agree on."""

import numpy as np
import pytest

from bartholdi.cores.matching.calibration import Compared, Marks, calibrate, compared, contested, ranking, scored
from tests.cores.matching.panels import panel


def test_calibrated_and_raw_stand_side_by_side_in_the_order_of_the_ranking() -> None:
    found = calibrate(panel(2).marks, rng=np.random.default_rng(0))
    ranks = ranking(found, places=5, rng=np.random.default_rng(1))
    rows = scored(found, ranks)
    assert [row.item for row in rows] == ranks.order.tolist()
    assert [row.rank for row in rows] == list(range(1, 41))
    assert min(row.raw_rank for row in rows) == 1
    best = min(rows, key=lambda row: row.raw_rank)
    assert (best.raw, best.moved) == (max(row.raw for row in rows), best.raw_rank - best.rank)
    assert all(row.low <= row.expected_rank <= row.high and row.marks == 3 for row in rows)


def test_items_without_marks_are_left_out() -> None:
    made = panel(2).marks
    wide = Marks.of(made.items, made.reviewers, made.values, item_count=50)
    found = calibrate(wide, rng=np.random.default_rng(0))
    assert len(scored(found, ranking(found, places=5, rng=np.random.default_rng(1)))) == 40
    assert {each.item for each in contested(found)} == set(range(40))


def test_two_reviewers_are_compared_on_what_both_marked() -> None:
    marks = Marks.of([0, 0, 1, 1, 1, 2], [0, 1, 0, 1, 2, 0], [5, 3, 4, 4, 1, 2])
    assert compared(marks) == [Compared(0, 1, 2, difference=1.0, distance=1.0)]
    assert [(each.one, each.other) for each in compared(marks, shared=1)] == [(0, 2), (1, 2), (0, 1)]


def test_severity_is_taken_off_before_an_item_is_called_contested() -> None:
    values = {0: 2.0, 1: 0.0}
    items = np.repeat(np.arange(30), 2)
    reviewers = np.tile([0, 1], 30)
    noise = np.random.default_rng(0).normal(0, 0.1, 60)
    marks = Marks.of(items, reviewers, 3 + 0.1 * items + [values[who] for who in reviewers] + noise)
    found = contested(calibrate(marks, rng=np.random.default_rng(0)), least=1.5)
    assert len(found) == 30
    assert max(each.left for each in found) < 1
    assert found == sorted(found, key=lambda each: (-each.left, each.item))
    assert found[0].marks == 2
    assert found[0].spread == pytest.approx(float(np.ptp(marks.values[marks.items == found[0].item])))
