"""What follows once an application is funded: each app above registers its answer, called in the same transaction, and what the letter says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.decisions.models import Decision, Outcome

Sentence = Callable[[Recipient], str]
_registered: list[Callable[..., Any]] = []
_sentences: list[Callable[[Decision], Sentence]] = []


def register(answer: Callable[..., Any], *, told: Callable[[Decision], Sentence] | None = None) -> None:
    """`answer(decision, by=user)`; what it refuses is not announced either. `told(decision)` gives what says the sentence to a reader."""
    _registered.append(answer)
    if told is not None:
        _sentences.append(told)


def follow(decision: Decision, *, by: User) -> None:
    if decision.outcome == Outcome.FUND and decision.side_id is None:
        for answer in _registered:
            answer(decision, by=by)


def sentences(decision: Decision) -> list[Sentence]:
    """What a laureate is to do, each to be said in the language of the moment; of a letter that is only looked at, as if it were sent now."""
    if decision.outcome != Outcome.FUND or decision.side_id is not None:
        return []
    return [each(decision) for each in _sentences]
