"""`bartholdi match assign`: who reviews which application, within loads, conflicts and kinds; or after somebody drops out."""

from __future__ import annotations

import argparse

import numpy as np

from bartholdi.cores.matching.assignment import (
    Assignment,
    Infeasible,
    Kind,
    Problem,
    Relaxation,
    assign,
    coverage,
    loads,
    repaired,
    service,
)
from bartholdi.running.match.reading import Faulty, Row, table, unique
from bartholdi.running.match.writing import Value, hushed, refused, written

EXAMPLE = """\
scores.csv has the columns application, reviewer and score, as `fit` writes them; pairs that are not there cannot be assigned. Optional files:
applications.csv (key, demand), reviewers.csv (key, most, least and any attribute), conflicts.csv and fixed.csv (application, reviewer),
kinds.csv (attribute, is, low, high): of the reviewers whose attribute reads so, each application has so many.

  bartholdi match assign scores.csv --demand 3 --most 6 --conflicts conflicts.csv -o assigned.csv
  bartholdi match assign scores.csv --demand 3 --most 6 --fixed assigned.csv --gone Adler   (others move as little as can be)
"""
COLUMNS = ("application", "reviewer", "score", "change")
RULES = {
    "demand": "{application} with {by} reviewers fewer",
    "high": "{reviewer} with {by} applications more",
    "low": "{reviewer} with {by} applications fewer",
    "kind_low": "{application} with {by} fewer of {kind}",
    "kind_high": "{application} with {by} more of {kind}",
    "fixed": "{application} with {by} fixed reviewers fewer",
}


class Names:
    """Places of keys, and keys of places."""

    def __init__(self, rows: list[Row]) -> None:
        self.applications, self.reviewers = (sorted({row.text(column) for row in rows}) for column in ("application", "reviewer"))
        self.application, self.reviewer = (
            {key: place for place, key in enumerate(each)} for each in (self.applications, self.reviewers)
        )

    def pair(self, row: Row) -> tuple[int, int]:
        return self._place(row, "application", self.application), self._place(row, "reviewer", self.reviewer)

    @staticmethod
    def _place(row: Row, column: str, places: dict[str, int]) -> int:
        if (key := row.text(column)) in places:
            return places[key]
        raise row.fault(column, "has no score with anybody", "Write the key as it stands there, or remove the line.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scores", help="CSV or JSON with application, reviewer, score")
    parser.add_argument("--demand", type=int, default=3, help="reviewers of each application (3)")
    parser.add_argument("--most", type=int, default=6, help="applications of each reviewer at most (6)")
    parser.add_argument("--least", type=int, default=0, help="applications of each reviewer at least (0)")
    parser.add_argument("--applications", default="", metavar="FILE", help="key, demand: where it is not the same for all")
    parser.add_argument("--reviewers", default="", metavar="FILE", help="key, most, least, attributes")
    parser.add_argument("--conflicts", default="", metavar="FILE", help="pairs that must not be")
    parser.add_argument("--fixed", default="", metavar="FILE", help="pairs that must be; with --gone: the assignment to repair")
    parser.add_argument("--kinds", default="", metavar="FILE", help="how many of which reviewers each application has")
    parser.add_argument("--partial", action="store_true", help="let seats stay empty rather than refuse")
    parser.add_argument("--gone", action="append", default=[], metavar="KEY", help="who has dropped out (may be repeated)")
    parser.add_argument("--seed", type=int, default=0, help="of the search where there are very many pairs (0)")


def run(options: argparse.Namespace) -> int:
    rows = table(options.scores, ["application", "reviewer", "score"])
    names = Names(rows)
    problem, held = _problem(options, rows, names)
    gone = [_gone(key, names) for key in options.gone]
    try:
        with hushed():
            found, comes = _assigned(options, problem, held, gone)
    except Infeasible as error:
        shown = "; ".join(_relaxed(each, names) for each in error.relax[:8])
        more = f"; and {len(error.relax) - 8} more" if len(error.relax) > 8 else ""
        hint = "" if options.partial else " Or let seats stay empty, with --partial."
        return refused(f"no assignment meets all limits together. It is enough to have: {shown}{more}.{hint}")
    scores = dict(zip(found.pairs, found.problem.score[found.on].tolist(), strict=True))
    lines: list[dict[str, Value]] = [
        {
            "application": names.applications[pair[0]],
            "reviewer": names.reviewers[pair[1]],
            "score": score,
            "change": "new" if pair in comes else "",
        }
        for pair, score in scores.items()
    ]
    written(options, lines, _facts(found, names), COLUMNS)
    return 0


def _assigned(
    options: argparse.Namespace, problem: Problem, held: list[tuple[int, int]], gone: list[int]
) -> tuple[Assignment, frozenset[tuple[int, int]]]:
    if not gone:
        return assign(problem, partial=options.partial, seed=options.seed), frozenset()
    possible = zip(problem.application.tolist(), problem.reviewer.tolist(), strict=True)
    pairs = set(held)
    on = [pair in pairs for pair in possible]
    if sum(on) < len(pairs):
        raise Faulty(
            f"{options.fixed}: {len(pairs) - sum(on)} of its pairs are in conflict or have no score. Give the files it was made from."
        )
    before = Assignment(problem, np.array(on, dtype=bool), float("inf"), float("inf"))
    repair = repaired(before, gone, partial=options.partial)
    return repair.assignment, frozenset(repair.comes)


def _facts(found: Assignment, names: Names) -> dict[str, object]:
    seats, served = coverage(found), service(found, threshold=0.0, most=5)
    return {
        "seats": f"{seats.filled} of {seats.seats}",
        "total": found.total,
        **({"total at most": found.total_bound} if np.isfinite(found.total_bound) else {}),
        "worst served": {names.applications[each.application]: each.score for each in served.worst},
        "reviewers by load": {f"with {each.applications}:": each.reviewers for each in loads(found)},
    }


def _problem(options: argparse.Namespace, rows: list[Row], names: Names) -> tuple[Problem, list[tuple[int, int]]]:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        pair = (row.text("application"), row.text("reviewer"))
        if pair in seen:
            raise row.fault("reviewer", f"has a score for “{pair[0]}” already in {seen[pair]}", "Keep one of the two.")
        seen[pair] = row.place
    demand, low, high, attributes = _limits(options, names)
    conflicts, held = (
        [names.pair(row) for row in table(name, ["application", "reviewer"])] if name else []
        for name in (options.conflicts, options.fixed)
    )
    if both := sorted(set(conflicts) & set(held)):
        shown = f"{names.applications[both[0][0]]} and {names.reviewers[both[0][1]]}"
        raise Faulty(f"{options.fixed}: {shown} are fixed, but in conflict. Remove the pair from one of the files.")
    problem = Problem.of(
        np.array([row.number("score") for row in rows]),
        pairs=tuple(np.array([names.pair(row) for row in rows], dtype=np.int64).T),
        shape=(len(names.applications), len(names.reviewers)),
        demand=demand,
        low=low,
        high=high,
        conflicts=conflicts,
        fixed=[] if options.gone else held,
        kinds=_kinds(options.kinds, attributes, names) if options.kinds else (),
    )
    return problem, held


def _limits(options: argparse.Namespace, names: Names) -> tuple[list[int], list[int], list[int], list[dict[str, str]]]:
    """Demand of each application; least, most and attributes of each reviewer."""
    if min(options.demand, options.least, options.most) < 0:
        raise Faulty("--demand, --least and --most: write 0 or more.")
    demand = [options.demand] * len(names.applications)
    low, high = [options.least] * len(names.reviewers), [options.most] * len(names.reviewers)
    attributes: list[dict[str, str]] = [{} for _key in names.reviewers]
    for row in _listed(options.applications, names.application):
        demand[names.application[row.text("key")]] = row.whole("demand", options.demand)
    for row in _listed(options.reviewers, names.reviewer):
        place = names.reviewer[row.text("key")]
        low[place], high[place] = row.whole("least", options.least), row.whole("most", options.most)
        attributes[place] = row.cells
        if low[place] > high[place]:
            raise row.fault("least", f"is more than most, {high[place]}", "Exchange the two, or leave one empty.")
    return demand, low, high, attributes


def _listed(name: str, known: dict[str, int]) -> list[Row]:
    """Those rows of an optional file whose key has a score."""
    if not name:
        return []
    rows = table(name, ["key"])
    unique(rows, "key")
    return [row for row in rows if row.text("key") in known]


def _kinds(name: str, attributes: list[dict[str, str]], names: Names) -> tuple[Kind, ...]:
    found = []
    for row in table(name, ["attribute", "is"]):
        attribute, value = row.text("attribute"), row.text("is")
        members = [each.get(attribute) == value for each in attributes]
        if not any(members):
            raise row.fault("is", f"is the {attribute} of no reviewer", "Mend it, or give --reviewers with this column.")
        low, high = row.whole("low", 0), row.whole("high") if row.optional("high") else None
        if high is not None and high < low:
            raise row.fault("high", f"is below low, {low}", "Exchange the two, or leave one empty.")
        found.append(Kind.of(f"{attribute} {value}", members, low=low, high=high, applications=len(names.applications)))
    return tuple(found)


def _gone(key: str, names: Names) -> int:
    if key not in names.reviewer:
        raise Faulty(f"--gone: “{key}” has no score with anybody. Write the key as it stands in the scores.")
    return names.reviewer[key]


def _relaxed(each: Relaxation, names: Names) -> str:
    return RULES[each.rule].format(
        by=each.by,
        application="" if each.application is None else names.applications[each.application],
        reviewer="" if each.reviewer is None else names.reviewers[each.reviewer],
        kind=each.kind,
    )
