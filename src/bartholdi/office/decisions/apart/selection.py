"""The choice of a scenario, and how sure it is: between JSON and the core that computes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.selection import (
    Candidate,
    Choice,
    Infeasible,
    Limit,
    Option,
    Problem,
    WhatIf,
    Wish,
    choose,
    lifted,
    reserve,
    richer,
    rules,
    standings,
    sureness,
    zone,
)

Told = Callable[[int, int, str], None]
DRAWS = 40
GAP = 1e-7  # what the core leaves to the bound; draws among ties are set further apart than this
QUICK = 2.0  # seconds until something is shown
SECONDS = 40.0  # until its proof is given up: what more could be had at most is then said
GLANCE = 2.0  # seconds for each further question: what is not known by then is not shown
DEVIATIONS = 3.92  # of a normal distribution between the ends of a 95 % interval


def chosen(given: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The first good choice. `relax` says which rules give way by how much where no choice meets all; then nothing is chosen."""
    problem = _problem(given)
    try:
        choice = _quickly(problem)
    except Infeasible as clash:
        return {"relax": clash.relax}
    return _told(given, problem, choice, told)


def proven(given: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The best choice with its proof, or how much more could be had at most; as `chosen` tells it, for a problem that has a choice."""
    problem = _problem(given)
    return _told(given, problem, choose(problem, seconds=SECONDS), told)


def _quickly(problem: Problem) -> Choice:
    try:
        return choose(problem, seconds=QUICK)
    except TimeoutError:
        return choose(problem, seconds=SECONDS)


def _told(given: Mapping[str, Any], problem: Problem, choice: Choice, told: Told) -> dict[str, Any]:
    order = reserve(problem, choice, given["reserve"])
    told(1, 1, "chosen")
    return {
        "relax": None,
        "choice": _plain(choice),
        "standings": [asdict(each) for each in standings(problem, choice, order=order)],
        "rules": [asdict(each) | {"binds": each.binds} for each in rules(problem, choice)],
    }


def deeper(given: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """`choice` is what was chosen. What one award more in a purse, or one limit less, would change; and how sure each one is."""
    problem, now = _problem(given["problem"]), _choice(given["choice"])
    ranks = given["ranks"]
    binding = [each.key for each in rules(problem, now) if each.binds and not each.wish]
    steps = len(given["more"]) + len(binding) + (DRAWS if ranks else 0)
    done = 0
    more, lift = {}, {}
    for purse, step in given["more"].items():
        if answer := _asked(lambda purse=purse, step=step: richer(problem, now, purse, step, seconds=GLANCE)):
            more[purse] = {"more": step, **answer}
        done += 1
        told(done, steps, "what if")
    for key in binding:
        if answer := _asked(lambda key=key: lifted(problem, now, key, seconds=GLANCE)):
            lift[key] = answer
        done += 1
        told(done, steps, "what if")
    return {"more": more, "lift": lift, "sure": _sure(problem, ranks, given["seed"], lambda n: told(done + n, steps, "sure"))}


def _sure(problem: Problem, ranks: Sequence[Any], seed: int, told: Callable[[int], None]) -> dict[str, Any]:
    """Each rank is drawn from its interval, and brings the value that stands at this rank; nothing where no rank has one."""
    if not ranks:
        return {}

    def heard(number: int, _of: int) -> bool:
        told(number)
        return False

    found = sureness(problem, _draws(problem, ranks, seed), seconds=GLANCE, gap=1e-4, told=heard)
    return {key: {"share": share, "zone": zone(share)} for key, share in found.probability.items()}


def _draws(problem: Problem, ranks: Sequence[Any], seed: int) -> NDArray[np.float64]:
    values = np.array([each.value for each in problem.candidates])
    best_first = np.sort(values)[::-1]
    middle, low, high = np.array(ranks, dtype=np.float64).T
    spread = np.maximum(high - low, 0.0) / DEVIATIONS
    rng = np.random.default_rng(seed)
    at = middle[:, None] + spread[:, None] * rng.standard_normal((len(values), DRAWS))
    drawn: NDArray[np.float64] = np.interp(at, np.arange(1, len(values) + 1), best_first)
    return drawn


def _problem(given: Mapping[str, Any]) -> Problem:
    """Those drawn by lot are worth the same, but for the order of the draw: by more than the solver overlooks, and no more."""
    place = {key: number for number, key in enumerate(given["drawn"])}
    values = {each["key"]: max(each["value"], 0.0) for each in given["candidates"]}
    if place:
        level = sum(values[key] for key in place) / len(place)
        step = 4 * GAP * max(sum(values.values()), 1.0)
        values |= {key: max(level - step * number, 0.0) for key, number in place.items()}
    candidates = tuple(
        Candidate(each["key"], values[each["key"]], tuple(Option(o["key"], o["costs"], o["worth"]) for o in each["options"]))
        for each in given["candidates"]
    )
    limits = tuple(Limit(each["key"], frozenset(each["members"]), each["low"], each["high"]) for each in given["limits"])
    wishes = tuple(
        Wish(each["key"], frozenset(each["members"]), each["weight"], each["low"], each["high"]) for each in given["wishes"]
    )
    return Problem(candidates, given["purses"], limits, wishes)


def _plain(choice: Choice) -> dict[str, Any]:
    return {**asdict(choice), "chosen": dict(choice.chosen), "spent": dict(choice.spent), "unmet": dict(choice.unmet)}


def _choice(given: Mapping[str, Any]) -> Choice:
    return Choice(**given)


def _asked(question: Callable[..., WhatIf]) -> dict[str, Any]:
    """Nothing where it took too long."""
    try:
        found = question()
    except TimeoutError:
        return {}
    return {"gain": found.gain, "comes": list(found.comes), "goes": list(found.goes), "otherwise": list(found.otherwise)}
