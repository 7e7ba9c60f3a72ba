"""A draft laid out for whoever designs it: each page and question with what can be read of it, and its faults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bartholdi.cores.formspec.conditions import read_condition
from bartholdi.cores.formspec.edit.draft import Plain, title
from bartholdi.cores.formspec.fields import QUESTION, read_field
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.parse import parse
from bartholdi.cores.formspec.place import Fault, Place, SpecError
from bartholdi.cores.formspec.spec import Condition, Field

_PLACE = re.compile(r"sections\[(\d+)\](?:\.fields\[(\d+)\])?\.?")


@dataclass(frozen=True, slots=True)
class Question:
    """`field` is None where not even the kind can be read; `when` is None where there is no condition, or no sound one."""

    key: str
    title: Mapping[str, str]
    plain: Plain
    field: Field | None
    when: Condition | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Page:
    key: str
    title: Mapping[str, str]
    plain: Plain
    when: Condition | None
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """`fields`: what conditions may ask about; `faults`: those of no page; the paths of the others begin at their thing."""

    pages: tuple[Page, ...]
    fields: Mapping[str, Field]
    faults: tuple[Fault, ...]

    @property
    def count(self) -> int:
        """All faults."""
        inside = sum(len(page.faults) + sum(len(each.faults) for each in page.questions) for page in self.pages)
        return len(self.faults) + inside


def outline(data: Plain) -> Outline:
    """The layout of a draft that was `opened`. Never raises."""
    faults = _by_place(data)
    fields: dict[str, Field] = {}
    pages = [
        Page(
            key=section["key"],
            title=title(section),
            plain=section,
            when=_when(section, fields),
            faults=tuple(faults.get((index, -1), ())),
            questions=tuple(_question(each, fields, faults.get((index, at), [])) for at, each in enumerate(section["fields"])),
        )
        for index, section in enumerate(data["sections"])
    ]
    return Outline(tuple(pages), fields, tuple(faults.get((-1, -1), ())))


def _question(plain: Plain, fields: dict[str, Field], faults: list[Fault]) -> Question:
    when = _when(plain, fields)
    field = read_field(plain, Place(), KINDS, known=QUESTION)
    if field is not None:
        fields[field.key] = field
    return Question(plain["key"], title(plain), plain, field, when, tuple(faults))


def _when(plain: Plain, earlier: Mapping[str, Field]) -> Condition | None:
    when = plain.get("when")
    return None if when is None else read_condition(when, Place(), earlier, frozenset())


def _by_place(data: Plain) -> dict[tuple[int, int], list[Fault]]:
    """The faults of each page (its index, -1) and question, with what remains of their path."""
    try:
        parse(data)
    except SpecError as error:
        found: dict[tuple[int, int], list[Fault]] = {}
        for fault in error.faults:
            match = _PLACE.match(fault.path)
            place = (int(match[1]), int(match[2] or -1)) if match else (-1, -1)
            rest = fault.path[match.end() :] if match else fault.path
            found.setdefault(place, []).append(Fault(rest, fault.code, fault.facts))
        return found
    return {}
