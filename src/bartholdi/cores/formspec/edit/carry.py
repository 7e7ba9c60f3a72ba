"""Drafts carried over to a new edition: what can be kept is kept, and the rest is told in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bartholdi.cores.formspec.check import LOST, check
from bartholdi.cores.formspec.edit.convert import convert
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.kind import Grid, Manner, Shown
from bartholdi.cores.formspec.place import Fault, Place
from bartholdi.cores.formspec.spec import LANGUAGES, Field, Spec


@dataclass(frozen=True, slots=True)
class Carried:
    """`answers` for the new edition, and `lost`: one fault for each answer that was not kept whole, with the answer in words."""

    answers: dict[str, Any]
    lost: tuple[Fault, ...] = ()


def carry(old: Spec, new: Spec, answers: object) -> Carried:
    """The answers to one edition as answers to another. Never raises; `words.say` tells what was lost.

    Answers whose question does not show are carried too, so that they are there when it shows again. Limits of the new edition
    are not applied: a text that is now too long stays whole, and `check` says so.
    """
    verdict = check(old, answers)
    given = {**verdict.answers, **verdict.hidden}
    after = {field.key: field for field in new.fields()}
    kept: dict[str, Any] = {}
    lost: list[Fault] = []
    for field in old.fields():
        if field.key not in given:
            continue
        answer = given[field.key]
        if field.key not in after:
            lost.append(_loss(field.key, "lost_removed", field, answer))
        elif field == after[field.key]:
            kept[field.key] = answer
        else:
            carried, faults = _carry_one(answer, field, after[field.key], field.key)
            lost += faults
            if carried is not None:
                kept[field.key] = carried
    return Carried({key: kept[key] for key in after if key in kept}, tuple(lost))


def _carry_one(answer: Any, old: Field, new: Field, path: str) -> tuple[Any, list[Fault]]:
    if old.kind == new.kind == "table":
        return _carry_table(answer, old, new, path)
    converted = convert(answer, old, new)
    if converted.answer is None:
        return None, [_loss(path, "lost_kind", old, answer)]
    place = Place(path)
    kept = KINDS[new.kind].check(converted.answer, new.options, place)
    unreadable = old.kind != new.kind and any(
        fault.code in {"not_a_number", "ambiguous_number", "not_a_date"} for fault in place.faults
    )
    if any(fault.code in LOST for fault in place.faults) or kept is None or unreadable:
        gone = any(fault.code == "not_an_option" for fault in place.faults)
        loss = _loss(path, "lost_choice" if gone else "lost_kind", old, _gone(answer, kept) if gone else answer)
        return (None if unreadable else kept), [loss]
    whole = converted.whole and (old.kind != new.kind or _says_all(answer, kept))
    return kept, [] if whole else [_loss(path, "converted", old, answer)]


def _carry_table(answer: Any, old: Field, new: Field, path: str) -> tuple[Any, list[Fault]]:
    after = {column.key: column for column in new.options["columns"]}
    rows, lost = [], []
    for index, row in enumerate(answer):
        carried = {}
        for column in old.options["columns"]:
            if column.key not in row:
                continue
            here = f"{path}[{index}].{column.key}"
            if column.key not in after:
                lost.append(_loss(here, "lost_removed", column, row[column.key]))
                continue
            cell, faults = _carry_one(row[column.key], column, after[column.key], here)
            lost += faults
            if cell is not None:
                carried[column.key] = cell
        if carried:
            rows.append(carried)
    return rows or None, lost


def _says_all(answer: Any, kept: Any) -> bool:
    """Whether nothing that stood in the answer is missing from what was kept, such as an e-mail address no longer asked for."""
    if isinstance(answer, dict) and isinstance(kept, dict):
        return all(name in kept for name in answer)
    return not isinstance(answer, list) or len(answer) == len(kept)


def _gone(answer: Any, kept: Any) -> Any:
    """Of several chosen, those that were not kept."""
    if isinstance(answer, list) and isinstance(kept, list):
        return [each for each in answer if each not in kept]
    return answer


def _loss(path: str, code: str, field: Field, answer: Any) -> Fault:
    kind = KINDS[field.kind]
    said = {each: "; ".join(_lines(kind.show(answer, field.options, Manner(each)))) for each in LANGUAGES}
    return Fault(path, code, {"label": field.label.plain(), "answer": said})


def _lines(shown: Shown) -> Iterator[str]:
    if isinstance(shown, Grid):
        yield from (", ".join(cell for cell in row if cell) for row in shown.rows)
    elif isinstance(shown, list):
        yield from shown
    else:
        yield shown
