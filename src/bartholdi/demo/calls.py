"""The calls of the demonstration office, started from blueprints as an officer would: open, coming, closed, and one in preparation."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bartholdi.demo.people import BY_KEY
from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call, Fund
from bartholdi.office.programmes.services import FundFacts
from bartholdi.office.programmes.shipped import shipped


@dataclass(frozen=True)
class Started:
    """`opens` is counted in days from the day on which the demonstration is loaded."""

    blueprint: str
    opens: int
    announced: bool = True


STARTED = (
    Started("chateaubriand-stem", opens=-45),
    Started("bilateral-fund", opens=-30),
    Started("innovation-day-posters", opens=-12),
    Started("netva", opens=25),
    Started("transatlantic-research-partnership", opens=18),
    Started("fadex-competition", opens=-60),
    Started("chateaubriand-hss", opens=-110),
    Started("fadex-nomination", opens=-15),
    Started("mopga-fellowship", opens=40, announced=False),
)
INVITED = (("Massachusetts Institute of Technology", 3), ("Stanford University", 2))
# Of each year, by the key of the fund; one is missing, so that the checklist of the call in preparation has something to say.
BUDGETS = {
    "chateaubriand": "420000",
    "chateaubriand-hss": "180000",
    "inserm": "45000",
    "inria": "30000",
    "paris-saclay": "30000",
    "trp": "400000",
    "fadex": "60000",
    "cnrs-fadex": "25000",
    "start-in-america": "125000",
    "bilateral-fund": "84000",
}


def start_all(*, today: date, by: User) -> None:
    """Once: an office that has calls keeps its own."""
    if Call.objects.exists():
        return
    for each in STARTED:
        opens_on = today + timedelta(days=each.opens)
        call = services.start_call(shipped()[each.blueprint], year=opens_on.year + 1, opens_on=opens_on, by=by)
        for use in call.call_funds.select_related("fund"):
            give_budget(use.fund, call.year, by=by)
        if call.kind == Call.Kind.NOMINATION:
            invite(call, by=by)
        if each.announced:
            eve = datetime.combine(opens_on - timedelta(days=1), time(12), ZoneInfo(call.zone))
            services.announce(call, by=by, at=eve)


def invite(call: Call, *, by: User) -> None:
    """Institutions of the directory, by somebody whom one can sign in as."""
    contact = {"contact_name": BY_KEY["referee"].name, "contact_email": BY_KEY["referee"].email}
    for name, quota in INVITED:
        organisation = Organisation.objects.get(name_en=name)
        services.add_part(call, "invitation", {"organisation": organisation, "quota": quota, **contact}, by=by)


def give_budget(fund: Fund, year: int, *, by: User, otherwise: str = "") -> None:
    """`otherwise`: what a fund gets that stands without a budget above."""
    there = dict(fund.budgets.values_list("year", "amount"))
    amount = BUDGETS.get(fund.key, otherwise)
    if amount and year not in there:
        budgets = tuple(sorted({**there, year: Decimal(amount)}.items()))
        facts = {name: getattr(fund, name) for name in ("key", "name_en", "name_fr", "currency", "use", "funder")}
        services.change_fund(fund, FundFacts(**facts, budgets=budgets), by=by)
