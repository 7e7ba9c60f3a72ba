"""Who wants to meet whom, when they can and at how many tables: plain data, checked before anything is computed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


class Unsound(ValueError):
    """`code` is one of: twice, not_finite, negative, unknown, upside_down, alone, slot, tables, break, clash. `facts` name the place."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {facts}")


@dataclass(frozen=True)
class Person:
    """`free`: the slots in which this person can meet; None is all. At least `least` and at most `most` meetings; None is no limit."""

    key: str
    free: frozenset[int] | None = None
    most: int | None = None
    least: int = 0


@dataclass(frozen=True)
class Meeting:
    """Two people or a small group who may meet once; `weight` is what that is worth, 0 or more."""

    members: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Break:
    """Each of `people` (None: everybody) has at least `free` of these slots without a meeting."""

    slots: frozenset[int]
    free: int = 1
    people: frozenset[str] | None = None


@dataclass(frozen=True)
class Problem:
    """Slots are numbered from 0. `tables`: how many meetings a slot has room for, one number or one for each slot; None is no limit."""

    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    slots: int
    tables: int | tuple[int, ...] | None = None
    breaks: tuple[Break, ...] = ()

    def check(self) -> Problem:
        """Itself; Unsound with the place of the first fault."""
        keys = _once("person", (person.key for person in self.people))
        _once("meeting", (tuple(sorted(meeting.members)) for meeting in self.meetings))
        if self.slots < 0:
            raise Unsound("negative", slots=self.slots)
        for person in self.people:
            self._check_person(person)
        for meeting in self.meetings:
            _check_meeting(meeting, keys)
        self._check_tables()
        for each in self.breaks:
            self._check_slots(each.slots, rule="break")
            if not 0 <= each.free <= len(each.slots):
                raise Unsound("break", slots=sorted(each.slots), free=each.free)
            if unknown := sorted((each.people or frozenset()) - keys):
                raise Unsound("unknown", rule="break", person=unknown[0])
        return self

    def room(self) -> list[int] | None:
        """Tables of each slot; None where there is no limit."""
        if self.tables is None:
            return None
        return [self.tables] * self.slots if isinstance(self.tables, int) else list(self.tables)

    def _check_person(self, person: Person) -> None:
        self._check_slots(person.free or frozenset(), person=person.key)
        if person.least < 0 or (person.most is not None and person.most < person.least):
            raise Unsound("upside_down", person=person.key, least=person.least, most=person.most)

    def _check_slots(self, slots: frozenset[int], **facts: object) -> None:
        if outside := [slot for slot in sorted(slots) if not 0 <= slot < self.slots]:
            raise Unsound("slot", slot=outside[0], slots=self.slots, **facts)

    def _check_tables(self) -> None:
        room = self.room() or []
        if room and len(room) != self.slots:
            raise Unsound("tables", given=len(room), slots=self.slots)
        if any(count < 0 for count in room):
            raise Unsound("negative", tables=min(room))


def _check_meeting(meeting: Meeting, keys: set[object]) -> None:
    if len(set(meeting.members)) != len(meeting.members) or len(meeting.members) < 2:
        raise Unsound("alone", members=meeting.members)
    if unknown := sorted(set(meeting.members) - keys):
        raise Unsound("unknown", rule="meeting", person=unknown[0])
    if not math.isfinite(meeting.weight):
        raise Unsound("not_finite", members=meeting.members, weight=meeting.weight)
    if meeting.weight < 0:
        raise Unsound("negative", members=meeting.members, weight=meeting.weight)


def _once(what: str, keys: Iterable[object]) -> set[object]:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise Unsound("twice", **{what: key})
        seen.add(key)
    return seen
