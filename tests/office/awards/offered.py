"""Awards as an announcement offers them, for the tests of what comes after."""

from decimal import Decimal
from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.services import offering
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import announcing
from bartholdi.office.programmes.models import Call
from tests.office.decisions.chosen import a_fund
from tests.office.decisions.deciding import approved, in_review

TERMS = {"answer_days": 21, "monthly": True, "months": 6, "instalments": 1, "starts_from": None, "starts_until": None}


def offered(
    count: int = 1, *, amount: int | None = 10_500, call: Call | None = None, by: User, then: User, **terms: Any
) -> list[Award]:
    """Of one call: 1,750 euros a month for six months, unless told otherwise; without an amount, of a call without funds."""
    applications = in_review(count, call=call)
    call = applications[0].call
    offering.set_terms(call, **{**TERMS, **terms}, by=by)
    fund = None if amount is None else call.call_funds.first() or a_fund(call)
    for decision in approved(applications, by=by, then=then):
        if decision.announced_at is None:
            Decision.objects.filter(pk=decision.pk).update(fund=fund, amount=None if amount is None else Decimal(amount))
    announcing.go_on(announcing.announce(call, by=by))
    rows = Award.objects.filter(decision__application__in=applications)
    return list(rows.select_related("decision__application__call", "laureate").order_by("pk"))


def laureate(award: Award) -> User:
    assert award.laureate is not None
    return award.laureate
