"""What a kind of rule is: how its options are read, what it asks about, and how it is judged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bartholdi.cores.eligibility.conditions import refs
from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.place import Place
from bartholdi.cores.eligibility.reading import Read
from bartholdi.cores.eligibility.rules import Joined, Options, Ref, Rows, Test


class Outcome(NamedTuple):
    """Whether a rule is met (None: what is needed to tell is not there), the reason as a code, and facts for its sentence."""

    met: bool | None
    code: str
    facts: Mapping[str, Any] = {}


def met(code: str = "met", **facts: Any) -> Outcome:
    return Outcome(True, code, facts)


def unmet(code: str, **facts: Any) -> Outcome:
    return Outcome(False, code, facts)


def unknown(code: str = "missing", **facts: Any) -> Outcome:
    return Outcome(None, code, facts)


def no_contradiction(options: Options, place: Place) -> None:
    """For kinds whose options cannot contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of rule.

    judge        (options, facts) -> Outcome; never raises, whatever the answers hold
    options      the reader of each option; `needed` names those that must be there
    contradict   (options, place): notes options that do not go together
    labelled     the rule must be put in words, since its options cannot say what is asked
    """

    name: str
    judge: Callable[[Options, Facts], Outcome]
    options: Mapping[str, Read] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    contradict: Callable[[Options, Place], None] = no_contradiction
    labelled: bool = False


def asked(options: Options) -> Iterator[Ref]:
    """Where the values stand that options ask about."""
    for value in options.values():
        if isinstance(value, Ref):
            yield value
        elif isinstance(value, Rows):
            yield value.table
        elif isinstance(value, Test | Joined):
            yield from refs(value)


def one_of_two(one: str, other: str) -> Callable[[Options, Place], None]:
    """Notes where not exactly one of two options is there."""

    def contradict(options: Options, place: Place) -> None:
        if (one in options) == (other in options):
            place.fault("one_of_two", one=one, other=other)

    return contradict
