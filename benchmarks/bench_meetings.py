"""Arranging one-to-one meetings: seven invented cases to the proven optimum, and repairs after somebody cancels, in processor time.

The first five have the sizes of matching.md (section 4): hosts × guests × slots, how much of the time each is free, tables, guests
a host could meet. A pair is worth 1 to 60 for fit and 20 more for the wish of each side. The last two have less room, so that the flow's
bound is not reached. Seeds 1 and 2.
"""

import os
import sys
import time
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from bartholdi.cores.matching.meetings import Meeting, Person, Plan, Problem, arranged, repaired


class Case(NamedTuple):
    name: str
    hosts: int
    guests: int
    slots: int
    free: float
    tables: int | None
    wished: int
    most: int


CASES = (
    Case("open", 50, 200, 30, 1.0, None, 25, 6),
    Case("avail", 50, 200, 30, 0.7, 32, 25, 6),
    Case("tight", 50, 60, 20, 0.5, 18, 30, 8),
    Case("dense", 50, 200, 30, 0.8, 40, 200, 6),
    Case("big", 150, 500, 30, 0.7, 90, 30, 6),
    Case("short days", 100, 150, 12, 0.5, 45, 30, 6),
    Case("big, short of time", 150, 500, 30, 0.4, 60, 60, 6),
)


def invented(case: Case, seed: int) -> Problem:
    rng = np.random.default_rng(seed)
    pairs = [
        (host, int(guest)) for host in range(case.hosts) for guest in np.sort(rng.choice(case.guests, case.wished, replace=False))
    ]
    weights = rng.integers(1, 61, len(pairs)) + 20 * rng.integers(0, 3, len(pairs))
    free = rng.random((case.hosts + case.guests, case.slots)) < case.free
    times = [frozenset(np.flatnonzero(row).tolist()) for row in free]
    hosts = (Person(f"host {place}", times[place]) for place in range(case.hosts))
    guests = (Person(f"guest {place}", times[case.hosts + place], most=case.most) for place in range(case.guests))
    meetings = (
        Meeting((f"host {host}", f"guest {guest}"), float(weight)) for (host, guest), weight in zip(pairs, weights, strict=True)
    )
    return Problem((*hosts, *guests), tuple(meetings), case.slots, case.tables)


def main() -> int:
    chosen = [case for case in CASES if not sys.argv[1:] or case.name in sys.argv[1:]]
    print("| case | pairs × slots | worth | bound | how | CPU s | a repair, CPU s | new for cancelled |")
    print("|---|--:|--:|--:|---|--:|--:|--:|")
    for case in chosen:
        for seed in (1, 2):
            print(row(case, seed), flush=True)
    return 0


def row(case: Case, seed: int) -> str:
    problem = invented(case, seed)
    free = {person.key: person.free or frozenset() for person in problem.people}
    columns = sum(len(free[one] & free[other]) for one, other in (meeting.members for meeting in problem.meetings))
    begun = time.process_time()
    plan = arranged(problem, seconds=300)
    spent = time.process_time() - begun
    told = f"| {case.name} | {columns:,} | {plan.value:,.0f} | {plan.bound:,.2f} | {plan.method}{'' if plan.proven else ', not proven'} |"
    return f"{told} {spent:.2f} | {repairs(problem, plan)} |"


def repairs(problem: Problem, plan: Plan) -> str:
    """The slowest of ten: a host leaves before the first slot, or in the middle of the day."""
    times, new, gone = [], 0, 0
    for place in range(10):
        begun = time.process_time()
        found = repaired(problem, plan, gone={f"host {place}"}, since=0 if place % 2 else problem.slots // 2)
        times.append(time.process_time() - begun)
        new, gone = new + len(found.added), gone + len(found.cancelled)
    return f"{max(times):.2f} | {new} for {gone}"


if __name__ == "__main__":
    sys.exit(main())
