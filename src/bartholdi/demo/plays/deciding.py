"""From reviews to letters: ranked, met, drawn under the budget, settled by both sides, approved by another person, announced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from bartholdi.demo.plays.stages import Play, tenth
from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Decision, Outcome, Scenario
from bartholdi.office.decisions.services import announcing, deciding, joint, scenarios
from bartholdi.office.decisions.settings import Purse, Rule, Settings
from bartholdi.office.programmes.models import Call, CallFund, Panel, Side
from bartholdi.office.reviews.ranking import ranking
from bartholdi.office.reviews.services import meetings, rankings

TOMORROW = timedelta(days=1)


def ranked(call: Call, panels: Iterable[Panel | None], places: int, *, by: User) -> None:
    for panel in panels:
        rankings.compute_ranking(rankings.ask_for_ranking(call, panel, by=by, places=places).pk)


def drafted(call: Call, play: Play, size: str, *, by: User) -> None:
    """Each side's own list, for the panel to look at: so many of its own, paid by its own fund."""
    sides = {each.country: each for each in call.sides.all()}
    for country, many, fund in play.lists:
        side, places = sides[country], play.places_of(many, size)
        purse = Purse(fund=call.call_funds.get(fund__key=fund).pk, amount=play.award * places, award=play.award, places=places)
        own = Rule("side", str(side.pk), low=0, high=places)
        others = tuple(Rule("side", str(each.pk), high=0) for each in sides.values() if each != side)
        settings = Settings(year=call.year, purses=(purse,), rules=(own, *others), places=places, reserve=tenth(places))
        name = f"{places} from {'France' if country == 'FR' else 'the United States'}"
        scenarios.worked(scenarios.draft_scenario(call, side, name=name, settings=settings, by=by))


def convened(call: Call, *, by: User) -> None:
    """For tomorrow at ten in the morning, with the ranking as its agenda."""
    tomorrow = timezone.localtime(timezone.now() + TOMORROW, ZoneInfo(call.zone))
    begins = tomorrow.replace(hour=10, minute=0, second=0, microsecond=0)
    meetings.plan_meeting(call, None, begins_at=begins, minutes_each=6, by=by)


def chosen(call: Call, play: Play, size: str, *, by: User) -> None:
    """Each side draws its line where each has a panel, and a lead; else there is one list."""
    fund = call.call_funds.get(fund__key=play.fund)
    sides: list[Side | None] = list(call.sides.order_by("letter")) if call.lead_per_side else [None]
    for side in sides:
        _drawn(call, side, fund, play, size, by=by)
    if sides != [None]:
        _settled(call, fund, play, size, by=by)


def _drawn(call: Call, side: Side | None, fund: CallFund, play: Play, size: str, *, by: User) -> None:
    places, award = play.funded(size), play.award
    purse = Purse(fund=fund.pk, amount=award * places, award=award, places=places)
    settings = Settings(year=call.year, purses=(purse,), places=places, reserve=play.waiting(size))
    made = scenarios.draft_scenario(call, side, name="By rank, within the budget", settings=settings, by=by)
    scenarios.worked(made)
    made = Scenario.objects.get(pk=made.pk)
    scenarios.choose_scenario(made, seen=made.version, by=by)


def _settled(call: Call, fund: CallFund, play: Play, size: str, *, by: User) -> None:
    """What both say alike stands; the places that are left go to the best of those about whom they differ."""
    joint.take_agreed(call, by=by)
    left = play.funded(size) - Decision.objects.joint().of_call(call).fund().count()
    open_ones = set(Decision.objects.of_call(call).exclude(side=None).values_list("application", flat=True))
    open_ones -= set(Decision.objects.joint().of_call(call).values_list("application", flat=True))
    rows = [row for row in ranking(call, None, user=by).rows if row.application in open_ones]
    for number, row in enumerate(rows):
        application = Decision.objects.filter(application=row.application).select_related("application__call")[0].application
        is_in = number < left
        joint.agree_item(
            application,
            outcome=Outcome.FUND if is_in else Outcome.DECLINE,
            reason="Settled by telephone, in the order of both panels together." if is_in else "Neither side has a place left.",
            seen=0,
            by=by,
            fund=fund if is_in else None,
            amount=Decimal(play.award) if is_in else None,
        )


def announced(call: Call, *, by: User, approves: User) -> None:
    deciding.propose(call, by=by)
    deciding.approve(call, by=approves)
    announcing.go_on(announcing.announce(call, by=by))
