"""Short and long text, with limits in characters or words; a statement to accept; text for information."""

from typing import Any

from bartholdi.cores.formspec.counting import characters, words
from bartholdi.cores.formspec.kinds.kind import Kind, Manner, Shown, a_line, a_text, as_text, in_order, no_atoms
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import whole
from bartholdi.cores.formspec.spec import Label, Options
from bartholdi.cores.formspec.words.shown import YES_NO

SHORT = 250  # characters, where the spec sets no limit
LONG = 20_000

LIMITS = {
    "min_characters": whole(1, 50_000),
    "max_characters": whole(1, 50_000),
    "min_words": whole(1, 10_000),
    "max_words": whole(1, 10_000),
}


def check_text(value: object, options: Options, place: Place) -> str | None:
    text = a_line(value, place)
    return text and _within(text, options, place, SHORT)


def check_long_text(value: object, options: Options, place: Place) -> str | None:
    text = a_text(value, place)
    return text and _within(text, options, place, LONG)


def _within(text: str, options: Options, place: Place, default: int) -> str:
    most = options.get("max_characters")
    if most is None and "max_words" not in options:
        most = default
    # Code points are never fewer than characters: a short text needs no counting.
    if most is not None and len(text) > most and (count := characters(text)) > most:
        place.fault("too_many_characters", n=count - most, count=count, max=most)
    if (most := options.get("max_words")) and (count := words(text)) > most:
        place.fault("too_many_words", n=count - most, count=count, max=most)
    if place.final:
        if (least := options.get("min_characters")) and (count := characters(text)) < least:
            place.fault("too_few_characters", n=least - count, count=count, min=least)
        if (least := options.get("min_words")) and (count := words(text)) < least:
            place.fault("too_few_words", n=least - count, count=count, min=least)
    return text


def contradict_limits(options: Options, place: Place) -> None:
    in_order("min_characters", "max_characters")(options, place)
    in_order("min_words", "max_words")(options, place)


def check_statement(value: object, options: Options, place: Place) -> bool | None:
    if value is not None and not isinstance(value, bool):
        place.fault("wrong_type")
    return True if value is True else None


def operand_flag(value: object, options: Options, place: Place) -> bool | None:
    if isinstance(value, bool):
        return value
    place.fault("expected", what="flag")
    return None


def atoms_flag(answer: Any, options: Options) -> tuple[bool, ...]:
    return (answer,) if isinstance(answer, bool) else ()


def show_flag(answer: Any, options: Options, manner: Manner) -> Shown:
    return YES_NO[answer is True].said(manner.language)


def check_nothing(value: object, options: Options, place: Place) -> None:
    """Text for information has no answer."""


TEXT = Kind(name="text", check=check_text, missing="missing_text", options=LIMITS, contradict=contradict_limits)
LONG_TEXT = Kind(name="long_text", check=check_long_text, missing="missing_text", options=LIMITS, contradict=contradict_limits)
STATEMENT = Kind(
    name="statement",
    check=check_statement,
    missing="not_accepted",
    operators=frozenset({"answered", "equals"}),
    operand=operand_flag,
    atoms=atoms_flag,
    show=show_flag,
    parts=lambda options: [("", Label("", ""), "flag")],
)
INFORMATION = Kind(
    name="information",
    check=check_nothing,
    operators=frozenset(),
    atoms=no_atoms,
    show=as_text,
    parts=lambda options: [],
    asks=False,
)
