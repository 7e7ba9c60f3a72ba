"""What follows once an objection is taken back: each app above registers its answer, called in the same transaction."""

from __future__ import annotations

from collections.abc import Callable

from bartholdi.office.applications.models import Objection

Answer = Callable[[Objection], None]
_registered: list[Answer] = []


def register(answer: Answer) -> None:
    """`answer(objection)`: of one that is not kept any more; what it says can still be read."""
    _registered.append(answer)


def taken_back(objection: Objection) -> None:
    for answer in _registered:
        answer(objection)
