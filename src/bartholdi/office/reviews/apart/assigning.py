"""Proposes who reviews what: panel by panel, the load spread, the worst-served application first; and says what must give way.

Given: applications, reviewers, `store`; and `panels`, each with `each` (reviews an application), `only` (the applications it judges), `seats` (seat, reviewer, most, languages), pairs
(application, seat) that are `barred`, `fixed` and, to be repaired with the fewest changes, `held`; `had`: applications, one for each review
that somebody who has left handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.affinity import Unmatchable, affinities, whys
from bartholdi.cores.matching.assignment import Assignment, Infeasible, Problem, Progress, assign, relaxed, repaired
from bartholdi.office.lib.apart import Told
from bartholdi.office.reviews.apart import texts

KEPT = 60  # of each application, the reviewers whose fit is kept
SLACK = 1.15  # how much more than an even share somebody may get, where fit asks for it
DENSE = 60_000  # pairs; above, each application keeps its BEST candidates, unless that is too few
BEST = 40
STEPS = 10
Floats = NDArray[np.float64]
Pair = tuple[int, int]


def proposed(given: dict[str, Any], told: Told) -> dict[str, Any]:
    """Pairs of each panel, what could not be met, and how well reviewers fit."""
    scores = _scores(given, told)
    taken: set[Pair] = set()  # (application, reviewer): who sits on two panels judges once
    panels = []
    for number, panel in enumerate(given["panels"]):
        told(number, len(given["panels"]), "assigning")
        found = _of_panel(given, panel, scores, taken)
        reviewer = {seat: who for seat, who, *_more in panel["seats"]}
        taken |= {(application, reviewer[seat]) for application, seat in found["pairs"]}
        panels.append(found)
    return {"panels": panels, "fits": _fits(given, scores)}


def explained(given: dict[str, Any], told: Told) -> list[list[Any]]:
    """[application, reviewer, {"words": …, "near": titles}] of each of `pairs`."""
    wanted: dict[str, list[str]] = {}
    for application, reviewer in given["pairs"]:
        wanted.setdefault(str(application), []).append(str(reviewer))
    found: list[list[Any]] = []
    with texts.matched(given, told) as matcher:
        asked = [text for text in texts.asked(given) if text.key in wanted]
        for number, text in enumerate(asked):
            if number % texts.READING == 0:
                told(number, len(asked), "explaining")
            for why in whys(matcher, text, wanted[text.key]):
                near = [each.title for each in why.nearest if each.title]
                found.append([int(text.key), int(why.reviewer), {"words": list(why.terms), "near": near[:2]}])
    return found


def read(given: dict[str, Any], told: Told) -> int:
    """Reads all texts, so that a proposal finds them read."""
    try:
        with texts.matched(given, told) as matcher:
            for _block in matcher.blocks(texts.asked(given)):
                pass
    except Unmatchable:
        return 0
    return len(given["applications"])


def _scores(given: dict[str, Any], told: Told) -> Floats:
    """(applications, reviewers), NaN where nothing is known."""
    place = {str(row[0]): at for at, row in enumerate(given["applications"])}
    scores = np.full((len(place), len(given["reviewers"])), np.nan)
    try:
        with texts.matched(given, told) as matcher:
            found = affinities(matcher, texts.asked(given))
    except Unmatchable:  # nobody has published anything that is known
        return scores
    if found.applications:
        scores[[place[key] for key in found.applications]] = found.scores
    return scores


def _fits(given: dict[str, Any], scores: Floats) -> list[list[Any]]:
    """[application, {reviewer: hundredths}] of the best of each."""
    keys = [str(key) for key, _rows in given["reviewers"]]
    found = []
    for (application, *_rest), row in zip(given["applications"], scores, strict=True):
        order = np.argsort(-row, kind="stable")[:KEPT]  # NaN comes last
        best = {keys[at]: texts.hundredths(float(row[at])) for at in order.tolist() if np.isfinite(row[at])}
        found.append([application, best])
    return found


def _of_panel(given: dict[str, Any], panel: dict[str, Any], scores: Floats, taken: set[Pair]) -> dict[str, Any]:
    if not panel["seats"]:
        needed = panel["each"] * len(_judged(given, panel)) - len(panel["had"])
        return {"panel": panel["panel"], "pairs": [], "needed": needed, "room": 0, "members": 0, "unfilled": needed, "lacks": []}
    problem = _problem(given, panel, scores, taken)
    even = replace(problem, high=_even(problem))
    lacks: list[list[Any]] = []
    held = _places(given, panel, panel["held"])
    try:
        done = _solved(even, held)
    except Infeasible:
        try:
            done = _solved(problem, held)
        except Infeasible:
            lacks = [[each.rule, each.by, each.application, each.reviewer] for each in relaxed(problem)]
            done = _solved(problem, held, partial=True)
    return {"panel": panel["panel"], "pairs": _keys(given, panel, done.pairs), **_told(given, panel, problem, done, lacks)}


def _problem(given: dict[str, Any], panel: dict[str, Any], scores: Floats, taken: set[Pair]) -> Problem:
    column = {key: at for at, (key, _rows) in enumerate(given["reviewers"])}
    mine = np.nan_to_num(scores[:, [column[who] for _seat, who, *_more in panel["seats"]]], nan=0.0)
    fixed = _places(given, panel, panel["fixed"])
    loads = np.bincount([seat for _application, seat in fixed], minlength=mine.shape[1])
    # What people have decided stands, also where it is more than was asked.
    most = np.maximum([most for _seat, _who, most, _languages in panel["seats"]], loads)
    row = {application: at for at, (application, *_rest) in enumerate(given["applications"])}
    had = np.bincount([row[each] for each in panel["had"] if each in row], minlength=len(mine))
    fixed_of = np.bincount([application for application, _seat in fixed], minlength=len(mine))
    asked = np.isin(list(row), _judged(given, panel)) * panel["each"]
    demand = np.maximum(np.maximum(asked - had, 0), fixed_of)
    never = _never(given, panel, taken, row)
    for application, seat in fixed:
        never[application, seat] = False
    return Problem.of(mine, demand=demand, high=most, conflicts=never, fixed=fixed)


def _judged(given: dict[str, Any], panel: dict[str, Any]) -> list[int]:
    """The applications that the panel judges: all, or those that are routed to it."""
    only = panel.get("only")
    return [row[0] for row in given["applications"]] if only is None else only


def _never(given: dict[str, Any], panel: dict[str, Any], taken: set[Pair], row: dict[int, int]) -> NDArray[np.bool_]:
    """(applications, seats) in conflict, given back, in a language that is not read, or judged on another panel already."""
    languages = np.array([language for *_rest, language in given["applications"]])
    never = np.zeros((len(languages), len(panel["seats"])), dtype=bool)
    seats_of: dict[int, list[int]] = {}
    for at, (_seat, who, _most, spoken) in enumerate(panel["seats"]):
        seats_of.setdefault(who, []).append(at)
        if spoken.split():
            never[:, at] = ~np.isin(languages, spoken.split())
    for application, seat in _places(given, panel, panel["barred"]):
        never[application, seat] = True
    for application, reviewer in taken:
        never[row[application], seats_of.get(reviewer, [])] = True
    return never


def _even(problem: Problem) -> NDArray[np.int64]:
    """The least level at which all reviews find a place, with some slack: nobody does much more than the others."""
    needed = min(int(np.ceil(problem.demand.sum() * SLACK)), int(problem.high.sum()))
    loads = problem.loads(problem.fixed)
    level = 0
    while int(np.minimum(problem.high, level).sum()) < needed:
        level += 1
    return np.maximum(np.minimum(problem.high, level), loads)


def _solved(problem: Problem, held: Sequence[Pair], *, partial: bool = False) -> Assignment:
    if held:
        return _kept(problem, held, partial)
    few = _only_the_best(problem)
    if few is not problem:
        try:
            return assign(few, steps=STEPS, told=_on)
        except Infeasible:
            pass
    return assign(problem, partial=partial, steps=STEPS, told=_on)


def _on(_progress: Progress) -> bool:
    return True


def _kept(problem: Problem, held: Sequence[Pair], partial: bool) -> Assignment:
    """As much of what is held as can be, and the least that is new."""
    codes = problem.application.astype(np.int64) * problem.reviewers + problem.reviewer
    on = np.isin(codes, [application * problem.reviewers + seat for application, seat in held]) | problem.fixed
    return repaired(Assignment(problem, on, float("-inf"), float("inf")), [], partial=partial).assignment


def _only_the_best(problem: Problem) -> Problem:
    if len(problem.score) <= DENSE:
        return problem
    order = np.lexsort((-problem.score, problem.application))
    starts = np.searchsorted(problem.application, np.arange(problem.applications))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - starts[problem.application[order]]
    return problem.only((rank < BEST) | problem.fixed)


def _told(
    given: dict[str, Any], panel: dict[str, Any], problem: Problem, done: Assignment, lacks: list[list[Any]]
) -> dict[str, Any]:
    """In keys that the office knows."""
    applications = [row[0] for row in given["applications"]]
    return {
        "needed": int(problem.demand.sum()),
        "room": int(problem.high.sum()),
        "members": problem.reviewers,
        "unfilled": int(done.unfilled.sum()),
        "lacks": [
            [rule, by, None if at is None else applications[at], None if who is None else panel["seats"][who][0]]
            for rule, by, at, who in lacks
        ],
    }


def _places(given: dict[str, Any], panel: dict[str, Any], pairs: list[list[int]]) -> list[Pair]:
    rows = {application: at for at, (application, *_rest) in enumerate(given["applications"])}
    columns = {seat: at for at, (seat, *_more) in enumerate(panel["seats"])}
    return [(rows[application], columns[seat]) for application, seat in pairs if application in rows and seat in columns]


def _keys(given: dict[str, Any], panel: dict[str, Any], pairs: list[Pair]) -> list[Pair]:
    return [(given["applications"][application][0], panel["seats"][seat][0]) for application, seat in pairs]
