"""A bound on the floor is never below what can be had, and sees what a programme that divides reviewers does not."""

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings

from bartholdi.cores.matching.assignment import Problem, assign
from bartholdi.cores.matching.assignment.assign import floor_bound
from bartholdi.cores.matching.assignment.negotiate import Table
from bartholdi.cores.matching.assignment.scarce import Market, lowered
from tests.cores.matching.assignment.trying import every, problems

# one whom three need, who has room for one; each has a second who is poor
WANTED = Problem.of(np.array([[0.9, 0.3, 0.0, 0.0], [0.9, 0.0, 0.3, 0.0], [0.9, 0.0, 0.0, 0.3]]), demand=1, high=[1, 3, 3, 3])


@given(problems())
@settings(max_examples=60, deadline=None)
def test_no_assignment_exceeds_the_bound(problem: Problem) -> None:
    needy = problem.demand > 0
    floors = [float(problem.totals(on)[needy].min()) for on in every(problem)] if needy.any() else []
    if floors:
        above = floor_bound(problem)
        assert above >= lowered(problem.settled(), max(floors) - 1.0, above) >= max(floors) - 1e-6


def test_reviewers_that_cannot_be_divided_leave_less() -> None:
    divided, dear = Market(WANTED, Table.of(WANTED)).divided(0.9)
    assert (round(divided, 6), dear.tolist()) == (0.5, [0])
    assert abs(lowered(WANTED, 0.0, 0.9) - 0.3) < 1e-3


def test_who_has_nobody_else_is_counted_with_certainty() -> None:
    alone = Problem.of(np.array([0.5, 0.5, 0.4]), pairs=([0, 1, 1], [0, 0, 1]), shape=(2, 2), demand=1, high=1)
    assert abs(lowered(alone, 0.0, 0.5) - 0.4) < 1e-3


def test_a_floor_that_is_reached_is_not_lowered() -> None:
    assert lowered(WANTED, 0.9, 0.9) == 0.9
    free = Problem.of(np.full((3, 3), 0.5), demand=1, high=3)
    assert lowered(free, 0.1, 0.5) == 0.5


def test_what_is_too_large_for_a_programme_is_told_the_lower_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("bartholdi.cores.matching.assignment.assign"), "PAIRS", 0)
    poor = Problem.of(np.array([[0.9, 0.3, 0.0], [0.9, 0.2, 0.3], [0.9, 0.2, 0.0]]), demand=1, high=[1, 1, 3])
    found = assign(poor, steps=3)
    assert found.floor <= found.floor_bound
    assert abs(found.floor_bound - 0.3) < 1e-3
