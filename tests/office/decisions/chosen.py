"""A call with reviews, funds and applications to choose from, for the tests of choosing."""

from decimal import Decimal
from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions import tasks
from bartholdi.office.decisions.models import Computing, Scenario
from bartholdi.office.decisions.services import scenarios
from bartholdi.office.decisions.settings import Purse, Settings
from bartholdi.office.programmes.models import Call, CallFund, Fund, Side
from tests.factories import ApplicationFactory
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed


def a_fund(call: Call, key: str = "france", currency: str = "EUR", **more: Any) -> CallFund:
    fund = Fund.objects.create(key=key, name_en=key.title(), name_fr=key.title(), currency=currency, **more)
    return CallFund.objects.create(call=call, fund=fund)


def a_call_with(*scores: float, **more: Any) -> tuple[Call, list[Application]]:
    """One application for each score, which both panels give it; what is asked is 1,000 euros."""
    call = a_judged_call(**more)
    seats = [a_member(panel, f"Rose of {panel.side}") for panel in call.panels.all()]
    made = []
    for number, score in enumerate(scores, 1):
        application = ApplicationFactory(
            call=call, state="submitted", title=f"Ice {number}", field="Ice", amount=Decimal(1000), currency="EUR"
        )
        for seat in seats:
            reviewed(assigned(application, seat), score)
        made.append(application)
    return call, made


def settings(*purses: Purse, **more: Any) -> Settings:
    return Settings(year=2027, purses=purses, **more)


def a_scenario(call: Call, by: User, told: Settings, *, side: Side | None = None, name: str = "Wide") -> Scenario:
    """Drafted and computed, as the worker does it."""
    made = scenarios.draft_scenario(call, side, name=name, settings=told, by=by)
    return computed(made, by)


def computed(made: Scenario, by: User) -> Scenario:
    Scenario.objects.filter(pk=made.pk).update(computing=Computing.WAITING)
    tasks.compute_scenario.func(made.pk)
    made.refresh_from_db()
    return made
