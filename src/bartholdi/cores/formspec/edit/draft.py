"""A draft that may have faults, as plain data that can be changed piece by piece: pages and questions, each with its key."""

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from bartholdi.cores.formspec.parse import MOST_FIELDS, MOST_SECTIONS, decode, dumps, parse
from bartholdi.cores.formspec.place import Fault, SpecError
from bartholdi.cores.formspec.reading import KEY

Plain: TypeAlias = dict[str, Any]

DEEPEST = 40  # what a person would nest; data deeper than this is no questionnaire


class EditError(ValueError):
    """A change that cannot be made; `words.say` tells why from its `fault`."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


def opened(text: str) -> Plain:
    """The draft, whose questions may be faulty. EditError where it is not even pages of questions that each have a key."""
    try:
        data = decode(text)
    except SpecError:
        raise EditError(Fault("", "not_open"))
    if not isinstance(data, dict) or _deeper(data, DEEPEST) or not _has_pages(data):
        raise EditError(Fault("", "not_open"))
    return data


def written(data: Plain) -> str:
    """The draft as JSON: in its canonical form if it is sound, else as it is."""
    try:
        return dumps(parse(data))
    except SpecError:
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def page(data: Plain, key: str) -> Plain:
    """A page by its key."""
    found: Plain | None = next((each for each in data["sections"] if each["key"] == key), None)
    if found is None:
        raise EditError(Fault("", "no_such_page", {"key": key[:40]}))
    return found


def question(data: Plain, key: str) -> tuple[Plain, int]:
    """The page where a question stands, and its index there."""
    for section in data["sections"]:
        for index, each in enumerate(section["fields"]):
            if each["key"] == key:
                return section, index
    raise EditError(Fault("", "no_such_question", {"key": key[:40]}))


def questions(data: Plain) -> Iterator[Plain]:
    for section in data["sections"]:
        yield from section["fields"]


def title(thing: Plain) -> dict[str, str]:
    """The words of a page or question in both languages, or what there is of them."""
    words = thing.get("label", thing.get("title"))
    words = words if isinstance(words, dict) else {}
    said = {language: words[language] for language in ("en", "fr") if isinstance(words.get(language), str) and words[language]}
    other = said.get("en") or said.get("fr") or thing["key"]
    return {language: said.get(language, other) for language in ("en", "fr")}


def _has_pages(data: Plain) -> bool:
    sections = data.get("sections")
    if not isinstance(sections, list) or len(sections) > MOST_SECTIONS:
        return False
    if not all(_has_key(each) and isinstance(each.get("fields"), list) for each in sections):
        return False
    fields = [each for section in sections for each in section["fields"]]
    return len(fields) <= MOST_FIELDS and all(map(_has_key, fields)) and _each_once(sections) and _each_once(fields)


def _has_key(thing: object) -> bool:
    return isinstance(thing, dict) and isinstance(thing.get("key"), str) and bool(KEY.fullmatch(thing["key"]))


def _each_once(things: list[Plain]) -> bool:
    return len({each["key"] for each in things}) == len(things)


def _deeper(value: object, left: int) -> bool:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return left == 0 or any(_deeper(each, left - 1) for each in inner)
    return False
