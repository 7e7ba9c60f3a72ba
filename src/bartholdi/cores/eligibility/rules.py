"""What the rules of an edition are: each of one kind, with a condition for when it applies and what follows where it is not met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from bartholdi.cores.eligibility.spans import Span

FORMAT = 1  # the version of the format that this library reads and writes

Options: TypeAlias = Mapping[str, Any]


class Label(NamedTuple):
    """A text in both languages."""

    en: str
    fr: str


class Ref(NamedTuple):
    """Where a value stands: the answer `team.organisation.country` (column and part of a table), or a column of the application."""

    name: str
    column: bool = False

    @property
    def key(self) -> str:
        return self.name.partition(".")[0]

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split(".")[1:])


class Rows(NamedTuple):
    """A table of stretches of time: the column that holds a period, or those of both ends; `share`: of the per cent it counts."""

    table: Ref
    period: str | None = None
    start: str | None = None
    end: str | None = None
    country: str | None = None
    share: str | None = None
    at_most: Span | None = None


class Window(NamedTuple):
    """From one day to another, both included, or so long before the closing date."""

    start: Any = None  # date or None
    end: Any = None
    before_closing: Span | None = None


class Test(NamedTuple):
    """A condition on one value; `value` is text, bool, Decimal, date, or a tuple of them."""

    ref: Ref
    operator: str
    value: Any


class Joined(NamedTuple):
    """Conditions of which `all` or `any` must hold, or one that must `not`."""

    how: str
    parts: tuple["Test | Joined", ...]


Condition: TypeAlias = Test | Joined


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    label      the rule in words; where it has none, `explain` makes them of the options
    who        whose rule it is ("US lead"), said before each sentence
    advice     what those are told who do not meet it ("Ask about the programme …")
    when       it applies only where this holds
    otherwise  the verdict where it is not met: `not` or `needs_officer`
    missing    the verdict where, when submitted, there is no answer to judge by: `needs_officer`, `not` or `eligible`
    """

    key: str
    kind: str
    label: Label | None = None
    who: Label | None = None
    advice: Label | None = None
    when: Condition | None = None
    options: Options = field(default_factory=dict)
    otherwise: str = "not"
    missing: str = "needs_officer"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one edition of a programme, in the order in which they are shown."""

    rules: tuple[Rule, ...] = ()

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def rule(self, key: str) -> Rule | None:
        return next((one for one in self.rules if one.key == key), None)
