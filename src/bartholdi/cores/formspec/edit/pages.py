"""Changes to the pages of a draft: add, change, move, copy, remove. Each gives a new draft."""

from copy import deepcopy

from bartholdi.cores.formspec.edit.draft import EditError, Plain, page, questions
from bartholdi.cores.formspec.edit.fields import marked, renamed
from bartholdi.cores.formspec.edit.keys import another
from bartholdi.cores.formspec.edit.order import guard
from bartholdi.cores.formspec.parse import MOST_FIELDS, MOST_SECTIONS
from bartholdi.cores.formspec.place import Fault
from bartholdi.cores.formspec.reading import KEY


def add_page(data: Plain, *, section: Plain, after: str | None = None) -> Plain:
    """A new page, after another one or as the first; it has no question yet."""
    made = deepcopy(data)
    keys = [each["key"] for each in made["sections"]]
    if not KEY.fullmatch(section["key"]):
        raise EditError(Fault("", "bad_key"))
    if section["key"] in keys:
        raise EditError(Fault("", "used_twice", {"value": section["key"]}))
    _require_room(made, 0)
    made["sections"].insert(0 if after is None else keys.index(page(made, after)["key"]) + 1, {**deepcopy(section), "fields": []})
    guard(data, made, "asks_too_early")
    return made


def change_page(data: Plain, *, key: str, section: Plain) -> Plain:
    """Other words and another condition for a page; its questions stay."""
    made = deepcopy(data)
    old = page(made, key)
    new = {"key": key, **{name: deepcopy(value) for name, value in section.items() if name not in {"key", "fields"}}}
    made["sections"][made["sections"].index(old)] = {**new, "fields": old["fields"]}
    guard(data, made, "asks_too_early")
    return made


def shift_page(data: Plain, *, key: str, step: int) -> Plain:
    """A page with its questions one place up (-1) or down (1)."""
    made = deepcopy(data)
    sections = made["sections"]
    index = sections.index(page(made, key))
    if 0 <= index + step < len(sections):
        sections.insert(index + step, sections.pop(index))
    guard(data, made, "moved_too_early")
    return made


def copy_page(data: Plain, *, key: str) -> Plain:
    """The same page again, right behind it; conditions among its own questions ask about the copies."""
    made = deepcopy(data)
    source = page(made, key)
    _require_room(made, len(source["fields"]))
    twin = deepcopy(source)
    taken = {each["key"] for each in questions(made)}
    names: dict[str, str] = {}
    for field in twin["fields"]:
        names[field["key"]] = another(field["key"], taken)
        taken.add(names[field["key"]])
    for field in twin["fields"]:
        field["key"] = names[field["key"]]
        renamed(field.get("when"), names)
    twin["key"] = another(key, {each["key"] for each in made["sections"]})
    marked(twin.get("title"))
    made["sections"].insert(made["sections"].index(source) + 1, twin)
    return made


def remove_page(data: Plain, *, key: str) -> Plain:
    """The draft without a page and its questions; refused while a condition elsewhere asks about one of them."""
    made = deepcopy(data)
    made["sections"].remove(page(made, key))
    guard(data, made, "still_asked_about")
    return made


def _require_room(data: Plain, more: int) -> None:
    if len(data["sections"]) >= MOST_SECTIONS:
        raise EditError(Fault("", "too_many_sections", {"n": MOST_SECTIONS}))
    if sum(1 for _each in questions(data)) + more > MOST_FIELDS:
        raise EditError(Fault("", "too_many_fields", {"n": MOST_FIELDS}))
