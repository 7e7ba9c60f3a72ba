"""`bartholdi match meet`: who meets whom, when and at which table; or what takes the place of a cancelled meeting."""

from __future__ import annotations

import argparse
from collections import defaultdict

from bartholdi.cores.matching.meetings import (
    Break,
    Infeasible,
    Meeting,
    Person,
    Placed,
    Plan,
    Problem,
    Unsound,
    arranged,
    occupancy,
    repaired,
    served,
    wished,
)
from bartholdi.running.match.reading import Faulty, Row, table, unique
from bartholdi.running.match.writing import Value, hushed, refused, saved_table, written

EXAMPLE = """\
people.csv has a column key; optional: free (slots such as 1-4 7; empty is all), most and least (meetings). wishes.csv: who, whom, wish; a
wish below 0 is a refusal. Optional: fits.csv (one, other, fit) and groups.csv (members such as a | b | c, weight). Slots and tables
count from 1.

  bartholdi match meet people.csv wishes.csv --slots 16 --tables 12 --break 8-9 -o plan.csv
  bartholdi match meet people.csv wishes.csv --slots 16 --tables 12 --plan plan.csv --gone h7 --since 9 -o plan.csv
"""
COLUMNS = ("slot", "table", "members", "new")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("people", help="CSV or JSON with key")
    parser.add_argument("wishes", help="CSV or JSON with who, whom, wish")
    parser.add_argument("--slots", type=int, required=True, help="how many slots there are")
    parser.add_argument("--tables", type=int, help="how many meetings at once (no limit)")
    parser.add_argument(
        "--break", dest="breaks", action="append", default=[], metavar="SLOTS", help="everybody is free in one of these"
    )
    parser.add_argument("--fits", default="", metavar="FILE", help="how well two fit: one, other, fit")
    parser.add_argument("--groups", default="", metavar="FILE", help="meetings of several: members, weight")
    parser.add_argument("--mutual", type=float, default=0.5, help="what is added for wishes that answer each other (0.5)")
    parser.add_argument("--served", default="", metavar="FILE", help="write there what each person gets, the worst served first")
    parser.add_argument("--plan", default="", metavar="FILE", help="a plan to repair: nobody else is moved")
    parser.add_argument(
        "--gone", action="append", default=[], metavar="KEY", help="with --plan: who has cancelled (may be repeated)"
    )
    parser.add_argument("--since", type=int, default=1, metavar="SLOT", help="with --plan: from which slot on (1)")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each programme that is solved (60)")


def run(options: argparse.Namespace) -> int:
    problem = _problem(options)
    before = _plan(options, problem) if options.plan else None
    try:
        with hushed():
            plan, new = _arranged(options, problem, before)
    except Infeasible as error:
        shown = ", ".join(f"{key} {count} fewer" for key, count in error.short.items())
        return refused(f"not everybody can have the meetings they must have. It is enough to ask for: {shown}.")
    except TimeoutError as error:
        return refused(f"{error}. Give more with --seconds.")
    except Unsound as error:
        if before is None:
            return refused(f"these meetings contradict each other ({error}). Name each group once.")
        return refused(f"{options.plan} is not a plan of these people and wishes ({error}). Give those it was made from.")
    lines: list[dict[str, Value]] = [
        {"slot": each.slot + 1, "table": each.table + 1, "members": " | ".join(each.members), "new": "yes" if each in new else ""}
        for each in plan.meetings
    ]
    if options.served:
        people = [{**each.__dict__, "share": each.share} for each in served(problem, plan)]
        saved_table(options.served, people, ("person", "meetings", "value", "best", "share", "idle"))
    written(options, lines, _facts(problem, plan), COLUMNS)
    return 0


def _arranged(options: argparse.Namespace, problem: Problem, before: Plan | None) -> tuple[Plan, frozenset[Placed]]:
    if before is None:
        return arranged(problem, seconds=options.seconds), frozenset()
    found = repaired(problem, before, gone=set(options.gone), since=options.since - 1, seconds=options.seconds)
    return found.plan, frozenset(found.added)


def _facts(problem: Problem, plan: Plan) -> dict[str, object]:
    more = 0.0 if not plan.bound else 100 * (plan.bound - plan.value) / plan.bound
    return {
        "meetings": len(plan.meetings),
        "value": plan.value,
        "bound": plan.bound,
        "proven": "yes" if plan.proven else f"no, at most {more:.4f} % more could be had",
        "tables taken": [count for count, _room in occupancy(problem, plan)],
        "without any meeting": [each.person for each in served(problem, plan) if not each.meetings],
    }


def _problem(options: argparse.Namespace) -> Problem:
    if options.slots < 1 or (options.tables is not None and options.tables < 0):
        raise Faulty("--slots and --tables: write 1 or more slots, 0 or more tables.")
    rows = table(options.people, ["key"])
    unique(rows, "key")
    if split := [row for row in rows if "|" in row.text("key")]:
        raise split[0].fault("key", "holds a bar", "Plans part the names of a meeting by “|”: write the key without it.")
    people = tuple(_person(row, options.slots) for row in rows)
    keys = {person.key for person in people}
    if strangers := [key for key in options.gone if key not in keys]:
        raise Faulty(f"--gone: “{strangers[0]}” is not in {options.people}. Write the key as it stands there.")
    meetings = [*_pairs(options, keys), *(_groups(options.groups, keys) if options.groups else [])]
    breaks = tuple(Break(_slots(text, options.slots, f"--break {text}")) for text in options.breaks)
    return Problem(people, tuple(meetings), options.slots, options.tables, breaks)


def _person(row: Row, slots: int) -> Person:
    free = row.optional("free")
    times = _slots(free, slots, f"{row.place}, column “free”") if free else None
    most, least = row.whole("most") if row.optional("most") else None, row.whole("least", 0)
    if most is not None and most < least:
        raise row.fault("most", f"is below least, {least}", "Exchange the two, or leave one empty.")
    return Person(row.text("key"), times, most, least)


def _slots(text: str, slots: int, place: str) -> frozenset[int]:
    """ "1-4 7" -> {0, 1, 2, 3, 6}; "none" -> none."""
    found: set[int] = set()
    for part in text.replace(",", " ").replace(";", " ").split():
        if part == "none":
            continue
        first, _dash, last = part.partition("-")
        if not (first.isascii() and first.isdigit() and (last or first).isascii() and (last or first).isdigit()):
            raise Faulty(f"{place}: “{part}” is not a slot. Write slots like 1-4 7, or none.")
        if not 1 <= int(first) <= int(last or first) <= slots:
            raise Faulty(f"{place}: “{part}” is outside slots 1 to {slots}. Mend it, or --slots.")
        found |= set(range(int(first) - 1, int(last or first)))
    return frozenset(found)


def _known(row: Row, column: str, keys: set[str]) -> str:
    if (key := row.text(column)) in keys:
        return key
    raise row.fault(column, "is not among the people", "Write the key as it stands there, or add this person.")


def _pairs(options: argparse.Namespace, keys: set[str]) -> tuple[Meeting, ...]:
    wishes: dict[tuple[str, str], float] = {}
    for row in table(options.wishes, ["who", "whom", "wish"]):
        pair = (_known(row, "who", keys), _known(row, "whom", keys))
        if pair[0] == pair[1]:
            raise row.fault("whom", "is the same person", "Nobody meets themselves: remove the line.")
        if pair in wishes:
            raise row.fault("whom", f"is wished twice by {pair[0]}", "Keep one of the two lines.")
        wishes[pair] = row.number("wish")
    fits: dict[tuple[str, str], float] = {}
    for row in table(options.fits, ["one", "other", "fit"]) if options.fits else []:
        one, other = _known(row, "one", keys), _known(row, "other", keys)
        fits[min(one, other), max(one, other)] = row.number("fit", least=0.0)
    return wished(wishes, fits, mutual=max(options.mutual, 0.0))


def _groups(name: str, keys: set[str]) -> list[Meeting]:
    found: list[Meeting] = []
    for row in table(name, ["members", "weight"]):
        members = tuple(key.strip() for key in row.text("members").split("|"))
        if len(set(members)) != len(members) or len(members) < 3 or not keys.issuperset(members):
            raise row.fault("members", "are not three or more different people", "Write their keys like a | b | c.")
        found.append(Meeting(members, row.number("weight", least=0.0)))
    return found


def _plan(options: argparse.Namespace, problem: Problem) -> Plan:
    meetings = []
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    weights |= {tuple(sorted(meeting.members)): meeting.weight for meeting in problem.meetings}
    for row in table(options.plan, ["slot", "table", "members"]):
        members = tuple(sorted(key.strip() for key in row.text("members").split("|")))
        slot, seat = row.whole("slot"), row.whole("table")
        if not (1 <= slot <= problem.slots and seat >= 1):
            raise row.fault(
                "slot", f"is outside slots 1 to {problem.slots}, or its table is 0", "Give the plan as it was written."
            )
        meetings.append(Placed(slot - 1, seat - 1, members))
    value = sum(weights[each.members] for each in meetings)
    return Plan(tuple(meetings), value, value, proven=False, method="")
