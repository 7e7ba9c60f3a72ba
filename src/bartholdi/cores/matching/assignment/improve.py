"""Raising the worst-served application without losing more of the total than that costs, step by step, for as long as wanted.

First by flow (`seats`), one seat of each application at a time; then by negotiation for floors between the one reached and the goal.
What is kept is the best that was seen: in order, limits kept, the floor, the total.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

import numpy as np

from bartholdi.cores.matching.assignment import seats
from bartholdi.cores.matching.assignment.negotiate import Negotiation, Table
from bartholdi.cores.matching.assignment.problem import Bools, Problem
from bartholdi.cores.matching.assignment.progress import Progress

HAIR = 1e-9
BY_FLOW = 12  # steps before negotiating, and after each agreement
SHARES = (0.5, 0.75, 1.0)  # how far from the floor reached to the goal the steps by flow strive
BOLD = 0.15  # how far from the floor reached to the one given up the next is sought: a failure costs most
MOVES = 400  # of one step of a negotiation
PATIENCE = 20  # steps without fewer overloads, after which a floor is given up
FINEST = 0.002  # of the goal: nearer floors are not told apart

Rank = tuple[int, int, int, float, float]


def improved(
    problem: Problem,
    on: Bools,
    goal: float,
    first: Progress,
    *,
    steps: int | None,
    told: Callable[[Progress], bool] | None,
    seed: int,
) -> tuple[Bools, bool]:
    """(pairs,) the best seen, and whether `told` stopped it. `goal`: a floor above which nobody needs to be raised."""
    best, rank = on, ranked(problem, on, goal)
    for step, now in enumerate(_steps(problem, on, goal, np.random.default_rng(seed))):
        if now is not None and (reached := ranked(problem, now, goal)) > rank:
            best, rank = now, reached
        progress = replace(
            first, stage="floor", step=step, floor=seats.worst(problem, best), total=float(problem.totals(best).sum())
        )
        if told is not None and not told(progress):
            return best, True
        if rank[3] >= goal - HAIR or step == steps:
            break
    return best, False


def ranked(problem: Problem, on: Bools, goal: float) -> Rank:
    """The greater, the better."""
    loads = problem.loads(on)
    outside = int(np.maximum(problem.low - loads, 0).sum() + np.maximum(loads - problem.high, 0).sum())
    floor = min(seats.worst(problem, on), goal)
    return int(on.sum()), -outside, -seats.strays(problem, on), floor, float(problem.totals(on).sum())


def _steps(problem: Problem, on: Bools, goal: float, rng: np.random.Generator) -> Generator[Bools | None, None, None]:
    """One assignment after another, None where a step has not led to one yet; without end."""
    raised = Raised(problem, goal, seats.pool_of(problem), rng)
    on = yield from raised.by_flow(on)
    while problem.kinds or (problem.counts(on) < problem.demand).any():
        on = yield from raised.by_flow(on)  # a negotiation knows neither kinds nor empty seats
    table, prices, top = Table.of(problem), np.zeros(problem.reviewers), goal
    while True:
        reached = seats.worst(problem, on)
        if top - reached <= FINEST * abs(goal):
            top = goal  # once more from the top, by other chance
        wanted = reached + BOLD * (top - reached)
        talk = Negotiation(problem, table, on, floor=wanted, prices=prices, rng=rng)
        agreed = yield from _agreed(talk)
        if not agreed:
            top = wanted
            continue
        prices = talk.prices
        on = yield from raised.by_flow(talk.on(), far=0.0)


@dataclass(frozen=True, eq=False)
class Raised:
    """What steps by flow share."""

    problem: Problem
    goal: float
    pool: Bools
    rng: np.random.Generator

    def by_flow(self, on: Bools, far: float | None = None) -> Generator[Bools | None, None, Bools]:
        """Some steps from one assignment to the next. `far` 0: the floor stays, the total grows."""
        yield on
        for step in range(BY_FLOW):
            reached = seats.worst(self.problem, on)
            share = SHARES[step * len(SHARES) // BY_FLOW] if far is None else far
            on = seats.refilled(self.problem, on, self.pool, seats.Aim(reached + share * (self.goal - reached)), self.rng)
            yield on
        return on


def _agreed(talk: Negotiation) -> Generator[None, None, bool]:
    """Whether nobody is overloaded in the end; given up when for long it does not get better.

    At first it gets worse: a few who are far overloaded pass on to many who are a little. Patience counts from the height of that.
    """
    height = least = talk.over
    since = 0
    while not talk.moved(MOVES):
        yield None
        over = talk.over
        if over > height:
            height = least = over
        since = 0 if over == height or over < least else since + 1
        least = min(least, over)
        if since >= PATIENCE:
            return False
    return True
