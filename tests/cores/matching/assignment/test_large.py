"""Above what a programme can hold: kinds that cross, a floor, a repair, all by flow; limits kept and bounds told."""

import numpy as np
import pytest

from bartholdi.cores.matching.assignment import Infeasible, Kind, Problem, assign, explained, largest, repaired
from bartholdi.cores.matching.assignment.exact import PAIRS
from tests.cores.matching.assignment.trying import meets

SIZE = (400, 160)
RNG = np.random.default_rng(4)

pytestmark = pytest.mark.long
SCORES = RNG.uniform(0.2, 1.0, SIZE) * RNG.gamma(4.0, 0.25, SIZE[1])
CROSSING = (
    Kind.of("senior", np.arange(SIZE[1]) < 70, low=1, applications=SIZE[0]),
    Kind.of("french", np.arange(SIZE[1]) % 2 == 0, low=1, high=2, applications=SIZE[0]),
)


def test_the_floor_is_raised_and_limits_are_kept() -> None:
    problem = Problem.of(SCORES, demand=3, low=3, high=8)
    assert len(problem.score) > PAIRS
    start, found = largest(problem), assign(problem, steps=15, seed=2)
    assert meets(problem, found.on)
    assert start.floor < found.floor <= found.floor_bound + 1e-9
    assert 0.97 * found.total_bound <= found.total <= found.total_bound
    assert assign(problem, steps=15, seed=2).pairs == found.pairs


def test_kinds_that_cross_are_met_and_repaired() -> None:
    problem = Problem.of(SCORES, demand=3, high=8, kinds=CROSSING)
    found = assign(problem, steps=1)
    assert meets(problem, found.on)
    gone = found.pairs[0][1]
    after = repaired(found, [gone]).assignment
    assert meets(after.problem, after.on)
    assert not after.problem.loads(after.on)[gone]
    assert explained(found, *found.pairs[0]).exact is False


def test_kinds_that_nobody_can_meet_are_told() -> None:
    nobody = Kind.of("astronomer", np.arange(SIZE[1]) < 1, low=1, applications=SIZE[0])
    with pytest.raises(Infeasible) as refused:
        assign(Problem.of(SCORES, demand=3, high=8, kinds=[*CROSSING, nobody]))
    assert {each.kind for each in refused.value.relax} == {"astronomer"}
