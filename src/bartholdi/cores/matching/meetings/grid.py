"""The programme of all meetings in all slots: one column for each meeting and slot that its members share, rows that say what excludes what.

Every coefficient is 1, so that a meeting once taken only lowers what its rows still allow: that is how diving, filling up and repair all go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from bartholdi.cores.matching.meetings.problem import Break, Person, Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WHOLE = 1e-6  # nearer to a whole number counts as whole


@dataclass(frozen=True, eq=False)
class Grid:
    """Maximise gains @ x with low <= rows @ x <= high, x 0 or 1. `base` is what was taken before and is no longer a column."""

    meetings: Ints  # (columns,) place in the problem's meetings
    slots: Ints  # (columns,)
    gains: Floats  # (columns,)
    rows: csr_array  # (rows, columns)
    low: Floats  # (rows,)
    high: Floats  # (rows,)
    base: float = 0.0

    def taking(self, columns: Ints) -> tuple[Grid, Ints]:
        """What is left when these columns are taken, and which columns that are: those that no longer fit are gone."""
        taken = np.zeros(len(self.gains))
        taken[columns] = 1.0
        used = self.rows @ taken
        high = self.high - used
        blocked = self.rows.T @ (high < 0.5).astype(np.float64)
        kept = np.flatnonzero((blocked < 0.5) & (taken < 0.5)).astype(np.int64)
        base = self.base + float(self.gains[columns].sum())
        return replace(self.only(kept), low=self.low - used, high=high, base=base), kept

    def only(self, columns: Ints) -> Grid:
        return replace(
            self,
            meetings=self.meetings[columns],
            slots=self.slots[columns],
            gains=self.gains[columns],
            rows=csr_array(csc_array(self.rows)[:, columns]),
        )

    def filled(self, order: Ints) -> Ints:
        """Columns taken one after the other in this order while they fit."""
        left, by_column = self.high.copy(), csc_array(self.rows)
        taken = []
        for column in order:
            touched = by_column.indices[by_column.indptr[column] : by_column.indptr[column + 1]]
            if (left[touched] > 0.5).all():
                left[touched] -= 1
                taken.append(column)
        return np.array(taken, dtype=np.int64)


@dataclass
class _Rows:
    """Rows as they are collected: which columns count towards which."""

    where: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    count: int = 0

    def add(self, where: Ints, columns: Ints, high: Floats, low: Floats | None = None) -> None:
        """One row for each of `high`; entry k counts column `columns[k]` towards row `where[k]` of these."""
        self.where.append(where + self.count)
        self.columns.append(columns)
        self.high.append(high)
        self.low.append(np.zeros(len(high)) if low is None else low)
        self.count += len(high)


def availability(people: tuple[Person, ...], slots: int) -> NDArray[np.bool_]:
    """(people, slots) who can meet when."""
    free = np.ones((len(people), slots), dtype=bool)
    for place, person in enumerate(people):
        if person.free is not None:
            free[place] = False
            free[place, sorted(person.free)] = True
    return free


@dataclass(frozen=True, eq=False)
class Members:
    """Who is in each meeting: the members of meeting k are flat[starts[k] : starts[k + 1]]."""

    flat: Ints
    starts: Ints

    @staticmethod
    def of(problem: Problem) -> Members:
        place = {person.key: number for number, person in enumerate(problem.people)}
        flat = [place[key] for meeting in problem.meetings for key in meeting.members]
        sizes = [len(meeting.members) for meeting in problem.meetings]
        return Members(np.array(flat, dtype=np.int64), np.cumsum([0, *sizes]))

    def common(self, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(meetings, slots) when all members are free."""
        if not len(self.flat):
            return np.zeros((0, free.shape[1]), dtype=bool)
        return np.asarray(np.logical_and.reduceat(free[self.flat], self.starts[:-1], axis=0))


def gridded(problem: Problem, where: NDArray[np.bool_] | None = None) -> Grid:
    """The grid of a problem that is checked. `where` (meetings, slots): only these columns; without, all in which members are free."""
    members = Members.of(problem)
    table = members.common(availability(problem.people, problem.slots)) if where is None else where
    meetings, slots = np.nonzero(table)
    columns, rows = np.arange(len(meetings)), _Rows()
    sizes = np.diff(members.starts)[meetings]
    entries = np.repeat(columns, sizes)
    within = np.arange(len(entries)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    who, when = members.flat[members.starts[meetings[entries]] + within], slots[entries]
    rows.add(meetings, columns, np.ones(len(problem.meetings)))
    rows.add(who * problem.slots + when, entries, np.ones(len(problem.people) * problem.slots))
    _numbers(rows, problem, who, entries)
    if (room := problem.room()) is not None:
        rows.add(slots, columns, np.array(room, dtype=np.float64))
    for each in problem.breaks:
        _pause(rows, problem, each, (who, when, entries))
    weights = np.array([meeting.weight for meeting in problem.meetings], dtype=np.float64)
    index = (np.concatenate(rows.where), np.concatenate(rows.columns))
    matrix = csr_array((np.ones(len(index[0])), index), shape=(rows.count, len(columns)))
    return Grid(meetings, slots, weights[meetings], matrix, np.concatenate(rows.low), np.concatenate(rows.high))


def _numbers(rows: _Rows, problem: Problem, who: Ints, entries: Ints) -> None:
    """How many meetings a person may and must have."""
    most = [problem.slots if person.most is None else person.most for person in problem.people]
    least = [person.least for person in problem.people]
    rows.add(who, entries, np.array(most, dtype=np.float64), np.array(least, dtype=np.float64))


def _pause(rows: _Rows, problem: Problem, each: Break, busy: tuple[Ints, Ints, Ints]) -> None:
    """A break as a limit to the meetings in its slots. `busy`: who, when, by which column."""
    who, when, entries = busy
    inside = np.isin(when, sorted(each.slots))
    if each.people is not None:
        inside &= np.array([person.key in each.people for person in problem.people], dtype=bool)[who]
    rows.add(who[inside], entries[inside], np.full(len(problem.people), float(len(each.slots) - each.free)))
