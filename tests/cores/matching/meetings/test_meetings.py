"""Plans against trying every one, on small problems; what no plan may break; repairs that move nobody; contradictions named."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.meetings import (
    Break,
    Infeasible,
    Meeting,
    Person,
    Placed,
    Plan,
    Problem,
    Unsound,
    arranged,
    occupancy,
    repaired,
    served,
    wished,
)
from benchmarks.bench_meetings import CASES, invented

SLOTS = 3


def everybody(count: int, sides: str = "hg") -> list[str]:
    return [f"{side}{number}" for side in sides for number in range(count)]


@st.composite
def problems(draw: st.DrawFn, *, groups: bool = True) -> Problem:
    """Up to six people of two sides in three slots; now and then people of one side meet, or three at once."""
    keys = everybody(draw(st.integers(1, 3)))
    gaps = draw(st.booleans())
    some = st.frozensets(st.integers(0, SLOTS - 1))
    people = tuple(
        Person(
            key,
            draw(some) if gaps else None,
            most=draw(st.sampled_from([None, None, 1, 2])),
            least=draw(st.sampled_from([0, 0, 0, 1])),
        )
        for key in keys
    )
    pairs = [(a, b) for a, b in itertools.combinations(keys, 2) if groups or a[0] != b[0]]
    possible = [*pairs, *(itertools.combinations(keys, 3) if groups and len(keys) < 5 else ())]
    chosen = draw(st.lists(st.sampled_from(possible), unique=True, max_size=5))
    meetings = tuple(Meeting(members, draw(st.integers(0, 9)) / draw(st.sampled_from([1, 3]))) for members in chosen)
    tables = draw(st.sampled_from([None, 1, 2, (0, 1, 2)]))
    breaks = (Break(draw(some.filter(bool)), 1),) if groups and draw(st.booleans()) else ()
    return Problem(people, meetings, SLOTS, tables, breaks)


def plans(problem: Problem) -> Iterator[dict[Meeting, int]]:
    """Every plan that breaks nothing but, perhaps, minimums."""
    for slots in itertools.product([None, *range(problem.slots)], repeat=len(problem.meetings)):
        found = {meeting: slot for meeting, slot in zip(problem.meetings, slots, strict=True) if slot is not None}
        if allowed(problem, found):
            yield found


def allowed(problem: Problem, found: dict[Meeting, int]) -> bool:
    busy = Counter((key, slot) for meeting, slot in found.items() for key in meeting.members)
    counts = Counter(key for key, _slot in busy.elements())
    room = problem.room() or [99] * problem.slots
    taken = Counter(found.values())
    return (
        all(count == 1 for count in busy.values())
        and all(taken[slot] <= room[slot] for slot in range(problem.slots))
        and all(person.most is None or counts[person.key] <= person.most for person in problem.people)
        and all(
            person.free is None or slot in person.free for person in problem.people for key, slot in busy if key == person.key
        )
        and all(
            sum(busy[person.key, slot] for slot in each.slots) <= len(each.slots) - each.free
            for each in problem.breaks
            for person in problem.people
            if each.people is None or person.key in each.people
        )
    )


def missing(problem: Problem, found: dict[Meeting, int]) -> int:
    counts = Counter(key for meeting in found for key in meeting.members)
    return sum(max(person.least - counts[person.key], 0) for person in problem.people)


def worth(found: dict[Meeting, int]) -> float:
    return sum(meeting.weight for meeting in found)


def as_found(problem: Problem, meetings: tuple[Placed, ...]) -> dict[Meeting, int]:
    by_members = {tuple(sorted(meeting.members)): meeting for meeting in problem.meetings}
    assert len({(each.slot, each.table) for each in meetings}) == len(meetings)
    room = problem.room() or [99] * problem.slots
    assert all(each.table < room[each.slot] for each in meetings)
    found = {by_members[each.members]: each.slot for each in meetings}
    assert len(found) == len(meetings)
    return found


@given(problems())
@settings(max_examples=40, deadline=None)
def test_the_plan_is_the_best_there_is(problem: Problem) -> None:
    every = list(plans(problem))
    fewest = min(missing(problem, found) for found in every)
    if fewest:
        with pytest.raises(Infeasible) as refused:
            arranged(problem)
        assert sum(refused.value.short.values()) == fewest
        return
    plan = arranged(problem)
    found = as_found(problem, plan.meetings)
    best = max(worth(each) for each in every if not missing(problem, each))
    assert allowed(problem, found)
    assert (missing(problem, found), plan.short, plan.proven) == (0, {}, True)
    assert (plan.value, plan.bound, worth(found)) == (pytest.approx(best), pytest.approx(best, abs=1e-6), pytest.approx(best))


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_neither_order_nor_names_matter(problem: Problem, chance: random.Random) -> None:
    try:
        first = arranged(problem)
    except Infeasible:
        return
    people, meetings = list(problem.people), [replace(each, members=each.members[::-1]) for each in problem.meetings]
    chance.shuffle(people)
    chance.shuffle(meetings)
    assert arranged(replace(problem, people=tuple(people), meetings=tuple(meetings))) == first
    names = {person.key: f"n{place}" for place, person in enumerate(people)}
    renamed = replace(
        problem,
        people=tuple(replace(each, key=names[each.key]) for each in problem.people),
        meetings=tuple(replace(each, members=tuple(names[key] for key in each.members)) for each in problem.meetings),
    )
    assert arranged(renamed).value == pytest.approx(first.value)


@given(problems(), st.data())
@settings(max_examples=25, deadline=None)
def test_a_repair_moves_nobody_and_is_the_best_that_does_not(problem: Problem, data: st.DataObject) -> None:
    problem = replace(problem, people=tuple(replace(person, least=0) for person in problem.people))
    plan = arranged(problem)
    gone, since = data.draw(st.sampled_from(problem.people)).key, data.draw(st.integers(0, SLOTS - 1))
    repair = repaired(problem, plan, gone={gone}, since=since)
    cancelled = {each for each in plan.meetings if gone in each.members and each.slot >= since}
    assert set(repair.cancelled) == cancelled
    assert set(repair.plan.meetings) == set(plan.meetings) - cancelled | set(repair.added)
    found, kept = as_found(problem, repair.plan.meetings), as_found(problem, tuple(set(plan.meetings) - cancelled))
    best = max(
        worth(each)
        for each in plans(problem)
        if kept.items() <= each.items()
        and all(slot >= since and gone not in meeting.members for meeting, slot in each.items() if meeting not in kept)
    )
    assert allowed(problem, found)
    assert (repair.plan.value, repair.plan.proven) == (pytest.approx(best), True)


def fair(hosts: int, guests: int, slots: int, *, free: float, tables: int | None, seed: int = 1) -> Problem:
    chance = random.Random(seed)
    people = [
        Person(key, None if free == 1 else frozenset(slot for slot in range(slots) if chance.random() < free), most=5)
        for key in [*(f"h{n}" for n in range(hosts)), *(f"g{n}" for n in range(guests))]
    ]
    meetings = [
        Meeting((f"h{host}", f"g{guest}"), float(chance.randint(1, 100)))
        for host in range(hosts)
        for guest in range(guests)
        if chance.random() < 0.5
    ]
    return Problem(tuple(people), tuple(meetings), slots, tables)


@pytest.mark.parametrize(
    ("free", "tables", "methods"),
    [(1.0, None, {"coloured"}), (1.0, 7, {"coloured"}), (0.7, 9, {"searched"}), (0.35, 6, {"dived", "solved"})],
)
def test_larger_fairs_reach_their_bound_by_the_cheapest_way(free: float, tables: int | None, methods: set[str]) -> None:
    problem = fair(12, 30, 8, free=free, tables=tables)
    plan = arranged(problem)
    assert allowed(problem, as_found(problem, plan.meetings))
    assert (plan.proven, plan.method in methods) == (True, True)
    assert arranged(problem) == plan


def test_colouring_needs_as_few_tables_as_can_be() -> None:
    problem = fair(8, 8, 8, free=1.0, tables=5)
    plan = arranged(problem)
    counts = [count for count, _room in occupancy(problem, plan)]
    assert (plan.method, max(counts) - min(counts) <= 1, sum(counts) == len(plan.meetings)) == ("coloured", True, True)


def test_whoever_has_most_meetings_keeps_the_table() -> None:
    people = tuple(Person(key) for key in ("host", "x", "y", "z"))
    plan = arranged(Problem(people, tuple(Meeting(("host", key), 1) for key in "xyz"), 3))
    assert [each.table for each in plan.meetings] == [0, 0, 0]


def test_a_cancelled_computation_leaves_a_plan_with_its_bound() -> None:
    problem = fair(12, 30, 8, free=0.35, tables=6)
    told: list[tuple[float, float]] = []

    def stop(value: float, bound: float) -> bool:
        told.append((value, bound))
        return True

    plan = arranged(problem, told=stop)
    assert allowed(problem, as_found(problem, plan.meetings))
    assert (len(told) <= 1, plan.value <= plan.bound + 1e-6, plan.bound) == (
        True,
        True,
        pytest.approx(arranged(problem).value, rel=0.01),
    )


def test_out_of_time_there_is_a_plan_with_a_bound_all_the_same() -> None:
    problem = fair(30, 60, 10, free=0.35, tables=20)
    plan, best = arranged(problem, seconds=0), arranged(problem)
    assert allowed(problem, as_found(problem, plan.meetings))
    assert best.proven
    assert plan.proven or plan.method == "filled"  # on an idle machine the programme is done before the clock is looked at
    assert 0.8 * best.value < plan.value <= best.value <= plan.bound


def test_breaks_keep_slots_without_a_meeting() -> None:
    problem = replace(
        fair(4, 4, 4, free=1.0, tables=None), breaks=(Break(frozenset({1, 2})), Break(frozenset({3}), people=frozenset({"h0"})))
    )
    found = as_found(problem, arranged(problem).meetings)
    assert allowed(problem, found)
    assert not any("h0" in meeting.members for meeting, slot in found.items() if slot == 3)


def test_a_single_meeting_that_is_dropped_is_not_offered_again() -> None:
    problem = Problem((Person("a"), Person("b"), Person("c")), (Meeting(("a", "b"), 2), Meeting(("a", "c"), 1)), 1)
    plan = arranged(problem)
    repair = repaired(problem, plan, dropped=plan.meetings)
    assert (repair.cancelled, repair.added) == (plan.meetings, (Placed(0, 0, ("a", "c")),))


@pytest.mark.parametrize(
    "placed", [Placed(0, 0, ("a", "z")), Placed(9, 0, ("a", "b")), Placed(1, 0, ("a", "b")), Placed(0, 0, ("b", "c"))]
)
def test_a_plan_of_another_problem_is_refused(placed: Placed) -> None:
    problem = Problem((Person("a", frozenset({0})), Person("b"), Person("c")), (Meeting(("a", "b"), 2),), 2)
    with pytest.raises(Unsound, match="clash"):
        repaired(problem, Plan((placed,), 0, 0, proven=True, method=""))


def test_two_kept_meetings_at_once_are_refused() -> None:
    problem = Problem((Person("a"), Person("b"), Person("c")), (Meeting(("a", "b"), 2), Meeting(("a", "c"), 2)), 2)
    with pytest.raises(Unsound, match="clash"):
        repaired(problem, Plan((Placed(0, 0, ("a", "b")), Placed(0, 1, ("a", "c"))), 0, 0, proven=True, method=""))
    with pytest.raises(Unsound, match="unknown"):
        repaired(problem, Plan((), 0, 0, proven=True, method=""), gone={"z"})


def test_minimums_that_contradict_each_other_are_named() -> None:
    people = (Person("a", frozenset({0}), least=2), Person("b"), Person("c"))
    meetings = (Meeting(("a", "b"), 1), Meeting(("a", "c"), 1))
    with pytest.raises(Infeasible) as refused:
        arranged(Problem(people, meetings, 2))
    assert refused.value.short == {"a": 1}
    with pytest.raises(Infeasible) as refused:
        arranged(Problem((Person("a", least=1),), (), 1))
    assert refused.value.short == {"a": 1}


def test_what_each_person_gets_the_worst_served_first() -> None:
    people = (Person("a"), Person("b"), Person("c", frozenset({0}), most=1), Person("d"))
    problem = Problem(people, (Meeting(("a", "b"), 4), Meeting(("c", "b"), 3), Meeting(("c", "a"), 1)), 1)
    found = served(problem, arranged(problem))
    assert [(each.person, each.meetings, each.value, each.best, each.idle) for each in found] == [
        ("c", 0, 0, 3, 1),
        ("a", 1, 4, 4, 0),
        ("b", 1, 4, 4, 0),
        ("d", 0, 0, 0, 1),
    ]
    assert found[0].missed == (("b", "c"), ("a", "c"))


def test_wishes_of_both_sides_add_up_and_a_refusal_is_final() -> None:
    wishes = {("a", "x"): 2.0, ("x", "a"): 1.0, ("a", "y"): 1.0, ("b", "x"): 3.0, ("x", "b"): -1.0}
    assert wished(wishes, {("x", "a"): 0.5, ("b", "y"): 9.0}) == (Meeting(("a", "x"), 4.0), Meeting(("a", "y"), 1.0))
    with pytest.raises(Unsound, match="not_finite"):
        wished({("a", "x"): float("nan")})
    with pytest.raises(Unsound, match="alone"):
        wished({("a", "a"): 1.0})


A, B = Person("a"), Person("b")
ONE = (Meeting(("a", "b"), 1),)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (Problem((A, A), (), 1), "twice"),
        (Problem((A, B), (*ONE, Meeting(("b", "a"), 2)), 1), "twice"),
        (Problem((A, B), ONE, -1), "negative"),
        (Problem((Person("a", frozenset({1})),), (), 1), "slot"),
        (Problem((Person("a", most=1, least=2),), (), 1), "upside_down"),
        (Problem((A,), (Meeting(("a", "a"), 1),), 1), "alone"),
        (Problem((A,), (Meeting(("a",), 1),), 1), "alone"),
        (Problem((A,), ONE, 1), "unknown"),
        (Problem((A, B), (Meeting(("a", "b"), float("nan")),), 1), "not_finite"),
        (Problem((A, B), (Meeting(("a", "b"), -1),), 1), "negative"),
        (Problem((A, B), ONE, 1, tables=(1, 1)), "tables"),
        (Problem((A, B), ONE, 1, tables=-1), "negative"),
        (Problem((A, B), ONE, 1, breaks=(Break(frozenset({0}), 2),)), "break"),
        (Problem((A, B), ONE, 1, breaks=(Break(frozenset({3})),)), "slot"),
        (Problem((A, B), ONE, 1, breaks=(Break(frozenset({0}), people=frozenset("z")),)), "unknown"),
    ],
)
def test_what_is_unsound_is_refused_with_its_place(problem: Problem, code: str) -> None:
    with pytest.raises(Unsound) as refused:
        arranged(problem)
    assert refused.value.code == code
    assert refused.value.facts


@pytest.mark.parametrize(
    "problem",
    [
        Problem((), (), 0),
        Problem((A,), (), 3),
        Problem((A, B), ONE, 0),
        Problem((A, B), ONE, 1, tables=0),
        Problem((A, Person("b", frozenset())), ONE, 1),
    ],
)
def test_nobody_to_meet_is_a_plan(problem: Problem) -> None:
    plan = arranged(problem)
    assert (plan.meetings, plan.value, plan.bound, plan.proven) == ((), 0, 0, True)
    assert repaired(problem, plan).plan.meetings == ()


@pytest.mark.long
def test_fairs_of_every_size_reach_their_bound_and_are_repaired() -> None:
    for case in CASES:
        problem = invented(case, seed=3)
        plan = arranged(problem, seconds=300)
        assert (case.name, plan.proven) == (case.name, True)
        for host in range(5):
            mended = repaired(problem, plan, gone={f"host {host}"})
            assert allowed(problem, as_found(problem, mended.plan.meetings))
