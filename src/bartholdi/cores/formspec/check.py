"""The verdict on answers: what of them is kept, what is wrong, and what is set aside because its question does not show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bartholdi.cores.formspec.conditions import holds
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.place import Fault, Place, safe
from bartholdi.cores.formspec.spec import Field, Section, Spec


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `check` found.

    answers   the answers in their normal form, in the order of the spec, without hidden ones: plain data, safe to store
    faults    what is wrong, in the order of the spec; an answer with a fault is kept as typed where it can be
    hidden    answers to questions that do not show at present: not to be submitted, but worth keeping with a draft
    unknown   keys that the spec does not have; their answers are dropped
    shown     the keys of the fields that show, and `pages` of the sections
    """

    answers: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    hidden: dict[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    shown: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    @property
    def ok(self) -> bool:
        return not self.faults

    def of(self, key: str) -> tuple[Fault, ...]:
        """The faults of one field."""
        return tuple(fault for fault in self.faults if fault.key == key)


# Faults of values that could not be kept: checking what was kept does not find them again.
LOST = frozenset({"wrong_type", "too_big", "not_an_option"})


def check(spec: Spec, answers: object, *, final: bool = False) -> Verdict:
    """The verdict on answers, `{key: answer}` as plain data from anywhere. Never raises.

    A draft (`final=False`) may lack what is required, and stay below minimums; what is too much or unreadable is a fault at once.
    """
    place = Place(final=final)
    given: Mapping[Any, Any] = answers if isinstance(answers, dict) else {}
    if answers is not None and not isinstance(answers, dict):
        place.fault("wrong_type")
    fields: dict[str, Field] = {}
    kept: dict[str, Any] = {}
    hidden: dict[str, Any] = {}
    shown: set[str] = set()
    pages: set[str] = set()
    for section in spec.sections:
        open_page = holds(section.when, kept, fields)
        if open_page:
            pages.add(section.key)
        _check_section(section, given, place, fields=fields, kept=kept if open_page else None, hidden=hidden, shown=shown)
    unknown = tuple(safe(key) for key in list(given)[:5_000] if key not in fields)[:100]
    return Verdict(kept, tuple(place.faults), hidden, unknown, frozenset(shown), frozenset(pages))


def _check_section(
    section: Section,
    given: Mapping[Any, Any],
    place: Place,
    *,
    fields: dict[str, Field],
    kept: dict[str, Any] | None,
    hidden: dict[str, Any],
    shown: set[str],
) -> None:
    for each in section.fields:
        fields[each.key] = each
        kind = KINDS[each.kind]
        value = given.get(each.key)
        if kept is None or not holds(each.when, kept, fields):
            if value is not None and (answer := kind.check(value, each.options, Place(each.key))) is not None:
                hidden[each.key] = answer
            continue
        shown.add(each.key)
        here = place.at(each.key)
        answer = kind.check(value, each.options, here)
        if answer is not None:
            kept[each.key] = answer
        elif each.required:
            here.missing(kind.missing)
