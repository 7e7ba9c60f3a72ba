"""`bartholdi match calibrate`: marks of many reviewers, severity taken off, with ranks and how sure they are."""

from __future__ import annotations

import argparse

import numpy as np

from bartholdi.cores.matching.calibration import (
    Calibration,
    CannotCalibrate,
    Marks,
    agreement,
    calibrate,
    combined,
    contested,
    ranking,
    scored,
    severities,
)
from bartholdi.running.match.reading import Faulty, Row, table
from bartholdi.running.match.writing import refused, saved_table, written

EXAMPLE = """\
marks.csv has a column item, a column reviewer and a column mark; an empty mark is an abstention. Optional: group (panel or side),
low and high (the scale of this mark, where scales differ).

  bartholdi match calibrate marks.csv --places 20 -o ranking.csv --severities reviewers.csv
  bartholdi match calibrate marks.csv --criteria originality=2,feasibility=1   (columns of these names instead of mark)
"""
COLUMNS = ("item", "rank", "calibrated", "error", "raw", "raw_rank", "marks", "expected_rank", "low", "high", "among_best")
REASONS = {
    "empty": "there is no mark at all.",
    "constant": "all marks are {value:g}: there is nothing to compare.",
    "disconnected": "the items fall into {islands} groups (of {sizes}) that no reviewer joins, so that they cannot be compared. "
    "Let some reviewers mark in two groups, or calibrate each group by itself.",
    "thin": "{marks} marks by {reviewers} reviewers on {items} items are too few to tell severity from quality. Use the plain mean.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("marks", help="CSV or JSON with item, reviewer, mark")
    parser.add_argument("--places", type=int, default=1, help="how many can be chosen, for the probability to be among them (1)")
    parser.add_argument("--criteria", default="", metavar="NAME=WEIGHT,…", help="several columns of marks and their weights")
    parser.add_argument("--severities", default="", metavar="FILE", help="write there how severe each reviewer is")
    parser.add_argument("--draws", default="", metavar="FILE", help="write there draws of the values, for `select --draws`")
    parser.add_argument("--draw-count", type=int, default=20, help="how many draws (20)")
    parser.add_argument("--seed", type=int, default=1, help="of what is drawn: the same seed gives the same answer (1)")


def run(options: argparse.Namespace) -> int:
    weights = _weights(options.criteria)
    rows = table(options.marks, ["item", "reviewer", *(weights or ["mark"])])
    items, reviewers = (list(dict.fromkeys(row.text(column) for row in rows)) for column in ("item", "reviewer"))
    marks = _marks(rows, items, reviewers, weights)
    try:
        found = calibrate(marks, rng=np.random.default_rng(options.seed))
    except CannotCalibrate as error:
        return refused("these marks cannot be calibrated: " + REASONS[error.code].format(**error.facts))
    ranks = ranking(found, places=options.places, rng=np.random.default_rng(options.seed))
    lines = [{**each.__dict__, "item": items[each.item]} for each in scored(found, ranks)]
    if options.severities:
        shown = [{**each.__dict__, "reviewer": reviewers[each.reviewer]} for each in severities(found)]
        saved_table(options.severities, shown, ("reviewer", "marks", "severity", "low", "high", "clear"))
    if options.draws:
        _save_draws(options, found, items)
    written(options, lines, _facts(found, items), COLUMNS)
    return 0


def _facts(found: Calibration, items: list[str]) -> dict[str, object]:
    advice = "use calibrated" if found.advice == "calibrated" else "use raw: reviewers do not differ in severity"
    return {
        "advice": advice,
        "marks": len(found.marks.values),
        "abstentions": found.marks.abstentions,
        "agreement": agreement(found.marks),
        "deviations": found.deviations,
        "most contested": [items[each.item] for each in contested(found)[:5]],
    }


def _weights(given: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in filter(None, given.split(",")):
        name, _equal, weight = part.rpartition("=")
        try:
            found[name.strip()] = float(weight)
        except ValueError:
            raise Faulty(f"--criteria: “{part}” is not NAME=WEIGHT. Write it like originality=2.") from None
        if not name.strip() or not 0 < found[name.strip()] < float("inf"):
            raise Faulty(f"--criteria: “{part}” needs a name and a weight above 0. Write it like originality=2.")
    return found


def _marks(rows: list[Row], items: list[str], reviewers: list[str], weights: dict[str, float]) -> Marks:
    if weights:
        given = [[row.number(name, np.nan) for name in weights] for row in rows]
        values = combined(given, list(weights.values()))
    else:
        values = np.array([row.number("mark", np.nan) for row in rows])
    groups = [row.optional("group") for row in rows]
    names = list(dict.fromkeys(groups))
    number, who = {key: place for place, key in enumerate(items)}, {key: place for place, key in enumerate(reviewers)}
    _once(rows)
    return Marks.of(
        [number[row.text("item")] for row in rows],
        [who[row.text("reviewer")] for row in rows],
        values,
        groups=[names.index(each) for each in groups] if len(names) > 1 else None,
        scales=_scales(rows) if any(row.optional("low") or row.optional("high") for row in rows) else None,
    )


def _scales(rows: list[Row]) -> list[tuple[float, float]]:
    found = []
    for row in rows:
        low, high = row.number("low"), row.number("high")
        if high <= low:
            raise row.fault("high", f"is not above the lowest mark, {low:g}", "Write the highest mark that the scale allows.")
        if row.optional("mark") and not low <= row.number("mark") <= high:
            raise row.fault("mark", f"is outside its scale, {low:g} to {high:g}", "Mend the mark, or low and high.")
        found.append((low, high))
    return found


def _once(rows: list[Row]) -> None:
    """A reviewer who marks an item twice would count twice."""
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        pair = (row.text("item"), row.text("reviewer"))
        if pair in seen:
            raise row.fault("reviewer", f"has marked “{pair[0]}” already in {seen[pair]}", "Keep one of the two marks.")
        seen[pair] = row.place


def _save_draws(options: argparse.Namespace, found: Calibration, items: list[str]) -> None:
    """The values of all items that have marks, drawn from what is known of them."""
    if options.draw_count < 1:
        raise Faulty("--draw-count: at least one draw is needed.")
    effects, rest = found.model.draws(options.draw_count, np.random.default_rng(options.seed))
    names = [f"draw {number}" for number in range(1, options.draw_count + 1)]
    rows = [
        {"key": key, **dict(zip(names, (effects[place] + rest[-1]).tolist(), strict=True))}
        for place, key in enumerate(items)
        if not np.isnan(found.scores[place])
    ]
    saved_table(options.draws, rows, ("key", *names))
