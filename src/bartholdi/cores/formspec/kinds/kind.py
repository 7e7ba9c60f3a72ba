"""What a kind of field is: how its options are read, its answers checked, compared, shown and exported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bartholdi.cores.formspec.counting import HARD_LIMIT, clean, clean_line
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import Read
from bartholdi.cores.formspec.spec import Label, Options

# One exported value: text, number, yes or no, date, or nothing.
Cell: TypeAlias = Any

LONGEST_LINE = 2_000  # code points of a one-line answer


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be shown; `totals` are complete sentences that stand below it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, str], ...] = ()


# What an answer looks like to a reader, before it becomes text or HTML: a text, several texts, or a table.
Shown: TypeAlias = str | list[str] | Grid


@dataclass(frozen=True, slots=True)
class Manner:
    """How answers are shown: in which language, whether without what identifies people, and with which names of countries."""

    language: str = "en"
    blind: bool = False
    countries: Mapping[str, str] = field(default_factory=dict)


Part: TypeAlias = tuple[str, Label, str]  # the end of an exported column's name, what it is, its type


def no_contradiction(options: Options, place: Place) -> None:
    """For kinds whose options cannot contradict each other."""


def no_operand(value: object, options: Options, place: Place) -> Any:
    place.fault("expected", what="nothing")


def no_atoms(answer: Any, options: Options) -> tuple[Any, ...]:
    return ()


def one_part(options: Options) -> list[Part]:
    return [("", Label("", ""), "text")]


def as_is(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    return [answer]


def as_text(answer: Any, options: Options, manner: Manner) -> Shown:
    return str(answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of field. Its functions never raise, whatever they are given.

    check        (value, options, place) -> the answer as it is kept, or None; notes faults at the place
    options      the reader of each option; `needed` names those that must be there
    contradict   (options, place): notes limits that contradict each other
    operators    which conditions may ask about it; `operand` reads what is compared with, into the type of `atoms`
    atoms        (answer, options) -> what conditions compare: one value, or several; () where there is nothing sound
    show         (answer, options, manner) -> text, list of texts, or table
    parts        (options) -> the columns it is exported as; `cells` their values, in the same order
    missing      the code of the fault where a required answer is not there
    """

    name: str
    check: Callable[[Any, Options, Place], Any]
    missing: str = "missing"
    options: Mapping[str, Read] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    contradict: Callable[[Options, Place], None] = no_contradiction
    operators: frozenset[str] = frozenset({"answered"})
    operand: Callable[[Any, Options, Place], Any] = no_operand
    atoms: Callable[[Any, Options], tuple[Any, ...]] = no_atoms
    show: Callable[[Any, Options, Manner], Shown] = as_text
    parts: Callable[[Options], list[Part]] = one_part
    cells: Callable[[Any, Options, Manner], list[Cell]] = as_is
    asks: bool = True


ONE = frozenset({"answered", "equals", "in"})
ORDERED = ONE | {"greater", "less"}
SEVERAL = frozenset({"answered", "contains"})


def a_line(value: object, place: Place) -> str | None:
    """The value as one cleaned line; None where it is empty or no text."""
    if value is None:
        return None
    if not isinstance(value, str):
        place.fault("wrong_type")
        return None
    if len(value) > LONGEST_LINE:
        place.fault("too_big", n=LONGEST_LINE)
        return None
    return clean_line(value) or None


def a_text(value: object, place: Place) -> str | None:
    """The value as cleaned text of several lines."""
    if value is None:
        return None
    if not isinstance(value, str):
        place.fault("wrong_type")
        return None
    if len(value) > HARD_LIMIT:
        place.fault("too_big", n=HARD_LIMIT)
        return None
    return clean(value) or None


def an_object(value: object, place: Place) -> Mapping[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        place.fault("wrong_type")
        return None
    return value


def a_list(value: object, place: Place, *, most: int) -> list[Any]:
    """The value as a list; what is beyond `most` is lost, and said to be."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        place.fault("wrong_type")
        return []
    if len(value) > most:
        place.fault("too_big", n=most)
    return list(value[:most])


def in_order(low: str, high: str) -> Callable[[Options, Place], None]:
    """Notes where the option `low` is above the option `high`."""

    def contradict(options: Options, place: Place) -> None:
        if low in options and high in options and options[low] > options[high]:
            place.at(low).fault("above", low=low, high=high)

    return contradict


def count_faults(count: int, options: Options, place: Place, *, few: str = "too_few", many: str = "too_many") -> None:
    """Notes where a count is below `min` (only when final) or above `max`."""
    if count and count < options.get("min", 0):
        place.missing(few, n=options["min"], count=count)
    if count > options.get("max", count):
        place.fault(many, n=options["max"], count=count)
