"""Small invented problems, and the best of each found by trying every assignment."""

import itertools
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from bartholdi.cores.matching.assignment import Kind, Problem


def every(problem: Problem, *, partial: bool = False) -> Iterator[np.ndarray]:
    """(pairs,) each assignment that meets all limits; with `partial` also those with empty seats."""
    options = []
    for application in range(problem.applications):
        own = np.flatnonzero(problem.application == application).tolist()
        sizes = range(problem.demand[application] + 1) if partial else [int(problem.demand[application])]
        options.append([chosen for size in sizes for chosen in itertools.combinations(own, size)])
    for picked in itertools.product(*options):
        on = np.zeros(len(problem.score), dtype=bool)
        on[[pair for chosen in picked for pair in chosen]] = True
        if meets(problem, on):
            yield on


def meets(problem: Problem, on: np.ndarray) -> bool:
    loads = problem.loads(on)
    kinds = all(((count := problem.of_kind(kind, on)) >= kind.low).all() and (count <= kind.high).all() for kind in problem.kinds)
    return bool((loads >= problem.low).all() and (loads <= problem.high).all() and on[problem.fixed].all() and kinds)


def best(problem: Problem) -> tuple[float, float, float] | None:
    """The largest total, the highest floor, and the largest total with that floor; None where nothing is allowed."""
    found = [(float(problem.totals(on).min()), float(problem.totals(on).sum())) for on in every(problem)]
    if not found:
        return None
    floor = max(low for low, _total in found)
    return max(total for _low, total in found), floor, max(total for low, total in found if low >= floor - 1e-9)


@st.composite
def problems(draw: st.DrawFn, *, crossing: bool = True) -> Problem:
    applications, reviewers = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    cells = draw(st.lists(st.integers(-2, 12), min_size=applications * reviewers, max_size=applications * reviewers))
    places = st.tuples(st.integers(0, applications - 1), st.integers(0, reviewers - 1))
    conflicts, fixed = draw(st.sets(places, max_size=3)), draw(st.sets(places, max_size=1))
    high = draw(st.lists(st.integers(0, 3), min_size=reviewers, max_size=reviewers))
    low = [min(each, draw(st.integers(0, 1))) for each in high]
    kinds = []
    for number in range(draw(st.integers(0, 2 if crossing else 1))):
        members = draw(st.lists(st.booleans(), min_size=reviewers, max_size=reviewers))
        least = draw(st.integers(0, 1))
        most = draw(st.sampled_from([None, 1, 2]))
        kinds.append(Kind.of(f"k{number}", members, low=least, high=most, applications=applications))
    return Problem.of(
        np.array(cells, dtype=float).reshape(applications, reviewers) / 4,
        demand=draw(st.lists(st.integers(0, 2), min_size=applications, max_size=applications)),
        high=high, low=low, conflicts=conflicts, fixed=fixed - conflicts, kinds=kinds,
    )  # fmt: skip
