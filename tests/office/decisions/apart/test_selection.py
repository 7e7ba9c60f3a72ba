"""The adapter between JSON and the choosing core: choices, clashes, what-ifs and zones, without a database."""

from typing import Any

from bartholdi.office.decisions.apart import selection


def told(_done: int, _of: int, _what: str) -> None:
    pass


def problem(*values: float, money: int = 200, **more: Any) -> dict[str, Any]:
    candidates = [
        {"key": f"a{number}", "value": value, "options": [{"key": "1:100", "costs": {"1": 100}, "worth": 1.0}]}
        for number, value in enumerate(values, 1)
    ]
    return {"candidates": candidates, "purses": {"1": money}, "limits": [], "wishes": [], "reserve": 1, "drawn": [], **more}


def rule(key: str, *members: str, low: int = 0, high: int | None = None) -> dict[str, Any]:
    return {"key": key, "members": list(members), "low": low, "high": high, "weight": None}


def order(made: dict[str, Any]) -> list[tuple[str, bool, int | None]]:
    return [(each["candidate"], each["option"] is not None, each["reserve"]) for each in made["standings"]]


def test_the_best_are_chosen_and_the_next_waits() -> None:
    made = selection.chosen(problem(2, 5, 3, 4), told)
    assert order(made) == [("a2", True, None), ("a4", True, None), ("a3", False, 1), ("a1", False, None)]
    assert made["choice"]["spent"] == {"1": 200}


def test_the_proof_tells_the_same_list_where_the_first_choice_was_the_best() -> None:
    given = problem(2, 5, 3, 4)
    assert selection.proven(given, told) == selection.chosen(given, told)
    assert selection.proven(given, told)["choice"]["proven"]


def test_limits_that_contradict_each_other_are_named_with_their_measure() -> None:
    given = problem(2, 5, 3, limits=[rule("field:Ice", "a1", "a2", "a3", low=3)])
    assert selection.chosen(given, told) == {"relax": {"field:Ice": 1}}


def test_equals_follow_the_order_drawn() -> None:
    made = selection.chosen(problem(3, 3, 3, 3, drawn=["a3", "a1", "a4", "a2"], reserve=2), told)
    assert [key for key, _funded, _reserve in order(made)] == ["a3", "a1", "a4", "a2"]


def test_one_award_more_and_one_limit_less_are_told_with_who_comes() -> None:
    given = problem(5, 4, 3, money=200, limits=[rule("field:Ice", "a1", "a2", high=1)])
    made = selection.chosen(given, told)
    found = selection.deeper({"problem": given, "choice": made["choice"], "more": {"1": 100}, "ranks": [], "seed": 1}, told)
    assert (found["more"]["1"]["comes"], found["lift"]["field:Ice"]["comes"], found["sure"]) == ([], ["a2"], {})


def test_who_is_far_above_the_line_is_safe_and_who_is_near_it_grey() -> None:
    given = problem(9, 5, 4.9, 1, money=200)
    made = selection.chosen(given, told)
    ranks = [[1, 1, 1], [2, 1.1, 4.1], [3, 1.1, 4.1], [4, 4, 4]]
    asked = {"problem": given, "choice": made["choice"], "more": {}, "ranks": ranks, "seed": 1}
    found = selection.deeper(asked, told)
    assert {key: each["zone"] for key, each in found["sure"].items()} == {"a1": "in", "a2": "grey", "a3": "grey", "a4": "out"}
    assert selection.deeper(asked, told) == found
