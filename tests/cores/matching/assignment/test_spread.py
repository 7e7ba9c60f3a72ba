"""Assignment by chance: no probability above its limit, averages kept by the draw, and the same seed the same draw."""

from dataclasses import replace

import numpy as np
import pytest

from bartholdi.cores.matching.assignment import Infeasible, Kind, Problem, Relaxation, Unsound, drawn, largest, spread, spread_to
from tests.cores.matching.assignment.trying import meets

RNG = np.random.default_rng(5)
SCORES = RNG.gamma(2.0, 0.2, (12, 9))
KINDS = (
    Kind.of("side", np.arange(9) < 4, low=1, high=2, applications=12),
    Kind.of("senior of the side", np.arange(9) < 2, low=1, applications=12),
)
PROBLEM = Problem.of(SCORES, demand=3, high=6, low=2, kinds=KINDS[:1], fixed=[(0, 0)])


def test_without_evenness_it_is_the_largest_total() -> None:
    assert spread(PROBLEM, evenness=0.0).total == pytest.approx(largest(PROBLEM).total, abs=1e-4)


def test_it_is_the_best_division_at_its_grain() -> None:
    """Against all at once in single parts, as a programme would have it: no exchange of one part betters it."""
    problem = Problem.of(SCORES[:3, :4], demand=1, high=1)
    found = spread(problem, evenness=0.3, grain=8)

    def worth(parts: np.ndarray) -> float:
        return float(problem.score @ parts / 8 - 0.3 * ((parts / 8) ** 2).sum())

    table = found.parts.reshape(3, 4)
    for first, second in ((0, 1), (0, 2), (1, 2)):
        for here in range(4):
            for there in range(4):
                moved = table.copy()
                moved[first, [here, there]] += [-1, 1] if here != there else [0, 0]
                moved[second, [here, there]] += [1, -1] if here != there else [0, 0]
                if (moved >= 0).all():
                    assert worth(moved.ravel()) <= worth(found.parts) + 1e-6
    assert table.sum(axis=1).tolist() == [8, 8, 8]
    assert (table.sum(axis=0) <= 8).all()


def test_the_limit_holds_but_for_fixed_pairs() -> None:
    found = spread(PROBLEM, evenness=0.2, limit=0.7)
    assert found.probability[~PROBLEM.fixed].max() <= 0.7
    assert found.probability[PROBLEM.fixed].tolist() == [1.0]


def test_a_limit_too_low_is_told() -> None:
    with pytest.raises(Infeasible) as refused:
        spread(Problem.of(np.ones((2, 2)), demand=1, high=1), evenness=0.1, limit=0.25)
    assert refused.value.relax == (Relaxation("limit", 16),)


def test_the_draw_keeps_limits_and_averages() -> None:
    problem = replace(PROBLEM, kinds=KINDS)
    lottery = spread(problem, evenness=0.5, limit=0.8, grain=32)
    draws = np.array([drawn(lottery, seed) for seed in range(200)])
    assert all(meets(problem, on) for on in draws)
    assert np.abs(draws.mean(axis=0) - lottery.probability).max() < 4.5 * np.sqrt(0.25 / 200)
    assert (drawn(lottery, 7) == drawn(lottery, 7)).all()


def test_evenness_for_a_share_of_the_best() -> None:
    best = largest(PROBLEM).total
    found = spread_to(PROBLEM, 0.95)
    assert 0.95 * best <= found.total <= best
    assert found.norm < spread(PROBLEM, evenness=0.0).norm
    assert found.entropy > 0


def test_kinds_that_cross_are_refused() -> None:
    crossing = Kind.of("other", np.arange(9) % 2 == 0, low=1, applications=12)
    with pytest.raises(Unsound) as refused:
        spread(replace(PROBLEM, kinds=(KINDS[0], crossing)), evenness=0.1)
    assert refused.value.code == "crossing"
    with pytest.raises(Unsound):
        spread(PROBLEM, evenness=float("nan"))
    with pytest.raises(Unsound):
        spread(PROBLEM, evenness=0.1, limit=1.5)
    with pytest.raises(Unsound):
        spread_to(PROBLEM, 1.5)
