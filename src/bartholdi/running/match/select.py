"""`bartholdi match select`: who is funded within budgets and limits, with the proof; who comes next; how sure it is."""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import replace

import numpy as np

from bartholdi.cores.matching.selection import (
    Candidate,
    Choice,
    Infeasible,
    Limit,
    Option,
    Problem,
    Sureness,
    Wish,
    choose,
    purses,
    reserve,
    rules,
    standings,
    sureness,
)
from bartholdi.running.match.reading import Faulty, Row, table, unique
from bartholdi.running.match.writing import Value, hushed, refused, written

EXAMPLE = """\
candidates.csv has a column key, a column value, and for each purse a column "cost NAME" in major units, like 1200.50. Optional: option and
worth (several lines of one key are ways to fund it; worth is the share of the value, 0 to 1), standing (fixed or barred), and any
attribute that limits name. budgets.csv: purse, amount. limits.csv: attribute, is, low, high; `is` may be * for each value in turn; a
weight makes it a wish that costs so much value for each too few or too many.

  bartholdi match select candidates.csv budgets.csv --limits limits.csv -o chosen.csv
  bartholdi match select candidates.csv budgets.csv --key item --values ranking.csv --draws draws.csv   (both of `calibrate`)
"""
COST = "cost "


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("candidates", help="CSV or JSON with key, value and costs")
    parser.add_argument("budgets", help="CSV or JSON with purse, amount")
    parser.add_argument(
        "--values", default="", metavar="FILE", help="values from `calibrate`: item, calibrated; else the column value"
    )
    parser.add_argument("--limits", default="", metavar="FILE", help="how many of which may or must be funded")
    parser.add_argument(
        "--draws", default="", metavar="FILE", help="values drawn by `calibrate --draws`, for how sure each choice is"
    )
    parser.add_argument("--key", default="key", metavar="COLUMN", help="the column that names the candidate (key)")
    parser.add_argument("--reserve", type=int, default=10, help="how many on the reserve list (10)")
    parser.add_argument("--seconds", type=float, default=60.0, help="when to stop looking for a proof (60)")


def run(options: argparse.Namespace) -> int:
    problem = _problem(options)
    values = _draws(options, problem) if options.draws else None
    try:
        with hushed():
            choice = choose(problem, seconds=options.seconds)
            sure = sureness(problem, values, seconds=options.seconds) if values is not None else None
    except Infeasible as error:
        shown = ", ".join(f"{key} by {count}" for key, count in error.relax.items()) or "budgets and fixed candidates"
        return refused(f"no choice meets all limits together. It is enough to relax: {shown}.")
    except TimeoutError:
        return refused(f"no choice was found in {options.seconds:g} seconds. Give more with --seconds.")
    lines, columns = _lines(problem, choice, sure, options.reserve)
    written(options, lines, _facts(problem, choice), columns)
    return 0


def _lines(problem: Problem, choice: Choice, sure: Sureness | None, count: int) -> tuple[list[dict[str, Value]], list[str]]:
    costs = [COST + name for name in problem.purses]
    lines: list[dict[str, Value]] = []
    for each in standings(problem, choice, order=reserve(problem, choice, count), sure=sure):
        line: dict[str, Value] = {"key": each.candidate, "value": each.value, "funded": each.option, "reserve": each.reserve}
        line |= {COST + name: f"{each.costs[name] / 100:.2f}" if name in each.costs else None for name in problem.purses}
        lines.append(line | {"probability": each.probability, "zone": each.zone})
    return lines, ["key", "value", "funded", *costs, "reserve", *(["probability", "zone"] if sure else [])]


def _facts(problem: Problem, choice: Choice) -> dict[str, object]:
    return {
        "funded": len(choice.chosen),
        "value": choice.value,
        "bound": choice.bound,
        "proven": "yes" if choice.proven else f"no, at most {100 * (1 - choice.value / choice.bound):.4f} % more could be had",
        "left": {each.name: f"{each.left / 100:.2f}" for each in purses(problem, choice)},
        "limits that bind": [each.key for each in rules(problem, choice) if each.binds],
        "wishes not met": dict(choice.unmet),
    }


def _problem(options: argparse.Namespace) -> Problem:
    rows = _valued(options)
    amounts = table(options.budgets, ["purse", "amount"])
    unique(amounts, "purse")
    budgets = {row.text("purse"): row.money("amount") for row in amounts}
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for column in row.cells:
            if column.startswith(COST) and column.removeprefix(COST) not in budgets:
                raise Faulty(f"{row.place}: no budget is called “{column.removeprefix(COST)}”. There are: {', '.join(budgets)}.")
        by_key[row.text(options.key)].append(row)
    candidates = tuple(_candidate(key, own, budgets) for key, own in by_key.items())
    limits, wishes = _limits(options.limits, by_key) if options.limits else ([], [])
    standing = {key: _standing(own[0]) for key, own in by_key.items()}
    fixed, barred = (frozenset(key for key, each in standing.items() if each == what) for what in ("fixed", "barred"))
    return Problem(candidates, budgets, tuple(limits), tuple(wishes), fixed, barred)


def _valued(options: argparse.Namespace) -> list[Row]:
    """The candidates' rows, each with its value."""
    if not options.values:
        return table(options.candidates, [options.key, "value"])
    rows, ranked = table(options.candidates, [options.key]), table(options.values, ["item", "calibrated"])
    values = {row.text("item"): row.text("calibrated") for row in ranked}
    for row in rows:
        if row.text(options.key) not in values:
            raise row.fault(options.key, f"has no value in {options.values}", "Add one, or remove this candidate.")
    return [replace(row, cells=row.cells | {"value": values[row.text(options.key)]}) for row in rows]


def _candidate(key: str, rows: list[Row], budgets: dict[str, int]) -> Candidate:
    worth = rows[0].number("value", least=0.0)
    found: dict[str, Option] = {}
    for row in rows:
        if row.number("value") != worth:
            raise row.fault("value", f"is not the value in {rows[0].place}", "Give all options of a candidate the same value.")
        name, share = row.optional("option") or "whole", row.number("worth", 1.0, least=0.0)
        if share > 1:
            raise row.fault("worth", "is above 1", "Write the share of the value that this option brings, 0 to 1.")
        if name in found:
            raise row.fault(
                "option" if "option" in row.cells else "key", "comes twice", "Remove one line, or name another option."
            )
        found[name] = Option(name, {purse: row.money(COST + purse) for purse in budgets if row.optional(COST + purse)}, share)
    return Candidate(key, worth, tuple(found.values()))


def _standing(row: Row) -> str:
    found = row.optional("standing")
    if found not in {"", "fixed", "barred"}:
        raise row.fault("standing", "is neither fixed nor barred", "Write one of them, or leave the cell empty.")
    return found


def _limits(name: str, by_key: dict[str, list[Row]]) -> tuple[list[Limit], list[Wish]]:
    limits, wishes = [], []
    for row in table(name, ["attribute", "is"]):
        attribute, low = row.text("attribute"), row.whole("low", 0)
        high = row.whole("high") if row.optional("high") else None
        if high is not None and high < low:
            raise row.fault("high", f"is below low, {low}", "Exchange the two, or leave one empty.")
        groups: dict[str, set[str]] = defaultdict(set)
        for key, own in by_key.items():
            if attribute not in own[0].cells:
                raise row.fault("attribute", "is no column of the candidates", f"There are: {', '.join(own[0].cells)}.")
            groups[own[0].cells[attribute]].add(key)
        groups.pop("", None)
        if (wanted := row.text("is")) != "*" and wanted not in groups:
            raise row.fault("is", f"is not the {attribute} of any candidate", f"There are: {', '.join(sorted(groups)[:12])}.")
        for value in sorted(groups) if wanted == "*" else [wanted]:
            key, members = f"{attribute} {value}", frozenset(groups[value])
            if row.optional("weight"):
                wishes.append(Wish(key, members, row.number("weight", least=0.0), low, high))
            else:
                limits.append(Limit(key, members, low, high))
    return limits, wishes


def _draws(options: argparse.Namespace, problem: Problem) -> np.ndarray:
    rows = {row.text("key"): row for row in table(options.draws, ["key"])}
    found = []
    for candidate in problem.candidates:
        if candidate.key not in rows:
            raise Faulty(f"{options.draws}: there is no line for “{candidate.key}”. Draw anew with all candidates.")
        row = rows[candidate.key]
        found.append([row.number(column) for column in row.cells if column != "key"])
    return np.array(found, dtype=np.float64)
