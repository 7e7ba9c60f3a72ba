"""The columns of an application that are fed from answers: which, the call says (`Call.columns`: column -> question)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.lib.bilingual import LANGUAGES, language
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.queries import spec_of

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


def field_names(call: Call) -> dict[str, str]:
    """The words of each field that can be chosen; the column of an application keeps the value."""
    return {str(each.value): each.label.said(language()) for each in _offered(call)}


def field_said(call: Call, value: str) -> str:
    """One of them; what was not chosen from them as it was written."""
    return next((each.label.said(language()) for each in _offered(call) if each.value == value), value) if value else ""


def fields_called(call: Call, text: str) -> set[str]:
    """The values whose words, in either language, have this in them."""
    wanted = text.casefold()
    return {str(each.value) for each in _offered(call) if any(wanted in each.label.said(code).casefold() for code in LANGUAGES)}


def _offered(call: Call) -> Sequence[Any]:
    field = spec_of(call.edition_id).field(call.columns.get("field", "")) if call.edition_id else None
    return (field.options.get("choices") or field.options.get("entries") or ()) if field else ()


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
