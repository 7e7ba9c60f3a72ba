"""What a page needs of a plan: what each person gets of what could be had, the worst served first, and how full the tables are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bartholdi.cores.matching.meetings.arrange import Plan
from bartholdi.cores.matching.meetings.problem import Problem


@dataclass(frozen=True)
class Served:
    """`value` of the meetings that this person has, `best` of as many as they could have had with nobody else in the way.

    `idle`: slots in which they are free and have no meeting; `missed`: with whom they could have met and do not, the most valued first.
    """

    person: str
    meetings: int
    value: float
    best: float
    idle: int
    missed: tuple[tuple[str, ...], ...]

    @property
    def share(self) -> float:
        """Of the best, 0 to 1; 1 where there was nothing to be had."""
        return self.value / self.best if self.best else 1.0


def served(problem: Problem, plan: Plan) -> list[Served]:
    """The worst served first; among equals by key."""
    has = {tuple(sorted(each.members)) for each in plan.meetings}
    offered: dict[str, list[tuple[float, tuple[str, ...]]]] = defaultdict(list)
    for meeting in problem.meetings:
        for key in meeting.members:
            offered[key].append((meeting.weight, tuple(sorted(meeting.members))))
    found = []
    for person in problem.people:
        offers = sorted(offered[person.key], key=lambda offer: (-offer[0], offer[1]))
        own = [weight for weight, members in offers if members in has]
        slots = problem.slots if person.free is None else len(person.free)
        most = slots if person.most is None else min(person.most, slots)
        best = sum(weight for weight, _members in offers[:most])
        missed = tuple(members for _weight, members in offers if members not in has)
        found.append(Served(person.key, len(own), sum(own), best, slots - len(own), missed))
    return sorted(found, key=lambda each: (each.share, each.person))


def occupancy(problem: Problem, plan: Plan) -> list[tuple[int, int | None]]:
    """(slots) how many tables are taken, and how many there are; None is no limit."""
    room = problem.room()
    taken = [0] * problem.slots
    for each in plan.meetings:
        taken[each.slot] += 1
    return [(count, room[slot] if room else None) for slot, count in enumerate(taken)]
