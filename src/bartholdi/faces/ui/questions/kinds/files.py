"""File and files: what is there, and a control to choose more; whoever asks stores the uploads, and the answer says what was stored."""

from collections.abc import Sequence
from typing import Any

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.files import TYPES
from bartholdi.cores.formspec.words.shown import pages, size
from bartholdi.faces.ui.questions.drawn import Asked, Attached, Control
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.typed import Typed

REMOVE = "remove_file"


def one(asked: Asked, answer: Any) -> Sequence[Control]:
    return [upload(asked, [answer] if answer else [])]


def several(asked: Asked, answer: Any) -> Sequence[Control]:
    return [upload(asked, answer or [], multiple=True)]


def upload(asked: Asked, answers: Sequence[Any], *, multiple: bool = False) -> Control:
    options = asked.field.options
    most = options.get("max_bytes")
    return asked.control(
        "file",
        multiple=multiple,
        key=asked.field.key,
        accept=",".join(ending for short in options.get("types", ()) for ending in (f".{short}", TYPES[short])),
        most=most or "",
        most_said=size(most, asked.language) if most else "",
        attached=[attached(each, asked) for each in answers],
    )


def attached(facts: Any, asked: Asked) -> Attached:
    said = [size(facts["size"], asked.language), *([pages(facts["pages"], asked.language)] if "pages" in facts else [])]
    return Attached(facts["name"], ", ".join(said), facts["digest"], asked.files.get(facts["digest"], ""))


def read_file(field: Field, typed: Typed) -> Any:
    """What was there before, but for what a button removes."""
    removed = typed.post.getlist(f"{REMOVE}:{field.key}")
    if isinstance(typed.before, list):
        return [each for each in typed.before if not is_removed(each, removed)] or None
    return None if is_removed(typed.before, removed) else typed.before


def is_removed(facts: Any, removed: list[str]) -> bool:
    return isinstance(facts, dict) and facts.get("digest") in removed


FILE = Manner(one, read_file)
FILES = Manner(several, read_file)
