"""Applications in review, and their decisions, for the tests of what comes after."""

from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import deciding
from bartholdi.office.programmes.models import Call
from tests.factories import AccountFactory, ApplicationFactory, CallFactory


def in_review(count: int, *, call: Call | None = None, **more: Any) -> list[Application]:
    call = call or CallFactory()
    start = Application.objects.count()
    return [
        ApplicationFactory(
            call=call, applicant=AccountFactory(email=f"lead{start + n}@example.org", **more), state="in_review", title=f"Ice {n}"
        )
        for n in range(count)
    ]


def approved(applications: list[Application], *, outcomes: tuple[str, ...] = ("fund",), by: User, then: User) -> list[Decision]:
    for number, application in enumerate(applications):
        deciding.draft_decision(application, outcome=outcomes[number % len(outcomes)], by=by)
    deciding.propose(applications[0].call, by=by)
    deciding.approve(applications[0].call, by=then)
    return list(Decision.objects.order_by("pk"))
