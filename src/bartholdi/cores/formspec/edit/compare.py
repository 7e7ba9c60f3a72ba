"""What differs between two editions: what was added, removed, changed and moved."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bartholdi.cores.formspec.parse import plain
from bartholdi.cores.formspec.place import Fault
from bartholdi.cores.formspec.spec import Field, Label, Section, Spec
from bartholdi.cores.formspec.words.editions import PROPERTIES
from bartholdi.cores.formspec.words.say import say


@dataclass(frozen=True, slots=True)
class Difference:
    """One property that is different, such as `label` or `options.max_words`, with its values as plain data (None: not there)."""

    property: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one field or section. `label` is the newer one."""

    thing: Literal["section", "field"]
    what: Literal["added", "removed", "changed", "moved"]
    key: str
    label: Label
    differences: tuple[Difference, ...] = ()


def compare(old: Spec, new: Spec) -> list[Change]:
    """The changes from one edition to another: sections, then fields; removed ones first, then in the new edition's order.

    A field or section is the same as long as it keeps its key. As few as possible are called moved; a field that goes to
    another section has moved. One that is both moved and changed gives two changes.
    """
    sections = _compare("section", [(one.key, "", one) for one in old.sections], [(one.key, "", one) for one in new.sections])
    return sections + _compare("field", _fields(old), _fields(new))


def describe(change: Change, language: str) -> str:
    """The change as a sentence, in `en` or `fr`."""
    heads = dict.fromkeys(difference.property.split(".")[0] for difference in change.differences)
    what = ", ".join(PROPERTIES[head].said(language) for head in heads)
    return say(Fault("", f"{change.thing}_{change.what}", {"label": change.label.plain(), "what": what}), language)


def _fields(spec: Spec) -> list[tuple[str, str, Field]]:
    return [(field.key, section.key, field) for section in spec.sections for field in section.fields]


def _compare(
    thing: Literal["section", "field"],
    old: Sequence[tuple[str, str, Field | Section]],
    new: Sequence[tuple[str, str, Field | Section]],
) -> list[Change]:
    before = {key: (page, one) for key, page, one in old}
    after = {key: one for key, _page, one in new}
    changes = [Change(thing, "removed", key, _label(one)) for key, _page, one in old if key not in after]
    ranks = {key: rank for rank, (key, _page, _one) in enumerate(old)}
    pages: dict[str, list[int]] = {}  # a field that goes along with its page has not moved
    for key, page, _one in new:
        if key in before and before[key][0] == page:
            pages.setdefault(page, []).append(ranks[key])
    stay = {rank for ranks_of_page in pages.values() for rank in _in_step(ranks_of_page)}
    for key, _page, one in new:
        if key not in before:
            changes.append(Change(thing, "added", key, _label(one)))
            continue
        if ranks[key] not in stay:
            changes.append(Change(thing, "moved", key, _label(one)))
        if found := _differences(before[key][1], one):
            changes.append(Change(thing, "changed", key, _label(one), found))
    return changes


def _label(one: Field | Section) -> Label:
    return one.label if isinstance(one, Field) else one.title


def _differences(old: Field | Section, new: Field | Section) -> tuple[Difference, ...]:
    before, after = _properties(old), _properties(new)
    names = dict.fromkeys([*after, *before])
    return tuple(
        Difference(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name) or type(before.get(name)) is not type(after.get(name))
    )


def _properties(one: Field | Section) -> dict[str, Any]:
    if isinstance(one, Section):
        return {name: plain(value) for name in ("title", "help", "when") if (value := getattr(one, name)) is not None}
    found = plain(one)
    options = found.pop("options", {})
    found.pop("key")
    return {**found, **{f"options.{name}": value for name, value in options.items()}}


def _in_step(ranks: list[int]) -> set[int]:
    """A longest rising run through the ranks (not only of neighbours): what is in it has not moved."""
    ends: list[int] = []  # the smallest rank that ends a run of each length
    lengths = []
    for rank in ranks:
        at = bisect_left(ends, rank)
        ends[at : at + 1] = [rank]
        lengths.append(at)
    stay: set[int] = set()
    wanted = len(ends) - 1
    for rank, length in zip(reversed(ranks), reversed(lengths), strict=True):
        if length == wanted:
            stay.add(rank)
            wanted -= 1
    return stay
