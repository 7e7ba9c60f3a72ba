"""Answers that change their kind when a question does: each conversion says whether all of the answer was kept."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from bartholdi.cores.formspec.counting import clean_line
from bartholdi.cores.formspec.kinds.choosing import named
from bartholdi.cores.formspec.spec import Field


class Converted(NamedTuple):
    """The answer for the new kind (None: nothing could be kept), and whether it says all that the old one said."""

    answer: Any
    whole: bool = True


Convert: TypeAlias = Callable[[Any, Field, Field], Converted]


def _same(answer: Any, old: Field, new: Field) -> Converted:
    return Converted(answer)


def _one_line(answer: Any, old: Field, new: Field) -> Converted:
    return Converted(clean_line(answer), "\n" not in answer)


def _in_list(answer: Any, old: Field, new: Field) -> Converted:
    return Converted([answer])


def _only_one(answer: Any, old: Field, new: Field) -> Converted:
    return Converted(answer[0]) if len(answer) == 1 else Converted(None)


def _chosen_text(answer: Any, old: Field, new: Field) -> Converted:
    if isinstance(answer, dict):
        return Converted(answer["other"] or None)
    choice = named(answer, old.options["choices"])
    if choice is None:
        return Converted(None)
    label = choice.label
    return Converted(label.en if label.en == label.fr else f"{label.en} / {label.fr}")


def _name(answer: Any, old: Field, new: Field) -> Converted:
    return Converted(answer.get("name"), set(answer) == {"name"})


def _named(answer: Any, old: Field, new: Field) -> Converted:
    return Converted({"name": answer})


def _amount(answer: Any, old: Field, new: Field) -> Converted:
    return Converted(answer.get("amount"), whole=False)


def _priced(answer: Any, old: Field, new: Field) -> Converted:
    return Converted({"amount": answer}, whole=False)


def _start(answer: Any, old: Field, new: Field) -> Converted:
    return Converted(answer.get("from"), whole=False)


def _from(answer: Any, old: Field, new: Field) -> Converted:
    return Converted({"from": answer})


def _iso(answer: Any, old: Field, new: Field) -> Converted:
    try:
        date.fromisoformat(answer)
    except ValueError:
        return Converted(None)
    return Converted(answer)


CONVERSIONS: dict[tuple[str, str], Convert] = {
    ("text", "long_text"): _same,
    ("long_text", "text"): _one_line,
    ("choice", "choices"): _in_list,
    ("choices", "choice"): _only_one,
    ("choice", "discipline"): _in_list,
    ("discipline", "choice"): _only_one,
    ("discipline", "choices"): _same,
    ("choices", "discipline"): _same,
    ("choice", "text"): _chosen_text,
    ("file", "files"): _in_list,
    ("files", "file"): _only_one,
    ("number", "score"): _same,
    ("score", "number"): _same,
    ("number", "money"): _priced,
    ("money", "number"): _amount,
    ("number", "text"): _same,
    ("date", "text"): _same,
    ("text", "number"): _same,
    ("text", "date"): _iso,
    ("date", "period"): _from,
    ("period", "date"): _start,
    ("text", "organisation"): _named,
    ("organisation", "text"): _name,
    ("text", "person"): _named,
    ("person", "text"): _name,
    ("yes_no", "statement"): _same,
    ("statement", "yes_no"): _same,
}


def convert(answer: Any, old: Field, new: Field) -> Converted:
    """The answer to `old` as an answer to `new`. Where the kinds are the same it is the same."""
    if old.kind == new.kind:
        return Converted(answer)
    change = CONVERSIONS.get((old.kind, new.kind))
    return change(answer, old, new) if change else Converted(None)
