"""Changes to the questions of a draft: add, change, move, copy, remove, give another key. Each gives a new draft."""

from copy import deepcopy
from typing import Any

from bartholdi.cores.formspec.edit.draft import EditError, Plain, page, question, questions
from bartholdi.cores.formspec.edit.keys import another
from bartholdi.cores.formspec.edit.order import guard
from bartholdi.cores.formspec.parse import MOST_FIELDS
from bartholdi.cores.formspec.place import Fault
from bartholdi.cores.formspec.reading import KEY

COPY = {"en": " (copy)", "fr": " (copie)"}


def add_field(data: Plain, *, field: Plain, section: str, after: str | None = None) -> Plain:
    """A new question on a page: after another one there, or as its first."""
    made = deepcopy(data)
    _require_free(made, field["key"])
    fields = page(made, section)["fields"]
    fields.insert(_behind(fields, after), deepcopy(field))
    guard(data, made, "asks_too_early")
    return made


def change_field(data: Plain, *, key: str, field: Plain) -> Plain:
    """A question in the place of another; it may have another key, which conditions then follow."""
    made = rename_field(data, key=key, new=field["key"])
    section, index = question(made, field["key"])
    section["fields"][index] = deepcopy(field)
    guard(data if field["key"] == key else rename_field(data, key=key, new=field["key"]), made, "asks_too_early")
    return made


def rename_field(data: Plain, *, key: str, new: str) -> Plain:
    """Another key for a question; what asks about it keeps asking."""
    made = deepcopy(data)
    section, index = question(made, key)
    if new != key:
        _require_free(made, new)
        section["fields"][index]["key"] = new
        for thing in (each for one in made["sections"] for each in (one, *one["fields"])):
            renamed(thing.get("when"), {key: new})
    return made


def move_field(data: Plain, *, key: str, section: str, after: str | None = None) -> Plain:
    """A question to another place: after another one of a page, or as the page's first."""
    if after == key:
        return deepcopy(data)
    made = deepcopy(data)
    source, index = question(made, key)
    field = source["fields"].pop(index)
    fields = page(made, section)["fields"]
    fields.insert(_behind(fields, after), field)
    guard(data, made, "moved_too_early")
    return made


def shift_field(data: Plain, *, key: str, step: int) -> Plain:
    """A question one place up (-1) or down (1); from the end of a page to the beginning of the next, and back."""
    source, index = question(data, key)
    at = index + step
    if 0 <= at < len(source["fields"]):
        keys = [each["key"] for each in source["fields"] if each["key"] != key]
        return move_field(data, key=key, section=source["key"], after=keys[at - 1] if at else None)
    pages = [each["key"] for each in data["sections"]]
    beside = pages.index(source["key"]) + step
    if not 0 <= beside < len(pages):
        return deepcopy(data)
    fields = data["sections"][beside]["fields"]
    return move_field(data, key=key, section=pages[beside], after=fields[-1]["key"] if step < 0 and fields else None)


def copy_field(data: Plain, *, key: str) -> Plain:
    """The same question again, right behind it, with a key of its own and words that say so."""
    made = deepcopy(data)
    section, index = question(made, key)
    twin = deepcopy(section["fields"][index])
    twin["key"] = another(key, {each["key"] for each in questions(made)})
    marked(twin.get("label"))
    _require_room(made)
    section["fields"].insert(index + 1, twin)
    return made


def remove_field(data: Plain, *, key: str) -> Plain:
    """The draft without a question; refused while a condition asks about it."""
    made = deepcopy(data)
    section, index = question(made, key)
    del section["fields"][index]
    guard(data, made, "still_asked_about")
    return made


def renamed(when: Any, names: dict[str, str]) -> None:
    """Changes the keys that a condition asks about, in place."""
    if isinstance(when, dict):
        if isinstance(when.get("field"), str):
            when["field"] = names.get(when["field"], when["field"])
        for inner in when.values():
            renamed(inner, names)
    elif isinstance(when, list):
        for inner in when:
            renamed(inner, names)


def marked(words: Any) -> None:
    """Adds “(copy)” to words in both languages, in place."""
    if isinstance(words, dict):
        words.update({language: words[language] + COPY[language] for language in COPY if isinstance(words.get(language), str)})


def _behind(fields: list[Plain], after: str | None) -> int:
    if after is None:
        return 0
    keys = [each["key"] for each in fields]
    if after not in keys:
        raise EditError(Fault("", "no_such_question", {"key": after[:40]}))
    return keys.index(after) + 1


def _require_free(data: Plain, key: str) -> None:
    if not KEY.fullmatch(key):
        raise EditError(Fault("", "bad_key"))
    if any(each["key"] == key for each in questions(data)):
        raise EditError(Fault("", "used_twice", {"value": key}))
    _require_room(data)


def _require_room(data: Plain) -> None:
    if sum(1 for _each in questions(data)) >= MOST_FIELDS:
        raise EditError(Fault("", "too_many_fields", {"n": MOST_FIELDS}))
