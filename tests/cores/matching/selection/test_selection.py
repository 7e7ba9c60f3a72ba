"""The best choice against trying every one, on small problems; contradictions named; money to the cent; lotteries anybody can draw again."""

import hashlib
import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.selection import (
    Candidate,
    Infeasible,
    Limit,
    Option,
    Problem,
    Unsound,
    Wish,
    choose,
    drawn,
    lifted,
    program,
    promoted,
    reserve,
    richer,
    sureness,
    ticket,
)
from benchmarks.bench_selection import invented


def asks(key: str, value: float, cost: int, *, half: bool = False) -> Candidate:
    options = [Option("whole", {"fund": cost})]
    if half:
        options.append(Option("half", {"fund": cost // 2}, worth=0.5))
    return Candidate(key, value, tuple(options))


SMALL = Problem((asks("a", 9, 100), asks("b", 8, 60), asks("c", 7, 60), asks("d", 1, 5)), {"fund": 125})


def best_by_trying(problem: Problem) -> float | None:
    """Every combination; None where none is allowed."""
    best = None
    for pick in itertools.product(*[[None, *candidate.options] for candidate in problem.candidates]):
        taken = {c.key for c, option in zip(problem.candidates, pick, strict=True) if option}
        spent = {p: sum(option.costs.get(p, 0) for option in pick if option) for p in problem.purses}
        counts = {limit.key: len(limit.members & taken) for limit in (*problem.limits, *problem.wishes)}
        broken = any(
            counts[limit.key] < limit.low or (limit.high is not None and counts[limit.key] > limit.high)
            for limit in problem.limits
        )
        dear = any(spent[purse] > budget for purse, budget in problem.purses.items())
        if broken or dear or problem.fixed - taken or problem.barred & taken:
            continue
        value = sum(c.value * option.worth for c, option in zip(problem.candidates, pick, strict=True) if option)
        for wish in problem.wishes:
            missed = max(wish.low - counts[wish.key], 0)
            missed += max(counts[wish.key] - wish.high, 0) if wish.high is not None else 0
            value -= wish.weight * missed
        best = value if best is None else max(best, value)
    return best


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size = draw(st.integers(1, 6))
    keys = [f"k{number}" for number in range(size)]
    candidates = tuple(
        Candidate(
            key,
            draw(st.integers(0, 20)) / 2,
            tuple(
                Option(
                    f"o{place}",
                    {draw(st.sampled_from(["p", "q"])): draw(st.integers(0, 30))},
                    worth=draw(st.sampled_from([0.5, 1.0])),
                )
                for place in range(draw(st.integers(1, 2)))
            ),
        )
        for key in keys
    )
    some = st.frozensets(st.sampled_from(keys), min_size=1)
    limits = tuple(
        Limit(f"l{number}", draw(some), low=draw(st.integers(0, 2)), high=draw(st.sampled_from([None, 2, 3])))
        for number in range(draw(st.integers(0, 2)))
    )
    wishes = tuple(
        Wish(
            f"w{number}",
            draw(some),
            weight=draw(st.integers(0, 5)),
            low=draw(st.integers(0, 2)),
            high=draw(st.sampled_from([None, 2])),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    fixed = draw(st.frozensets(st.sampled_from(keys), max_size=1))
    purses = {"p": draw(st.integers(0, 60)), "q": draw(st.integers(0, 60))}
    return Problem(candidates, purses, limits, wishes, fixed, frozenset())


@given(problems())
@settings(max_examples=120, deadline=None)
def test_the_choice_is_the_best_there_is(problem: Problem) -> None:
    best = best_by_trying(problem)
    if best is None:
        with pytest.raises(Infeasible) as refused:
            choose(problem)
        assert refused.value.relax
        return
    found = choose(problem)
    assert (found.value, found.proven) == (pytest.approx(best), True)
    assert all(found.spent[purse] <= budget for purse, budget in problem.purses.items())


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_and_names_do_not_matter(problem: Problem, chance: object) -> None:
    try:
        first = choose(problem).value
    except Infeasible:
        return
    shuffled = list(problem.candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(replace(problem, candidates=tuple(shuffled))).value == pytest.approx(first)


def test_it_is_not_the_greedy_choice() -> None:
    found = choose(SMALL)
    assert (sorted(found.chosen), found.value, found.spent) == (["b", "c", "d"], 16.0, {"fund": 125})


def test_partial_funding_is_a_step_that_costs_less_and_brings_less() -> None:
    problem = Problem((asks("a", 9, 100, half=True), asks("b", 8, 60)), {"fund": 110})
    assert choose(problem).chosen == {"a": "half", "b": "whole"}


def test_contradictory_limits_are_named_with_how_far_they_must_give_way() -> None:
    everybody = frozenset("abcd")
    problem = replace(SMALL, limits=(Limit("at least three", everybody, low=3), Limit("at most one", everybody, high=1)))
    with pytest.raises(Infeasible) as refused:
        choose(problem)
    assert sum(refused.value.relax.values()) == 2


def test_a_fixed_candidate_without_money_is_named() -> None:
    with pytest.raises(Infeasible) as refused:
        choose(replace(SMALL, purses={"fund": 50}, fixed=frozenset("a")))
    assert refused.value.relax == {"a": 1}


def test_budgets_hold_to_the_cent() -> None:
    rng = np.random.default_rng(5)
    costs = rng.integers(900_000, 1_100_000, 300)
    candidates = tuple(asks(f"k{n}", float(1 + rng.random()), int(cost)) for n, cost in enumerate(costs))
    found = choose(Problem(candidates, {"fund": 50_000_001}), seconds=5)
    assert found.spent["fund"] <= 50_000_001


def test_what_more_money_and_a_lifted_limit_would_change() -> None:
    now = choose(SMALL)
    more = richer(SMALL, now, "fund", 100)
    assert (more.comes, more.goes, more.gain) == (("a",), (), 9.0)
    limited = replace(SMALL, limits=(Limit("one", frozenset("bc"), high=1),))
    free = lifted(limited, choose(limited), "one")
    assert free.gain == pytest.approx(16 - choose(limited).value)
    with pytest.raises(KeyError):
        lifted(SMALL, now, "one")


def test_how_sure_each_is() -> None:
    values = np.array([[9.0, 20.0], [8.0, 8.0], [7.0, 7.0], [1.0, -1.0]])
    found = sureness(SMALL, values)
    assert found.probability == {"a": 0.5, "b": 0.5, "c": 0.5, "d": 0.5}
    assert (found.always, found.sometimes) == ([], ["a", "b", "c", "d"])
    stopped = sureness(SMALL, values, told=lambda done, _of: done == 1)
    assert (stopped.draws, stopped.always) == (1, ["b", "c", "d"])
    with pytest.raises(ValueError, match="4 candidates"):
        sureness(SMALL, [[1.0]])


def test_the_reserve_is_in_order_and_promotes_without_moving_anybody() -> None:
    problem = replace(SMALL, purses={"fund": 100}, barred=frozenset("a"))
    choice = choose(problem)
    assert sorted(choice.chosen) == ["b", "d"]
    order = reserve(problem, choice, 5)
    assert order == ["c"]
    assert promoted(problem, choice, "b", order) == ("c", "whole")
    assert promoted(problem, choice, "d", order) is None


@pytest.mark.parametrize(("high", "order"), [(0, ["a"]), (1, ["a", "c"])])
def test_whom_a_limit_shuts_out_is_not_on_the_reserve(high: int, order: list[str]) -> None:
    """They could never be promoted; where one of them may be funded, they could."""
    problem = replace(SMALL, purses={"fund": 65}, limits=(Limit("theirs", frozenset("c"), high=high),))
    choice = choose(problem)
    assert (sorted(choice.chosen), reserve(problem, choice, 5)) == (["b", "d"], order)


def test_anybody_can_draw_the_lottery_again() -> None:
    order = drawn("12 34 56", ["b", "a", "c", "a"])
    assert order == drawn("12 34 56", ["c", "a", "b"])
    assert ticket("12 34 56", "a") == hashlib.sha256(b"12 34 56\na").hexdigest()
    assert order != drawn("12 34 57", "abc") or drawn("1", "abc") != drawn("2", "abc")
    with pytest.raises(ValueError, match="seed"):
        drawn(" ", ["a"])


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (Problem((asks("a", 1, 1), asks("a", 1, 1)), {"fund": 1}), "twice"),
        (Problem((asks("a", float("nan"), 1),), {"fund": 1}), "not_finite"),
        (Problem((asks("a", -1, 1),), {"fund": 1}), "negative"),
        (Problem((asks("a", 1, -1),), {"fund": 1}), "negative"),
        (Problem((asks("a", 1, 1),), {"fund": -1}), "negative"),
        (Problem((asks("a", 1, 1),), {}), "unknown"),
        (Problem((Candidate("a", 1, (Option("o", {}, worth=2),)),), {}), "share"),
        (Problem((asks("a", 1, 1),), {"fund": 1}, limits=(Limit("l", frozenset("z")),)), "unknown"),
        (Problem((asks("a", 1, 1),), {"fund": 1}, limits=(Limit("l", frozenset("a"), low=2, high=1),)), "upside_down"),
        (Problem((asks("a", 1, 1),), {"fund": 1}, fixed=frozenset("a"), barred=frozenset("a")), "twice"),
        (Problem((asks("a", 1, 1),), {"fund": 1}, barred=frozenset("z")), "unknown"),
        (Problem((asks("a", 1, 1),), {"fund": 1}, wishes=(Wish("w", frozenset("a"), weight=-1),)), "negative"),
    ],
)
def test_what_is_unsound_is_refused_with_its_place(problem: Problem, code: str) -> None:
    with pytest.raises(Unsound) as refused:
        choose(problem)
    assert refused.value.code == code
    assert refused.value.facts


def test_nobody_to_choose_from_is_a_choice() -> None:
    assert choose(Problem((), {"fund": 1})).chosen == {}
    assert choose(replace(SMALL, barred=frozenset("abcd"))).value == 0
    with pytest.raises(Infeasible):
        choose(replace(SMALL, barred=frozenset("abcd"), limits=(Limit("l", frozenset("a"), low=1),)))


def one_a_unit(seed: int, size: int = 400) -> Problem:
    """Twice as many columns as are solved at once, most of them in pairs of which one at most is chosen."""
    rng = np.random.default_rng(seed)
    candidates = tuple(asks(f"k{place}", float(rng.gamma(9, 0.5)), int(rng.integers(50, 600))) for place in range(size))
    units = (Limit(f"u{unit}", frozenset({f"k{unit}", f"k{unit + size // 2}"}), high=1) for unit in range(size // 2))
    limits = (*units, Limit("some", frozenset(f"k{place}" for place in range(0, size, 3)), low=20, high=30))
    return Problem(candidates, {"fund": 20_000}, limits)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_core_finds_what_the_whole_programme_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = one_a_unit(seed)
    cored = choose(problem)
    monkeypatch.setattr(program, "CORE", 10_000)
    whole = choose(problem)
    assert (cored.proven, whole.proven) == (True, True)
    assert cored.value == pytest.approx(whole.value, rel=2e-7)


@pytest.mark.long
@pytest.mark.parametrize(("ranges", "seconds"), [("some bind", 2), ("many bind", 6)])
def test_five_thousand_are_chosen_with_proof_in_time(ranges: str, seconds: float) -> None:
    problem, begun = invented(5000, 4, ranges), time.process_time()
    assert choose(problem).proven
    assert time.process_time() - begun < seconds
