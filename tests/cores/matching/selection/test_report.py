"""The facts of a choice: where each stands, what is left, which rules bind."""

import pytest

from bartholdi.cores.matching.selection import (
    Candidate,
    Limit,
    Option,
    Problem,
    Purse,
    Rule,
    Standing,
    Sureness,
    Wish,
    choose,
    purses,
    reserve,
    rules,
    standings,
    zone,
)

PROBLEM = Problem(
    tuple(Candidate(key, value, (Option("whole", {"fund": 60}),)) for key, value in (("a", 9.0), ("b", 8.0), ("c", 7.0))),
    {"fund": 100, "other": 5},
    (Limit("one at least", frozenset("abc"), low=1, high=3),),
    (Wish("two of b and c", frozenset("bc"), weight=0.1, low=2),),
)


def test_where_each_stands_with_the_reserve_in_order() -> None:
    choice = choose(PROBLEM)
    sure = Sureness({"a": 0.97, "b": 0.4, "c": 0.02}, 100)
    assert standings(PROBLEM, choice, order=reserve(PROBLEM, choice, 1), sure=sure) == [
        Standing("a", 9.0, "whole", {"fund": 60}, None, 0.97, "in"),
        Standing("b", 8.0, None, {}, 1, 0.4, "grey"),
        Standing("c", 7.0, None, {}, None, 0.02, "out"),
    ]
    assert [each.zone for each in standings(PROBLEM, choice)] == [None, None, None]


@pytest.mark.parametrize(("probability", "found"), [(1.0, "in"), (0.5, "grey"), (0.0, "out"), (None, None)])
def test_zones(probability: float | None, found: str | None) -> None:
    assert zone(probability) == found


def test_what_is_left_and_which_rules_bind() -> None:
    choice = choose(PROBLEM)
    found = rules(PROBLEM, choice)
    assert purses(PROBLEM, choice) == [Purse("fund", 100, 60), Purse("other", 5, 0)]
    assert [each.left for each in purses(PROBLEM, choice)] == [40, 5]
    assert found == [Rule("one at least", 1, 3, 1, wish=False, missed=0), Rule("two of b and c", 2, None, 0, wish=True, missed=2)]
    assert [each.binds for each in found] == [True, True]
