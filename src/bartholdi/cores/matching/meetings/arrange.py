"""The plan of all meetings that is worth most, and how far at most from it: colouring, placing, or linear programme and dive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from bartholdi.cores.matching.meetings.flow import Chosen, chosen, sides
from bartholdi.cores.matching.meetings.grid import Grid, Ints, availability, gridded
from bartholdi.cores.matching.meetings.problem import Problem
from bartholdi.cores.matching.meetings.relaxed import GAP, Relaxed, Told, dived, fewest_short, relaxed, settled
from bartholdi.cores.matching.meetings.slots import coloured, searched

SECONDS = 60.0


class Infeasible(ValueError):
    """Not everybody can have the meetings they must have. `short`: by how many each of a smallest set must have fewer."""

    def __init__(self, short: Mapping[str, int]) -> None:
        self.short = dict(short)
        super().__init__(f"these people cannot have as many meetings as they must: {self.short}")


@dataclass(frozen=True, order=True)
class Placed:
    slot: int
    table: int  # from 0
    members: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """In the order of slots and tables. No plan is worth more than `bound`; `proven` where this one reaches it.

    `method`: coloured, searched, dived, solved, or filled. `short`: who has fewer meetings than the minimum, where it was stopped or filled.
    """

    meetings: tuple[Placed, ...]
    value: float
    bound: float
    proven: bool
    method: str
    short: Mapping[str, int] = field(default_factory=dict)


def arranged(problem: Problem, *, seconds: float = SECONDS, told: Told | None = None) -> Plan:
    """The best plan. Infeasible where minimums cannot be met together.

    `seconds`: for each programme that is solved, of which there are few. Where the first takes longer, the plan is filled up by what is worth
    most, and its bound is the flow's, or all that is wished.
    `told(value, bound)` is called after each round of the dive and stops it by answering True: the rest is then filled up at once.
    The order of people and meetings does not matter.
    """
    problem, most = ordered(problem.check()), sum(meeting.weight for meeting in problem.meetings)
    if (two := sides(problem)) is not None and not problem.breaks:
        first = chosen(problem, *two)
        if first.short:
            raise Infeasible(_missing(problem, gridded(problem), seconds))
        if (found := _placed(problem, two[0], first)) is not None:
            value = sum(problem.meetings[meeting].weight for meeting in found)
            method = "coloured" if _gapless(problem) else "searched"
            return Plan(seated(problem, found), value, max(first.bound, value), proven=True, method=method)
        most = first.bound
    return _programmed(problem, gridded(problem), seconds, most, told)


def ordered(problem: Problem) -> Problem:
    """The same in the order of keys, so that who is named first gains nothing by it."""
    sorted_members = ((meeting, tuple(sorted(meeting.members))) for meeting in problem.meetings)
    meetings = (each if each.members == keys else replace(each, members=keys) for each, keys in sorted_members)
    return replace(
        problem,
        people=tuple(sorted(problem.people, key=lambda person: person.key)),
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.members)),
    )


def _gapless(problem: Problem) -> bool:
    room = problem.room()
    return bool(availability(problem.people, problem.slots).all()) and (room is None or len(set(room)) <= 1)


def _placed(problem: Problem, pairs: Ints, first: Chosen) -> dict[int, int] | None:
    """meeting -> slot for all that were chosen."""
    ends = {int(meeting): (int(pairs[meeting, 0]), int(pairs[meeting, 1])) for meeting in first.meetings}
    room = problem.room()
    if _gapless(problem):
        return coloured(ends, problem.slots, room[0] if room else None)
    free = availability(problem.people, problem.slots)
    allowed = {meeting: np.flatnonzero(free[one] & free[other]).tolist() for meeting, (one, other) in ends.items()}
    return searched(ends, allowed, room or [len(problem.people)] * problem.slots)


def _programmed(problem: Problem, grid: Grid, seconds: float, most: float, told: Told | None) -> Plan:
    try:
        first, late = relaxed(grid, seconds), False
    except TimeoutError:
        first, late = Relaxed(np.zeros(len(grid.gains)), np.zeros(len(grid.gains)), most), True
    if first is None:
        raise Infeasible(_missing(problem, grid, seconds))
    columns, stopped = dived(grid, first, told, seconds)
    value, bound, method = grid.base + float(grid.gains[columns].sum()), first.bound, "filled" if late else "dived"
    short = _short(problem, grid, columns)
    if (bound - value > GAP * abs(bound) or short) and not stopped and not late:
        better = settled(grid, first, None if short else columns, seconds)
        if better is None:
            raise Infeasible(_missing(problem, grid, seconds))
        columns, bound = better
        value, method = grid.base + float(grid.gains[columns].sum()), "solved"
        short = _short(problem, grid, columns)
    found = {int(grid.meetings[column]): int(grid.slots[column]) for column in columns}
    proven = not short and bound - value <= GAP * abs(bound)
    return Plan(seated(problem, found), value, bound, proven, method, short)


def _short(problem: Problem, grid: Grid, columns: Ints) -> dict[str, int]:
    """Who has fewer meetings than the minimum, and by how many."""
    counts: dict[str, int] = defaultdict(int)
    for column in columns:
        for key in problem.meetings[grid.meetings[column]].members:
            counts[key] += 1
    return {person.key: person.least - counts[person.key] for person in problem.people if counts[person.key] < person.least}


def _missing(problem: Problem, grid: Grid, seconds: float) -> dict[str, int]:
    """A smallest set of minimums that must give way, and by how much."""
    asked = [person.key for person in problem.people if person.least]
    short = fewest_short(grid, seconds)
    if not short.any():
        raise TimeoutError(f"no plan with everybody’s minimum was found in {seconds:.0f} seconds")
    return {key: int(count) for key, count in zip(asked, short, strict=True) if count}


def seated(problem: Problem, found: Mapping[int, int], kept: Iterable[Placed] = ()) -> tuple[Placed, ...]:
    """With tables: whoever can stays where they sat last, first of all who has the most meetings; else the first free table."""
    placed = list(kept)
    often: dict[str, int] = defaultdict(int)
    for meeting in found:
        for key in problem.meetings[meeting].members:
            often[key] += 1
    last: dict[str, int] = {}
    room = problem.room() or [len(problem.meetings)] * problem.slots
    for slot in range(problem.slots):
        taken = {each.table for each in placed if each.slot == slot}
        groups = [problem.meetings[meeting].members for meeting, when in found.items() if when == slot]
        for members in sorted(groups, key=lambda keys: (-max(often[key] for key in keys), keys)):
            host = max(members, key=lambda key: (often[key], key))
            free = (number for number in range(len(taken) + 1) if number not in taken)
            table = last[host] if last.get(host, room[slot]) < room[slot] and last[host] not in taken else next(free)
            taken.add(table)
            last[host] = table
            placed.append(Placed(slot, table, members))
    return tuple(sorted(placed))
