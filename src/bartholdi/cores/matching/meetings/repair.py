"""After a cancellation: what falls away, and the best that can take its place while everybody else keeps every meeting they have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.meetings.arrange import Placed, Plan, ordered, seated
from bartholdi.cores.matching.meetings.grid import Grid, Ints, Members, availability, gridded
from bartholdi.cores.matching.meetings.problem import Problem, Unsound
from bartholdi.cores.matching.meetings.relaxed import GAP, dived, relaxed, settled

SECONDS = 5.0


@dataclass(frozen=True)
class Repair:
    """`plan` is the new one; its bound is for those who keep what they have."""

    plan: Plan
    cancelled: tuple[Placed, ...]
    added: tuple[Placed, ...]


def repaired(
    problem: Problem,
    plan: Plan,
    *,
    gone: Collection[str] = (),
    dropped: Collection[Placed] = (),
    since: int = 0,
    seconds: float = SECONDS,
) -> Repair:
    """`gone`: who is no longer there from slot `since` on. `dropped`: single meetings that will not take place and are not offered again.

    No meeting that is kept changes its slot or table; new ones are in slots from `since` on. Minimums are not asked for again.
    Unsound with code clash where the plan is not one of this problem.
    """
    problem = ordered(problem.check())
    if unknown := sorted(set(gone) - {person.key for person in problem.people}):
        raise Unsound("unknown", rule="gone", person=unknown[0])
    away, lost = frozenset(dropped), frozenset(gone)
    cancelled = {each for each in plan.meetings if each in away or (each.slot >= since and not lost.isdisjoint(each.members))}
    kept = [each for each in plan.meetings if each not in cancelled]
    where = _possible(problem, kept, {each.members for each in cancelled & away}, lost, since)
    grid = gridded(problem, where)
    left, places = grid.taking(_columns(problem, grid, kept))
    columns, bound, method = _filled(replace(left, low=np.minimum(left.low, 0.0)), seconds)
    found = {int(grid.meetings[places[column]]): int(grid.slots[places[column]]) for column in columns}
    meetings = seated(problem, found, kept)
    value = left.base + float(left.gains[columns].sum())
    whole = Plan(meetings, value, bound, bound - value <= GAP * abs(bound), method)
    return Repair(whole, tuple(sorted(cancelled)), tuple(sorted(set(meetings) - set(kept))))


def _possible(
    problem: Problem, kept: list[Placed], dropped: set[tuple[str, ...]], gone: frozenset[str], since: int
) -> NDArray[np.bool_]:
    """(meetings, slots) what is kept, and what could still come in beside it."""
    place = {person.key: number for number, person in enumerate(problem.people)}
    number = {meeting.members: row for row, meeting in enumerate(problem.meetings)}
    always = availability(problem.people, problem.slots)
    free, members = always.copy(), Members.of(problem)
    free[:, :since] = False
    free[[place[key] for key in gone]] = False
    for each in kept:
        if any(key not in place for key in each.members) or not 0 <= each.slot < problem.slots:
            raise Unsound("clash", members=each.members)
        free[[place[key] for key in each.members], each.slot] = False
    where = members.common(free)
    where[[number[each] for each in dropped if each in number]] = False
    own = [(number.get(each.members, -1), each.slot) for each in kept]
    for (row, slot), each in zip(own, kept, strict=True):
        if row < 0 or not always[[place[key] for key in each.members], slot].all():
            raise Unsound("clash", members=each.members)
        where[row] = False
        where[row, slot] = True
    return where


def _columns(problem: Problem, grid: Grid, kept: list[Placed]) -> Ints:
    """The columns of the meetings that stay."""
    number = {meeting.members: place for place, meeting in enumerate(problem.meetings)}
    asked = [number[each.members] * problem.slots + each.slot for each in kept]
    columns = np.searchsorted(grid.meetings * problem.slots + grid.slots, asked).astype(np.int64)
    if len(grid.filled(columns)) < len(columns):
        raise Unsound("clash", members=())
    return columns


def _filled(left: Grid, seconds: float) -> tuple[Ints, float, str]:
    try:
        first = relaxed(left, seconds)
    except TimeoutError:
        first = None
    if first is None:
        order = np.argsort(-left.gains, kind="stable")
        return left.filled(order), left.base + float(left.gains.sum()), "filled"
    columns, _stopped = dived(left, first, None, seconds)
    value = left.base + float(left.gains[columns].sum())
    if first.bound - value <= GAP * abs(first.bound):
        return columns, first.bound, "dived"
    better = settled(left, first, columns, seconds)
    return (columns, first.bound, "dived") if better is None else (*better, "solved")
