"""The columns of an application that are fed from answers: which, the call says (`Call.columns`: column -> question)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from bartholdi.office.applications.models import Application, Submission

TEXTS = {"title": 300, "abstract": 100_000, "field": 80}


def fed(application: Application, answers: Mapping[str, Any]) -> list[str]:
    """Writes the columns into the row, without saving; gives the names of those that changed."""
    wanted: dict[str, Any] = {}
    for column, key in application.call.columns.items():
        answer = answers.get(key)
        if column in TEXTS:
            wanted[column] = _text(answer)[: TEXTS[column]]
        elif column == "amount":
            wanted |= _amount(answer)
    changed = [name for name, value in wanted.items() if getattr(application, name) != value]
    for name in changed:
        setattr(application, name, wanted[name])
    return changed


def title_sent(submission: Submission) -> str:
    """The title as it was sent: the row's own goes on with the draft."""
    return _text(submission.answers.get(submission.application.call.columns.get("title", "")))[: TEXTS["title"]]


def _text(answer: Any) -> str:
    """Of a choice its value, of several the first, of an organisation or a person the name."""
    match answer:
        case str():
            return answer
        case [first, *_]:
            return _text(first)
        case {"other": text} | {"name": text}:
            return _text(text)
    return ""


def _amount(answer: Any) -> dict[str, Any]:
    """A draft's amount may not be a number yet."""
    money = answer if isinstance(answer, dict) else {"amount": answer, "currency": ""}
    try:
        amount = Decimal(str(money.get("amount"))).quantize(Decimal("0.01"))
    except InvalidOperation:
        return {"amount": None, "currency": ""}
    if not 0 <= amount < 10**10:
        return {"amount": None, "currency": ""}
    return {"amount": amount, "currency": str(money.get("currency") or "")[:3]}
