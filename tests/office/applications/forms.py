"""A small form and calls that use it, for the tests of applications."""

from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.merging import Change
from tests.factories import CallFactory, EditionFactory

ANSWERS = {
    "title": "Ice cores",
    "name": "Aïcha Applicant",
    "why": "Because.\n\nIt melts.",
    "budget": {"amount": "1200", "currency": "EUR"},
}


def field(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": {"en": key.capitalize(), "fr": f"{key.capitalize()} (fr)"}, **more}


def spec(*more: dict[str, Any]) -> dict[str, Any]:
    you = [
        field("name", "text", required=True, identifies=True),
        field("country", "country"),
        field("cv", "file", options={"types": ["pdf"]}, identifies=True),
    ]
    project = [
        field("title", "text", required=True),
        field("why", "long_text", required=True),
        field("budget", "money", options={"currencies": ["EUR", "USD"]}),
        field("team", "table", options={"columns": [field("who", "text"), field("months", "number", options={"decimals": 1})]}),
        field("agree", "statement"),
        *more,
    ]
    return {
        "format": 1,
        "sections": [
            {"key": "you", "title": {"en": "You", "fr": "Vous"}, "fields": you},
            {"key": "project", "title": {"en": "Project", "fr": "Projet"}, "fields": project},
        ],
    }


def a_call(**more: Any) -> Call:
    edition = more.pop("edition", None) or EditionFactory(spec=spec())
    columns = {"title": "title", "abstract": "why", "amount": "budget"}
    made: Call = CallFactory(**{"code": "CHAT", "columns": columns, "edition": edition, **more})
    return made


def begun(call: Call, by: User, **answers: Any) -> Application:
    """A draft with these answers, as its applicant left it."""
    made = services.start(call, by=by, arrived_at=call.moment())
    write(made, by, **answers)
    return made


def write(application: Application, by: User, **answers: Any) -> None:
    changes = {key: Change(value, application.response.version) for key, value in answers.items()}
    services.save(application, changes, by=by, arrived_at=application.call.moment())


def sent(call: Call, by: User, **answers: Any) -> Application:
    made = begun(call, by, **{**ANSWERS, **answers})
    services.submit(made, by=by, arrived_at=call.moment())
    return made
