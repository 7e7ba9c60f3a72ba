"""After a drop-out as few changes as can be; why a pair, with what moving it costs; the facts of a report."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.assignment import (
    Coverage,
    Infeasible,
    Kind,
    Load,
    Problem,
    Served,
    Unsound,
    assign,
    coverage,
    explained,
    largest,
    loads,
    repaired,
    service,
)
from tests.cores.matching.assignment.trying import every, problems

RNG = np.random.default_rng(8)
PROBLEM = Problem.of(RNG.gamma(2.0, 0.2, (40, 25)), demand=3, high=6, low=2)


@given(problems(), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_a_repair_changes_as_little_as_can_be(problem: Problem, gone: int) -> None:
    gone = min(gone, problem.reviewers - 1)
    try:
        before = assign(problem)
    except Infeasible:
        return
    here = problem.reviewer != gone
    without = replace(problem.only(here), low=np.where(np.arange(problem.reviewers) == gone, 0, problem.low))
    ways = [(int((on & ~before.on[here]).sum()), -float(without.totals(on).sum())) for on in every(without)]
    if not ways:
        with pytest.raises(Infeasible):
            repaired(before, [gone])
        return
    found = repaired(before, [gone])
    assert (len(found.comes), -found.assignment.total) == (min(ways)[0], pytest.approx(min(ways)[1], abs=1e-4))
    assert gone not in {reviewer for _application, reviewer in found.assignment.pairs}


def test_a_repair_can_leave_seats_empty_and_knows_its_reviewers() -> None:
    before = assign(Problem.of(np.ones((2, 2)), demand=1, high=1))
    assert repaired(before, [1], partial=True).assignment.unfilled.sum() == 1
    with pytest.raises(Unsound):
        repaired(before, [2])


@given(problems(crossing=False), st.data())
@settings(max_examples=40, deadline=None)
def test_what_moving_a_pair_costs_is_what_solving_again_says(problem: Problem, data: st.DataObject) -> None:
    try:
        found = largest(problem)
    except Infeasible:
        return
    if not len(problem.score):
        return
    pair = data.draw(st.integers(0, len(problem.score) - 1))
    why = explained(found, int(problem.application[pair]), int(problem.reviewer[pair]))
    if problem.fixed[pair]:
        assert why.moving == float("inf")
        return
    wanted = [float(problem.totals(on).sum()) for on in every(problem) if on[pair] != found.on[pair]]
    cost = found.total - max(wanted) if wanted else float("inf")
    assert (why.moving, why.exact, why.assigned) == (pytest.approx(cost, abs=1e-4), True, bool(found.on[pair]))
    assert all(each.cost >= why.moving - 1e-6 for each in why.alternatives)


def test_who_alone_is_of_a_kind_that_is_asked_for_cannot_be_moved() -> None:
    kind = Kind.of("senior", [True, False], low=1, applications=1)
    problem = Problem.of([[0.0, 0.0]], demand=1, high=1, kinds=[kind])
    why = explained(largest(problem), 0, 0)
    assert (why.assigned, why.moving, [each.cost for each in why.alternatives]) == (True, float("inf"), [float("inf")])


def test_alternatives_are_listed_the_cheapest_first() -> None:
    problem = Problem.of([[0.9, 0.8, 0.1], [0.7, 0.6, 0.5]], demand=1, high=1)
    found = largest(problem)
    assert found.pairs in ([(0, 1), (1, 0)], [(0, 0), (1, 1)])
    why = explained(found, 0, found.pairs[0][1])
    assert [each.reviewer for each in why.alternatives] == [1 - found.pairs[0][1], 2]
    assert [round(each.cost, 6) for each in why.alternatives] == [0.0, 0.7]
    assert (why.rank, why.of) == (found.pairs[0][1] + 1, 3)
    with pytest.raises(KeyError):
        explained(found, 0, 9)


def test_where_a_floor_stands_in_the_way_costs_are_not_called_exact() -> None:
    scores = RNG.uniform(0.5, 1.0, (20, 12)) * RNG.gamma(2.0, 0.5, 12)
    found = assign(Problem.of(scores, demand=2, high=4), steps=15)
    application, reviewer = found.pairs[0]
    assert explained(found, application, reviewer).exact is False


def test_the_facts_of_a_report() -> None:
    problem = Problem.of([[0.5, 0.25, 0.0], [0.75, 0.5, 0.0]], demand=[2, 1], high=2)
    found = assign(problem)
    assert found.pairs == [(0, 0), (0, 1), (1, 0)]
    assert loads(found) == [Load(0, 1), Load(1, 1), Load(2, 1)]
    assert coverage(found) == Coverage(seats=3, filled=3, applications=2, complete=2, astray={})
    facts = service(found, threshold=0.76, most=1)
    assert (facts.least, facts.median, facts.below, facts.worst) == (0.75, 0.75, 2, (Served(0, 2, 0.75),))
    assert np.isnan(service(assign(Problem.of(np.zeros((0, 2)), demand=1, high=1)), threshold=1.0).least)
    assert service(assign(PROBLEM), threshold=0.0).below == 0
