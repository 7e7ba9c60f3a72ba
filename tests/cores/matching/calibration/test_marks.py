"""What marks may be, and what is refused with its reason."""

import numpy as np
import pytest

from bartholdi.cores.matching.calibration import CannotCalibrate, Marks, calibrate, combined
from tests.cores.matching.panels import panel

NAN = float("nan")


def test_an_abstention_is_left_out_and_counted() -> None:
    marks = Marks.of([0, 0, 1], [0, 1, 0], [3.0, NAN, 4.0])
    assert (marks.values.tolist(), marks.items.tolist(), marks.abstentions, marks.reviewer_count) == ([3.0, 4.0], [0, 1], 1, 2)


def test_marks_of_different_scales_are_put_on_one() -> None:
    marks = Marks.of([0, 1], [0, 0], [3.0, 60.0], scales=[[1, 5], [0, 100]])
    assert marks.values.tolist() == [0.5, 0.6]


def test_a_missing_criterion_is_left_out_with_its_weight() -> None:
    found = combined([[4.0, 2.0], [NAN, 2.0], [NAN, NAN]], [3, 1])
    assert found[:2].tolist() == [3.5, 2.0]
    assert np.isnan(found[2])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (([0, 1], [0], [1.0, 2.0]), "length"),
        (([0, -1], [0, 1], [1.0, 2.0]), "negative_index"),
        (([0, 1], [0, 1], [1.0, float("inf")]), "not_finite"),
    ],
)
def test_what_is_no_mark_is_refused(arguments: tuple[list[int], list[int], list[float]], code: str) -> None:
    with pytest.raises(CannotCalibrate) as refused:
        Marks.of(*arguments)
    assert refused.value.code == code


def test_a_mark_outside_its_scale_is_refused_with_its_place() -> None:
    with pytest.raises(CannotCalibrate) as refused:
        Marks.of([0, 1], [0, 0], [3.0, 6.0], scales=[[1, 5], [1, 5]])
    assert (refused.value.code, refused.value.facts) == ("outside_scale", {"place": 1, "value": 6.0, "low": 1.0, "high": 5.0})


@pytest.mark.parametrize(
    ("marks", "code", "facts"),
    [
        (Marks.of([], [], []), "empty", {}),
        (Marks.of([0, 1, 2], [0, 0, 0], [NAN, NAN, NAN]), "empty", {}),
        (Marks.of([0, 1, 2], [0, 1, 0], [3.0, 3.0, 3.0]), "constant", {"value": 3.0}),
        (
            Marks.of([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 2, 3], [1.0, 2, 3, 4, 5, 6]),
            "disconnected",
            {"islands": 2, "sizes": [2, 1]},
        ),
        (Marks.of([0, 1, 2, 3, 4], [0, 0, 0, 0, 0], [1.0, 2, 3, 4, 5]), "thin", {"items": 5, "reviewers": 1, "marks": 5}),
    ],
)
def test_what_cannot_be_calibrated_says_why(marks: Marks, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(CannotCalibrate) as refused:
        calibrate(marks, rng=np.random.default_rng(0))
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_islands_are_numbered_and_unread_items_are_on_none() -> None:
    marks = Marks.of([0, 0, 2, 3], [0, 1, 2, 2], [1.0, 2, 3, 4], item_count=5)
    assert marks.components().tolist() == [0, -1, 1, 1, -1]
    assert panel(1).marks.components().tolist() == [0] * 40
