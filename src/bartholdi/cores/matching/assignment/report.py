"""What a page about an assignment needs, as plain facts: loads, seats filled, who is served worst."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.assignment.assign import Assignment


@dataclass(frozen=True)
class Load:
    """`reviewers` who have so many applications."""

    applications: int
    reviewers: int


@dataclass(frozen=True)
class Coverage:
    """Seats asked and filled; applications with all their reviewers; how many reviewers of each kind are lacking or too many."""

    seats: int
    filled: int
    applications: int
    complete: int
    astray: dict[str, int]


@dataclass(frozen=True)
class Served:
    application: int
    reviewers: int
    score: float


@dataclass(frozen=True)
class Service:
    """Sums of scores an application: `tenth` is the 10th percentile; `below` counts those under the threshold; `worst` are listed first."""

    least: float
    tenth: float
    median: float
    mean: float
    threshold: float
    below: int
    worst: tuple[Served, ...]


def loads(assignment: Assignment) -> list[Load]:
    """From the least to the most; numbers that nobody has are left out."""
    counts = np.bincount(assignment.problem.loads(assignment.on))
    return [Load(int(load), int(counts[load])) for load in np.flatnonzero(counts)]


def coverage(assignment: Assignment) -> Coverage:
    problem, on = assignment.problem, assignment.on
    counts = problem.counts(on)
    astray = {}
    for kind in problem.kinds:
        have = problem.of_kind(kind, on)
        astray[kind.key] = int((np.maximum(kind.low - have, 0) + np.maximum(have - kind.high, 0)).sum())
    return Coverage(
        int(problem.demand.sum()), int(counts.sum()), problem.applications, int((counts >= problem.demand).sum()), astray
    )


def service(assignment: Assignment, *, threshold: float, most: int = 20) -> Service:
    """Of the applications that need somebody; all numbers are NaN where none does."""
    problem = assignment.problem
    needy = np.flatnonzero(problem.demand > 0)
    totals, counts = problem.totals(assignment.on), problem.counts(assignment.on)
    if not needy.size:
        nothing = float("nan")
        return Service(nothing, nothing, nothing, nothing, threshold, 0, ())
    sums = totals[needy]
    order = needy[np.lexsort((needy, sums))][:most]
    return Service(
        least=float(sums.min()),
        tenth=float(np.quantile(sums, 0.1)),
        median=float(np.median(sums)),
        mean=float(sums.mean()),
        threshold=threshold,
        below=int((sums < threshold).sum()),
        worst=tuple(Served(int(each), int(counts[each]), float(totals[each])) for each in order),
    )
