"""The best choice with its proof, by mixed-integer programming (HiGHS through SciPy); or which limits contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint
from scipy.sparse import csr_array

from bartholdi.cores.matching.selection.problem import Limit, Problem, Wish
from bartholdi.cores.matching.selection.program import GAP, Answer, Program, best

SECONDS = 60.0
TIGHTENINGS = 8
Floats = NDArray[np.float64]


class Infeasible(ValueError):
    """No choice meets all limits. `relax` says by how much each of a smallest set must give way for there to be one."""

    def __init__(self, relax: Mapping[str, int]) -> None:
        self.relax = dict(relax)
        super().__init__(f"no choice meets these limits together: {self.relax}")


@dataclass(frozen=True)
class Choice:
    """`chosen`: candidate -> option. `bound` is the most that any choice could be worth; `proven` where this is that choice."""

    chosen: Mapping[str, str]
    value: float
    bound: float
    proven: bool
    spent: Mapping[str, int]
    unmet: Mapping[str, int] = field(default_factory=dict)  # wish -> candidates too few or too many


@dataclass(frozen=True, eq=False)
class Table:
    """The columns of the programme: every option of every candidate that may be chosen, then the slacks of wishes."""

    options: list[tuple[str, str]]
    gains: Floats
    costs: dict[str, list[tuple[int, int]]]  # purse -> (column, minor units)
    columns: dict[str, list[int]]  # candidate -> columns

    @staticmethod
    def of(problem: Problem) -> Table:
        options: list[tuple[str, str]] = []
        gains: list[float] = []
        costs: dict[str, list[tuple[int, int]]] = {purse: [] for purse in problem.purses}
        columns: dict[str, list[int]] = {}
        for candidate in problem.candidates:
            if candidate.key in problem.barred:
                continue
            for option in candidate.options:
                columns.setdefault(candidate.key, []).append(len(options))
                for purse, cost in option.costs.items():
                    if cost:
                        costs[purse].append((len(options), cost))
                options.append((candidate.key, option.key))
                gains.append(candidate.value * option.worth)
        return Table(options, np.array(gains), costs, columns)


@dataclass
class Rows:
    """Constraints as they are collected: low <= coefficients <= high."""

    where: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, entries: list[tuple[int, float]], low: float, high: float) -> None:
        self.where += [len(self.low)] * len(entries)
        self.columns += [column for column, _value in entries]
        self.values += [value for _column, value in entries]
        self.low.append(low)
        self.high.append(high)

    def constraint(self, width: int) -> LinearConstraint | None:
        if not self.low:
            return None
        matrix = csr_array((self.values, (self.where, self.columns)), shape=(len(self.low), width))
        return LinearConstraint(matrix, self.low, self.high)


def choose(problem: Problem, *, seconds: float = SECONDS, gap: float = GAP) -> Choice:
    """The choice of the greatest value. Infeasible where limits and fixed candidates contradict each other or the budgets.

    Exact but for the time limit and for `gap`, the share of the value at which one stops: `proven` says so, `bound` how far it can
    be off. Money is checked in whole minor units after solving: a solver's tolerance never spends a cent too much.
    """
    problem.check()
    table = Table.of(problem)
    purses = dict(problem.purses)
    for _turn in range(TIGHTENINGS):
        found = _solved(problem, table, purses, seconds, gap)
        on = found.x[: len(table.options)] > 0.5
        spent = {purse: sum(cost for column, cost in table.costs[purse] if on[column]) for purse in problem.purses}
        over = {purse: spent[purse] - problem.purses[purse] for purse in spent if spent[purse] > problem.purses[purse]}
        if not over:
            chosen = dict(table.options[column] for column in np.flatnonzero(on))
            unmet = {wish.key: missed for wish in problem.wishes if (missed := _missed(wish, chosen))}
            return Choice(chosen, found.value, found.bound, found.proven, spent, unmet)
        purses = {purse: amount - over.get(purse, 0) for purse, amount in purses.items()}
    raise ArithmeticError("budgets were overspent by the solver's tolerance again and again")


def _solved(problem: Problem, table: Table, purses: Mapping[str, int], seconds: float, gap: float) -> Answer:
    if missing := sorted(problem.fixed - table.columns.keys()):
        raise Infeasible(dict.fromkeys(missing, 1))
    rows = _always(table, purses)
    for rule in _rules(problem):
        rows.add(_members(table, rule), rule.low, np.inf if rule.high is None else rule.high)
    _give_way(rows, table, problem.wishes)
    gains = np.concatenate([table.gains, -np.repeat([wish.weight for wish in problem.wishes], 2)])
    found = best(Program(gains, len(table.options), rows.constraint(len(gains))), seconds, gap)
    if found is None:
        raise Infeasible(_relaxed(problem, table, purses, seconds))
    return found


def _relaxed(problem: Problem, table: Table, purses: Mapping[str, int], seconds: float) -> dict[str, int]:
    """Limits -> by how many candidates each must give way, in all as few as can be; those fixed give way too, under their own key."""
    rules = _rules(problem)
    rows = _always(table, purses)
    _give_way(rows, table, rules)
    gains = np.concatenate([np.zeros(len(table.options)), -np.ones(2 * len(rules))])
    found = best(Program(gains, len(table.options), rows.constraint(len(gains))), seconds)
    if found is None:
        return {}
    gives = np.round(found.x[len(table.options) :]).astype(int).reshape(-1, 2).sum(axis=1)
    return {rule.key: int(count) for rule, count in zip(rules, gives, strict=True) if count}


def _rules(problem: Problem) -> list[Limit]:
    """The limits, and those fixed as one more each."""
    return [*problem.limits, *(Limit(key, frozenset({key}), low=1) for key in sorted(problem.fixed))]


def _always(table: Table, purses: Mapping[str, int]) -> Rows:
    """What nothing can relax: one option a candidate, and the budgets."""
    rows = Rows()
    for columns in table.columns.values():
        if len(columns) > 1:
            rows.add([(column, 1.0) for column in columns], 0.0, 1.0)
    for purse, entries in table.costs.items():
        scale = max([cost for _column, cost in entries], default=1)  # so that a millionth of it is less than a cent or two
        rows.add([(column, cost / scale) for column, cost in entries], -np.inf, purses[purse] / scale)
    return rows


def _give_way(rows: Rows, table: Table, rules: Sequence[Limit | Wish]) -> None:
    """Each of these rules by two further columns: how many candidates too few, and how many too many."""
    for place, rule in enumerate(rules):
        few, members = len(table.options) + 2 * place, _members(table, rule)
        rows.add([*members, (few, 1.0)], rule.low, np.inf)
        if rule.high is not None:
            rows.add([*members, (few + 1, -1.0)], -np.inf, rule.high)


def _members(table: Table, rule: Limit | Wish) -> list[tuple[int, float]]:
    return [(column, 1.0) for key in sorted(rule.members) for column in table.columns.get(key, ())]


def _missed(wish: Wish, chosen: Mapping[str, str]) -> int:
    count = sum(key in chosen for key in wish.members)
    return max(wish.low - count, 0) + (max(count - wish.high, 0) if wish.high is not None else 0)
