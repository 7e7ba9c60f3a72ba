"""Short and long text with its limits to count by; a statement to accept; words that ask nothing."""

from collections.abc import Sequence
from typing import Any

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.texts import LONG, SHORT
from bartholdi.faces.ui.questions.drawn import Asked, Control
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.typed import Typed


def controls(asked: Asked, answer: Any) -> Sequence[Control]:
    options, is_long = asked.field.options, asked.field.kind == "long_text"
    characters, words = options.get("max_characters"), options.get("max_words")
    default = None if characters or words else LONG if is_long else SHORT
    return [
        asked.control(
            "area" if is_long else "line",
            value=answer or "",
            characters=characters or default,
            words=words,
            quiet=bool(default),  # a limit that nobody told is only counted when it is near
            rows=2 if asked.in_table else 8,
        )
    ]


def accept(asked: Asked, answer: Any) -> Sequence[Control]:
    return [asked.control("box", chosen=answer is True)]


def read_accepted(field: Field, typed: Typed) -> bool | None:
    return True if "yes" in typed.values() else None


def nothing(asked: Asked, answer: Any) -> Sequence[Control]:
    return ()


TEXT = Manner(controls, lambda field, typed: typed.line())
LONG_TEXT = Manner(controls, lambda field, typed: typed.text())
STATEMENT = Manner(accept, read_accepted, layout="box")
INFORMATION = Manner(nothing, lambda field, typed: None, layout="words")
