"""Assignments against trying every one, on small problems; what must give way named; the same answer whatever the order."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from bartholdi.cores.matching.assignment import Infeasible, Kind, Problem, Progress, Relaxation, assign, largest, relaxed
from bartholdi.cores.matching.assignment.improve import improved
from tests.cores.matching.assignment.trying import best, every, meets, problems

RNG = np.random.default_rng(3)
MIDDLING = Problem.of(RNG.gamma(2.0, 0.2, (40, 25)), demand=3, high=6, low=2)
SCARCE = Problem.of(RNG.uniform(0.5, 1.0, (40, 25)) * RNG.gamma(2.0, 0.5, 25), demand=3, high=5)  # all want the same few
CROSSING = (
    Kind.of("senior", np.arange(25) < 8, low=1, applications=40),
    Kind.of("french", np.arange(25) % 2 == 0, low=1, high=2, applications=40),
)


def relaxed_by(problem: Problem, relax: tuple[Relaxation, ...]) -> Problem:
    """The problem after these have given way."""
    demand, low, high = problem.demand.copy(), problem.low.copy(), problem.high.copy()
    kinds = {kind.key: kind for kind in problem.kinds}
    for each in relax:
        if each.rule == "demand":
            demand[each.application] -= each.by
        elif each.rule == "fixed":
            demand[each.application] += each.by
        elif each.rule == "low":
            low[each.reviewer] -= each.by
        elif each.rule == "high":
            high[each.reviewer] += each.by
        else:
            kind, end = kinds[each.kind], each.rule.removeprefix("kind_")
            limits = getattr(kind, end).copy()
            limits[each.application] += each.by if end == "high" else -each.by
            kinds[each.kind] = replace(kind, **{end: limits})
    return replace(problem, demand=demand, low=low, high=high, kinds=tuple(kinds.values()))


@given(problems())
@settings(max_examples=40, deadline=None)
def test_the_assignment_is_the_best_there_is(problem: Problem) -> None:
    wanted = best(problem)
    if wanted is None:
        with pytest.raises(Infeasible) as refused:
            assign(problem)
        given_way = relaxed_by(problem, refused.value.relax)
        assert refused.value.relax
        assert best(given_way) is not None
        assert not relaxed(given_way)
        return
    total, floor, with_floor = wanted
    first, found = largest(problem), assign(problem)
    assert meets(problem, first.on)
    assert meets(problem, found.on)
    assert first.total == pytest.approx(total, abs=1e-4)
    if problem.demand.all():
        assert (found.floor, found.total) == (pytest.approx(floor, abs=1e-6), pytest.approx(with_floor, abs=1e-4))
        assert found.floor_bound >= floor - 1e-6
    assert found.total_bound >= found.total - 1e-9


@given(problems(crossing=False))
@settings(max_examples=30, deadline=None)
def test_seats_stay_empty_only_where_nobody_can_fill_them(problem: Problem) -> None:
    filled = [int(on.sum()) for on in every(problem, partial=True)]
    try:
        found = assign(problem, partial=True)
    except Infeasible:
        assert not filled or problem.kinds or problem.low.any()
        return
    assert int(found.on.sum()) == max(filled)
    assert meets(problem, found.on)


def test_no_smaller_relaxation_suffices() -> None:
    problem = Problem.of(np.ones((3, 2)), demand=2, high=[2, 1])
    assert relaxed(problem) == (Relaxation("high", 2, reviewer=1), Relaxation("high", 1, reviewer=0))
    assert relaxed(replace(problem, high=np.array([3, 3]))) == ()


def test_demands_above_all_who_may_is_told_for_each_application() -> None:
    problem = Problem.of(np.ones((2, 2)), demand=2, high=9, conflicts=[(0, 0), (0, 1), (1, 1)])
    assert relaxed(problem) == (Relaxation("demand", 2, application=0), Relaxation("demand", 1, application=1))
    found = assign(problem, partial=True)
    assert (found.pairs, found.unfilled.tolist()) == ([(1, 0)], [2, 1])


def test_fixed_pairs_above_a_limit_are_told() -> None:
    problem = Problem.of(np.ones((2, 2)), demand=1, high=[1, 1], fixed=[(0, 0), (1, 0)])
    assert relaxed(problem) == (Relaxation("high", 1, reviewer=0),)


def test_fixed_pairs_above_a_kinds_limit_are_told() -> None:
    kind = Kind.of("french", [True, True, False], high=1, applications=1)
    problem = Problem.of(np.ones((1, 3)), demand=2, high=2, fixed=[(0, 0), (0, 1)], kinds=[kind])
    with pytest.raises(Infeasible) as refused:
        assign(problem)
    assert refused.value.relax == (Relaxation("kind_high", 1, application=0, kind="french"),)


def test_more_fixed_than_needed_is_told() -> None:
    problem = Problem.of(np.ones((1, 2)), demand=1, high=2, fixed=[(0, 0), (0, 1)])
    assert relaxed(problem) == (Relaxation("fixed", 1, application=0),)


def test_a_kind_that_nobody_is_of_is_told() -> None:
    kind = Kind.of("senior", [False, False], low=1, applications=2)
    problem = Problem.of(np.ones((2, 2)), demand=1, high=2, kinds=[kind])
    assert relaxed(problem) == (
        Relaxation("kind_low", 1, application=0, kind="senior"),
        Relaxation("kind_low", 1, application=1, kind="senior"),
    )


def test_order_and_names_do_not_matter() -> None:
    rows, columns = RNG.permutation(40), RNG.permutation(25)
    scores = MIDDLING.score.reshape(40, 25)
    shuffled = Problem.of(scores[rows][:, columns], demand=3, high=6, low=2)
    first, second = assign(MIDDLING), assign(shuffled)
    assert (first.floor, first.total) == (pytest.approx(second.floor), pytest.approx(second.total))
    order = RNG.permutation(1000)
    sparse = Problem.of(
        MIDDLING.score[order],
        pairs=(MIDDLING.application[order], MIDDLING.reviewer[order]),
        shape=(40, 25),
        demand=3,
        high=6,
        low=2,
    )
    assert assign(sparse).pairs == first.pairs


def test_ties_everywhere_are_no_trouble() -> None:
    found = assign(Problem.of(np.ones((30, 20)), demand=3, high=5, low=4))
    assert (found.floor, found.total, found.floor_bound) == (3.0, 90.0, 3.0)


def test_one_application_nobody_and_nothing() -> None:
    one = assign(Problem.of([[0.5, 0.2]], demand=1, high=1))
    assert (one.pairs, one.total) == ([(0, 0)], 0.5)
    nothing = assign(Problem.of(np.zeros((0, 3)), demand=2, high=1))
    assert (nothing.pairs, nothing.total) == ([], 0.0)
    with pytest.raises(Infeasible) as refused:
        assign(Problem.of(np.zeros((2, 0)), demand=1, high=1))
    assert [each.rule for each in refused.value.relax] == ["demand", "demand"]
    assert assign(Problem.of(np.zeros((2, 0)), demand=0, high=1)).pairs == []


def test_kinds_that_cross_are_met() -> None:
    problem = replace(MIDDLING, kinds=CROSSING)
    found = assign(problem)
    assert meets(problem, found.on)
    assert found.total <= largest(MIDDLING).total + 1e-9


def test_it_gets_better_step_by_step_and_can_be_stopped() -> None:
    seen: list[Progress] = []

    def until(progress: Progress) -> bool:
        seen.append(progress)
        return len(seen) < 14

    start = largest(SCARCE)
    first = Progress("floor", 0, start.floor, start.total, start.floor_bound, start.total_bound)
    on, stopped = improved(SCARCE, start.on, start.floor_bound, first, steps=None, told=until, seed=1)
    again, _stopped = improved(SCARCE, start.on, start.floor_bound, first, steps=13, told=None, seed=1)
    assert (stopped, len(seen), meets(SCARCE, on)) == (True, 14, True)
    assert (on == again).all()
    assert [each.floor for each in seen] == sorted(each.floor for each in seen)
    assert start.floor < SCARCE.totals(on).min() <= start.floor_bound


def test_steps_without_end_need_somebody_who_ends_them() -> None:
    with pytest.raises(ValueError, match="when to stop"):
        assign(MIDDLING, steps=None)


def test_stopped_at_once_it_answers_with_the_largest_total() -> None:
    found = assign(MIDDLING, told=lambda _progress: False)
    assert (found.stopped, found.total) == (True, pytest.approx(largest(MIDDLING).total))


def test_a_floor_that_is_enough_is_not_raised() -> None:
    loose = assign(MIDDLING, floor=0.0)
    assert loose.total == pytest.approx(largest(MIDDLING).total)
    best_floor = assign(MIDDLING)
    between = (loose.floor + best_floor.floor) / 2
    found = assign(MIDDLING, floor=between)
    assert found.floor >= between - 1e-6
    assert best_floor.total <= found.total <= loose.total


def test_a_floor_that_divided_reviewers_promise_is_sought_below_it() -> None:
    """With halves of reviewers 0.58 could be had; whole ones reach 0.25, for the same total as nothing for the worst-served."""
    found = assign(Problem.of(np.array([[0, 0.25, 1], [0, 0, 0.75], [0, 0, 0.75]]), demand=1, high=[0, 1, 2]))
    assert (found.floor, found.total) == (0.25, 1.75)
    assert found.floor_bound == pytest.approx(0.25, abs=1e-6)
