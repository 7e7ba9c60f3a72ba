"""Whether a change that somebody asks for on an older draft touches the place that others have changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bartholdi.cores.formspec.edit.draft import EditError, Plain, page, question
from bartholdi.cores.formspec.edit.fields import copy_field, move_field, remove_field, shift_field
from bartholdi.cores.formspec.edit.pages import copy_page, remove_page, shift_page

Facts = Mapping[str, Any]
Edit = Callable[..., Plain]


def meets(change: Edit, seen: Plain, now: Plain, facts: Facts) -> bool:
    """`change` with these facts was asked for on `seen`. True too where what it needs is no longer there, and of any other change."""
    place = PLACES.get(change)
    try:
        return place is None or place(seen, facts) != place(now, facts) or _was_moved(change, seen, now, facts)
    except EditError:
        return True


def _was_moved(change: Edit, seen: Plain, now: Plain, facts: Facts) -> bool:
    """A question whose neighbour was removed stands where it stood; one that has two others beside it does not."""
    if change not in {move_field, shift_field}:
        return False
    (page_then, *before), (page_now, *after) = beside(seen, facts["key"]), beside(now, facts["key"])
    return page_then != page_now or all(then != since for then, since in zip(before, after, strict=True))


def beside(data: Plain, key: str) -> tuple[str, str | None, str | None]:
    """The page of a question, and the questions before and after it there."""
    section, index = question(data, key)
    keys = [None, *(each["key"] for each in section["fields"]), None]
    return section["key"], keys[index], keys[index + 2]


def _words(data: Plain, facts: Facts) -> Any:
    section, index = question(data, facts["key"])
    return section["fields"][index]


def _words_and_next(data: Plain, facts: Facts) -> Any:
    """A copy stands right behind its question."""
    section, _before, after = beside(data, facts["key"])
    return _words(data, facts), section, after


def _gap(data: Plain, facts: Facts) -> Any:
    """Where a question is moved to: between which two others."""
    fields = [each["key"] for each in page(data, facts["section"])["fields"] if each["key"] != facts["key"]]
    after = facts.get("after")
    if after is not None and after not in fields:
        question(data, after)  # not there at all
        return None, after
    at = fields.index(after) + 1 if after is not None else 0
    return facts["section"], (fields[at : at + 1] or [None])[0]


def _hopped(data: Plain, facts: Facts) -> Any:
    """Over what a question moves up or down: another question, or the edge to the next page and its nearest question."""
    section, before, after = beside(data, facts["key"])
    if (near := before if facts["step"] < 0 else after) is not None:
        return section, near
    other = _page_beside(data, section, facts["step"])
    fields = page(data, other)["fields"] if other is not None else []
    return other, fields[-1 if facts["step"] < 0 else 0]["key"] if fields else None


def _page_beside(data: Plain, key: str, step: int) -> str | None:
    keys: list[str | None] = [None, *(each["key"] for each in data["sections"]), None]
    return keys[keys.index(page(data, key)["key"]) + step]


def _page_and_next(data: Plain, facts: Facts) -> Any:
    return page(data, facts["key"]), _page_beside(data, facts["key"], 1)


# What must be the same on both drafts.
PLACES: dict[Edit, Callable[[Plain, Facts], Any]] = {
    copy_field: _words_and_next,
    move_field: _gap,
    shift_field: _hopped,
    remove_field: _words,
    copy_page: _page_and_next,
    shift_page: lambda data, facts: _page_beside(data, facts["key"], facts["step"]),
    remove_page: lambda data, facts: page(data, facts["key"]),
}
