"""What hangs on what in a draft: a condition asks about an earlier question, and no change may break that."""

from collections.abc import Iterator
from typing import NamedTuple

from bartholdi.cores.formspec.edit.draft import EditError, Plain, title
from bartholdi.cores.formspec.place import Fault


class Link(NamedTuple):
    """A question or page (`thing`) whose condition asks about the question `key`."""

    thing: str
    of: str
    key: str


def asked(when: object) -> Iterator[str]:
    """The keys that a condition asks about, sound or not."""
    if isinstance(when, dict):
        if isinstance(when.get("field"), str):
            yield when["field"]
        for inner in when.values():
            yield from asked(inner)
    elif isinstance(when, list):
        for inner in when:
            yield from asked(inner)


def dependents(data: Plain, key: str) -> list[Plain]:
    """The pages and questions whose condition asks about this question."""
    things = [thing for section in data["sections"] for thing in (section, *section["fields"])]
    return [thing for thing in things if key in asked(thing.get("when"))]


def broken(data: Plain) -> set[Link]:
    """The conditions that ask about what does not stand before them."""
    earlier: set[str] = set()
    found: set[Link] = set()
    for section in data["sections"]:
        found |= {Link("section", section["key"], key) for key in asked(section.get("when")) if key not in earlier}
        for field in section["fields"]:
            found |= {Link("field", field["key"], key) for key in asked(field.get("when")) if key not in earlier}
            earlier.add(field["key"])
    return found


def guard(before: Plain, after: Plain, code: str) -> None:
    """Refuses a change that breaks a condition which was whole; one that was broken already may stay so."""
    known = broken(before)
    new = sorted(link for link in broken(after) if link not in known)
    if new:
        raise EditError(Fault("", code, {"asker": _title(after, new[0].thing, new[0].of), "asked": _asked(before, new[0].key)}))


def _title(data: Plain, thing: str, key: str) -> dict[str, str]:
    fields = [field for section in data["sections"] for field in section["fields"]]
    things = data["sections"] if thing == "section" else fields
    return next((title(each) for each in things if each["key"] == key), {"en": key, "fr": key})


def _asked(data: Plain, key: str) -> dict[str, str]:
    return _title(data, "field", key)
