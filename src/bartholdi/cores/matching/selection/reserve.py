"""Who comes next: the reserve list in order, and who is promoted when a laureate declines, with nobody else moved."""

from __future__ import annotations

from dataclasses import replace

from bartholdi.cores.matching.selection.choose import Choice, Infeasible, choose
from bartholdi.cores.matching.selection.problem import Problem


def reserve(problem: Problem, choice: Choice, count: int) -> list[str]:
    """Those not chosen and not barred, the most valued first; among equals by key, unless a lottery has said otherwise.

    Whom a limit shuts out altogether can never be promoted: a side's own list holds nobody of the other side.
    """
    out = choice.chosen.keys() | problem.barred
    out = out.union(*(limit.members for limit in problem.limits if limit.high == 0))
    left = [each for each in problem.candidates if each.key not in out and each.options]
    return [each.key for each in sorted(left, key=lambda each: (-each.value, each.key))][:count]


def promoted(problem: Problem, choice: Choice, gone: str, order: list[str]) -> tuple[str, str] | None:
    """The first of `order` who can be funded now that `gone` declines, and the option; None where nobody can.

    All others keep their option. Limits that the decline itself breaks are not held against who comes in.
    """
    kept = {key: option for key, option in choice.chosen.items() if key != gone}
    only = tuple(
        replace(each, options=tuple(option for option in each.options if kept.get(each.key, option.key) == option.key))
        for each in problem.candidates
    )
    for key in order:
        if key in kept or key == gone:
            continue
        barred = {each.key for each in problem.candidates} - kept.keys() - {key}
        limits = tuple(replace(limit, low=0) for limit in problem.limits)
        tried = replace(
            problem, candidates=only, limits=limits, wishes=(), fixed=frozenset(kept) | {key}, barred=frozenset(barred)
        )
        try:
            return key, choose(tried).chosen[key]
        except Infeasible:
            continue
    return None
