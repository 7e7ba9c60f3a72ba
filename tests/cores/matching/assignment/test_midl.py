"""The published MIDL matrix: the optimum, the floor at its bound, and assignment by chance, as asked of this core."""

import os
from pathlib import Path

import numpy as np
import pytest

from bartholdi.cores.matching.assignment import Problem, assign, drawn, largest, spread_to

FOLDER = Path(os.environ.get("BARTHOLDI_SHARED_DATA", Path(__file__).resolve().parents[5] / "shared" / "data"))
MIDL = FOLDER / "assignment" / "midl.npz"

pytestmark = [pytest.mark.long, pytest.mark.skipif(not MIDL.is_file(), reason="the shared data are not here")]


@pytest.fixture(name="problem")
def fixture_problem() -> Problem:
    data = np.load(MIDL)
    return Problem.of(data["scores"], demand=data["demand"], high=data["load_max"])


def test_the_total_is_the_optimum(problem: Problem) -> None:
    found = largest(problem)
    assert (round(found.total, 3), round(found.total_bound, 3), round(found.floor, 4)) == (201.885, 201.885, 0.9033)


def test_the_floor_is_at_its_bound_for_a_thousandth_of_the_total(problem: Problem) -> None:
    found = assign(problem)
    assert (round(found.floor, 4), round(found.floor_bound, 4)) == (0.9448, 0.9448)
    assert (round(found.total, 3), round(found.total_bound, 3)) == (201.769, 201.769)


def test_with_the_least_loads_of_the_data_all_limits_hold() -> None:
    data = np.load(MIDL)
    found = largest(Problem.of(data["scores"], demand=data["demand"], high=data["load_max"], low=data["load_min"]))
    assert set(found.problem.loads(found.on).tolist()) == {2}
    assert round(found.total, 2) == 150.04


def test_chance_is_as_even_as_parts_of_a_twentieth_allow_and_more(problem: Problem) -> None:
    coarse, fine = spread_to(problem, 0.95, grain=20), spread_to(problem, 0.95, grain=64)
    assert fine.norm <= coarse.norm
    assert fine.total >= 0.95 * largest(problem).total
    on = drawn(fine, 1)
    assert (problem.counts(on) == problem.demand).all()
    assert (problem.loads(on) <= problem.high).all()
