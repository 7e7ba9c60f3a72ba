"""What follows once an application is funded and told so: each app above registers its answer, called in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Decision, Outcome

_registered: list[Callable[..., Any]] = []


def register(answer: Callable[..., Any]) -> None:
    """`answer(decision, by=user)`; what it refuses is not announced either."""
    _registered.append(answer)


def follow(decision: Decision, *, by: User) -> None:
    if decision.outcome == Outcome.FUND and decision.side_id is None:
        for answer in _registered:
            answer(decision, by=by)
