"""What is chosen from, and within what: plain data, checked before anything is computed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace


class Unsound(ValueError):
    """`code` is one of: twice, not_finite, negative, unknown, upside_down, share. `facts` name the place."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {facts}")


@dataclass(frozen=True)
class Option:
    """One way to fund a candidate: `worth` is the share of its value that this brings (0 to 1), `costs` whole minor units by purse.

    A purse is a fund in a year, in the fund's own currency. A co-funder who pays only stays in its own units is an option that
    only the candidates of these units have.
    """

    key: str
    costs: Mapping[str, int]
    worth: float = 1.0


@dataclass(frozen=True)
class Candidate:
    key: str
    value: float
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Limit:
    """At least `low` and at most `high` of these candidates are funded; None is no limit. One per host unit is `high=1`."""

    key: str
    members: frozenset[str]
    low: int = 0
    high: int | None = None


@dataclass(frozen=True)
class Wish:
    """As a limit, but each candidate too few or too many costs `weight` in value instead of being forbidden."""

    key: str
    members: frozenset[str]
    weight: float
    low: int = 0
    high: int | None = None


@dataclass(frozen=True)
class Problem:
    """`fixed`: chosen in any case; `barred`: in no case."""

    candidates: tuple[Candidate, ...]
    purses: Mapping[str, int]
    limits: tuple[Limit, ...] = ()
    wishes: tuple[Wish, ...] = ()
    fixed: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()

    def check(self) -> Problem:
        """Itself; Unsound with the place of the first fault."""
        keys = {candidate.key for candidate in self.candidates}
        if len(keys) != len(self.candidates):
            counts = Counter(candidate.key for candidate in self.candidates)
            raise Unsound("twice", key=counts.most_common(1)[0][0])
        for name, budget in self.purses.items():
            if budget < 0:
                raise Unsound("negative", purse=name, amount=budget)
        for candidate in self.candidates:
            self._check_candidate(candidate)
        for limit in self.limits:
            _check_rule(limit, keys)
        for wish in self.wishes:
            _check_rule(wish, keys)
        if unknown := sorted((self.fixed | self.barred) - keys):
            raise Unsound("unknown", rule="fixed or barred", candidate=unknown[0])
        if both := sorted(self.fixed & self.barred):
            raise Unsound("twice", key=both[0])
        return self

    def _check_candidate(self, candidate: Candidate) -> None:
        if not math.isfinite(candidate.value):
            raise Unsound("not_finite", candidate=candidate.key, value=candidate.value)
        if candidate.value < 0:
            raise Unsound("negative", candidate=candidate.key, value=candidate.value)
        for option in candidate.options:
            if not 0 <= option.worth <= 1:
                raise Unsound("share", candidate=candidate.key, option=option.key, worth=option.worth)
            for purse, cost in option.costs.items():
                if purse not in self.purses:
                    raise Unsound("unknown", candidate=candidate.key, purse=purse)
                if cost < 0:
                    raise Unsound("negative", candidate=candidate.key, purse=purse, amount=cost)

    def valued(self, values: Mapping[str, float]) -> Problem:
        """The same with other values: a draw from the posterior."""
        return replace(self, candidates=tuple(replace(each, value=values[each.key]) for each in self.candidates))


def _check_rule(rule: Limit | Wish, keys: set[str]) -> None:
    if unknown := sorted(rule.members - keys):
        raise Unsound("unknown", rule=rule.key, candidate=unknown[0])
    if rule.low < 0 or (rule.high is not None and rule.high < rule.low):
        raise Unsound("upside_down", rule=rule.key, low=rule.low, high=rule.high)
    if isinstance(rule, Wish) and not (math.isfinite(rule.weight) and rule.weight >= 0):
        raise Unsound("negative", wish=rule.key, weight=rule.weight)
