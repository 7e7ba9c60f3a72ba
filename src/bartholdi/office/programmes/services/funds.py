"""The acts on one fund: whose money it is, what it may pay, and how much there is in each year."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from bartholdi.office.directory.models import Organisation
from bartholdi.office.journal.acts import Actor, act, clean
from bartholdi.office.programmes.models import Fund, FundBudget
from bartholdi.office.programmes.permissions import POLICY


@dataclass(frozen=True, kw_only=True)
class FundFacts:
    key: str
    name_en: str
    name_fr: str
    currency: str
    use: str = Fund.Use.ANY
    funder: Organisation | None = None
    budgets: tuple[tuple[int, Decimal], ...] = ()


def add_fund(facts: FundFacts, *, by: Actor) -> Fund:
    fund = Fund()
    with transaction.atomic():
        with act("programmes.add_fund", fund, by=by, policy=POLICY) as running:
            _write(fund, facts)
            if facts.budgets:
                running.note(budgets=_said(facts.budgets))
        _budget(fund, facts.budgets)
    return fund


def change_fund(fund: Fund, facts: FundFacts, *, by: Actor) -> None:
    with act("programmes.change_fund", fund, by=by, policy=POLICY) as running:
        _write(fund, facts)
        if _budget(fund, facts.budgets):
            running.note(budgets=_said(facts.budgets))


def _write(fund: Fund, facts: FundFacts) -> None:
    for column in ("key", "name_en", "name_fr", "currency", "use", "funder"):
        setattr(fund, column, getattr(facts, column))


def _budget(fund: Fund, budgets: tuple[tuple[int, Decimal], ...]) -> bool:
    """Says whether anything changed."""
    if dict(fund.budgets.values_list("year", "amount")) == dict(budgets):
        return False
    fund.budgets.all().delete()
    for year, amount in budgets:
        row = FundBudget(fund=fund, year=year, amount=amount)
        clean(row)
        row.save()
    return True


def _said(budgets: tuple[tuple[int, Decimal], ...]) -> list[str]:
    return [f"{year}: {amount}" for year, amount in budgets]
