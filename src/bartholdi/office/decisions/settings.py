"""What a scenario is told: purses, amounts, limits, wishes; read from JSON and written to it, money in whole minor units once read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.utils.translation import gettext

from bartholdi.office.lib.workflow import Refused

CENT = Decimal("0.01")
SHARES = (100,)
KINDS = ("field", "side", "country", "region", "funder", "unit")


@dataclass(frozen=True)
class Purse:
    """`fund` is the key of a CallFund. `award`: what one award is; None where each gets what it asked for, in the fund's currency."""

    fund: int
    amount: Decimal
    award: Decimal | None = None
    places: int | None = None


@dataclass(frozen=True)
class Rule:
    """At least `low` and at most `high` of a group; a wish where `weight` says what one too few or too many costs, in points of the score.

    `group` of the kind unit is empty: each host unit by itself.
    """

    kind: str
    group: str = ""
    low: int = 0
    high: int | None = None
    weight: int | None = None


@dataclass(frozen=True)
class Settings:
    """`shares`: parts of an award, in percent, of which one is chosen. `balance`: a kind of group whose shares of the places are wished
    to be those of the applications, at this price for each place."""

    year: int
    purses: tuple[Purse, ...] = ()
    shares: tuple[int, ...] = SHARES
    rules: tuple[Rule, ...] = ()
    places: int | None = None
    reserve: int = 0
    balance: str = ""
    balance_weight: int = 1

    def as_json(self) -> dict[str, Any]:
        made = {name: list(told) if isinstance(told, tuple) else told for name, told in asdict(self).items()}
        for purse in made["purses"]:
            purse["amount"] = str(purse["amount"])
            purse["award"] = None if purse["award"] is None else str(purse["award"])
        return made

    def check(self) -> Settings:
        """Itself; refused with the first thing that cannot be meant."""
        for fault, sentence in self._faults():
            if fault:
                raise Refused(sentence)
        return self

    def _faults(self) -> list[tuple[bool, str]]:
        purses, rules = self.purses, self.rules
        return [
            (not purses, gettext("Nothing was saved: the call has no fund yet. Add one on the page of the call.")),
            (
                len({each.fund for each in purses}) < len(purses),
                gettext("Nothing was saved: the same fund stands there twice."),
            ),
            (any(each.amount < 0 for each in purses), gettext("Nothing was saved: an amount is not less than zero.")),
            (
                any(each.award is not None and each.award <= 0 for each in purses),
                gettext("Nothing was saved: one award is more than zero. Leave it empty for what each asks for."),
            ),
            (
                not self.shares or any(not 0 < each <= 100 for each in self.shares),
                gettext("Nothing was saved: a part of an award is from 1 to 100 percent."),
            ),
            (any(each.kind not in KINDS for each in rules), gettext("Nothing was saved: there is no such kind of group.")),
            (
                any(each.low < 0 or (each.high is not None and each.high < each.low) for each in rules),
                gettext("Nothing was saved: the most of a group is less than its least."),
            ),
            (
                bool(self.balance) and self.places is None,
                gettext("Nothing was saved: for a balance, say how many places there are at most."),
            ),
        ]


def read(given: dict[str, Any]) -> Settings:
    """What `as_json` wrote."""
    purses = tuple(
        Purse(each["fund"], Decimal(each["amount"]), None if each["award"] is None else Decimal(each["award"]), each["places"])
        for each in given.get("purses", ())
    )
    rules = tuple(Rule(**each) for each in given.get("rules", ()))
    plain = {name: given[name] for name in ("year", "places", "reserve", "balance", "balance_weight") if name in given}
    return Settings(purses=purses, rules=rules, shares=tuple(given.get("shares", SHARES)), **plain)


def minor(amount: Decimal) -> int:
    """Whole hundredths. What is no whole number of them is no amount of ours."""
    scaled = amount * 100
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{amount} has parts of a cent")
    return whole


def major(count: int) -> Decimal:
    return Decimal(count).scaleb(-2)


def part(amount: Decimal, share: int) -> Decimal:
    """So many percent, a fraction of a cent left in the purse."""
    return (amount * share / 100).quantize(CENT, rounding=ROUND_DOWN)
