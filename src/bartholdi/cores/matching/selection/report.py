"""What a page needs of a choice: where each candidate stands and how surely, what is left in each purse, which rules bind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bartholdi.cores.matching.selection.choose import Choice
from bartholdi.cores.matching.selection.problem import Limit, Problem, Wish
from bartholdi.cores.matching.selection.sure import Sureness

SURE = 0.95  # probability of funding from which there is nothing left to discuss


@dataclass(frozen=True)
class Standing:
    """`option`: how it is funded, or None. `reserve`: its place on the list, from 1. `probability`: of being funded, where draws were made.

    `zone` is in, grey or out by the probability alone: one in the grey zone may be chosen or not, and either deserves a second look.
    """

    candidate: str
    value: float
    option: str | None
    costs: Mapping[str, int]
    reserve: int | None
    probability: float | None
    zone: str | None


def standings(
    problem: Problem, choice: Choice, *, order: Sequence[str] = (), sure: Sureness | None = None, level: float = SURE
) -> list[Standing]:
    """Those funded first, then the reserve in its `order`, then the others; each part by value."""
    place = {key: number for number, key in enumerate(order, start=1)}
    found = []
    for candidate in problem.candidates:
        option = choice.chosen.get(candidate.key)
        costs = next((each.costs for each in candidate.options if each.key == option), {})
        share = sure.probability[candidate.key] if sure else None
        found.append(Standing(candidate.key, candidate.value, option, costs, place.get(candidate.key), share, zone(share, level)))
    last = len(place) + 1
    return sorted(found, key=lambda each: (each.option is None, each.reserve or last, -each.value, each.candidate))


def zone(probability: float | None, level: float = SURE) -> str | None:
    """in, grey or out; None where no draws were made."""
    if probability is None:
        return None
    return "in" if probability >= level else "out" if probability <= 1 - level else "grey"


@dataclass(frozen=True)
class Purse:
    """In whole minor units."""

    name: str
    budget: int
    spent: int

    @property
    def left(self) -> int:
        return self.budget - self.spent


def purses(problem: Problem, choice: Choice) -> list[Purse]:
    """In the order of the problem."""
    return [Purse(name, budget, choice.spent.get(name, 0)) for name, budget in problem.purses.items()]


@dataclass(frozen=True)
class Rule:
    """A limit or a wish and how many of its members are funded; `binds` where one more or one fewer would break it."""

    key: str
    low: int
    high: int | None
    funded: int
    wish: bool
    missed: int

    @property
    def binds(self) -> bool:
        return (self.low > 0 and self.funded <= self.low) or (self.high is not None and self.funded >= self.high)


def rules(problem: Problem, choice: Choice) -> list[Rule]:
    """Limits, then wishes, in the order of the problem."""
    limits = [_rule(limit, choice, wish=False, missed=0) for limit in problem.limits]
    return [*limits, *(_rule(wish, choice, wish=True, missed=choice.unmet.get(wish.key, 0)) for wish in problem.wishes)]


def _rule(rule: Limit | Wish, choice: Choice, *, wish: bool, missed: int) -> Rule:
    return Rule(rule.key, rule.low, rule.high, sum(key in choice.chosen for key in rule.members), wish, missed)
