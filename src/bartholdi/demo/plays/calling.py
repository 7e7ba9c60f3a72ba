"""A call of last year's edition, started from its blueprint and announced, as an officer would; and everybody who applies to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bartholdi.demo import calls
from bartholdi.demo.plays import applying
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.stages import Play
from bartholdi.demo.themes import Subject
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.shipped import shipped

UNSAID = "1500000"
EVE = timedelta(days=1)
# In which disciplines people apply, where a call is not for all.
FIELDS = {
    "chateaubriand-hss": ("humanities", "society"),
    "fadex-competition": ("ocean", "earth"),
    "mopga-fellowship": ("earth", "ocean", "materials", "society"),
    "netva": ("computing", "health", "engineering", "materials"),
}


def started(play: Play, *, today: date, by: User) -> Call:
    """Closes so many days before today; announced the day before it opens."""
    blueprint = shipped()[play.blueprint]
    opens_on = today - timedelta(days=play.closed + blueprint.call.closes.days)
    call = programmes.start_call(blueprint, year=opens_on.year, opens_on=opens_on, by=by)
    for use in call.call_funds.select_related("fund"):
        calls.give_budget(use.fund, call.year, by=by, otherwise=UNSAID)
    programmes.announce(call, by=by, at=datetime.combine(opens_on - EVE, time(12), ZoneInfo(call.zone)))
    call.refresh_from_db()
    return call


def fitting(play: Play, subjects: Sequence[Subject]) -> list[Subject]:
    wanted = FIELDS.get(play.blueprint)
    return [each for each in subjects if wanted is None or each.discipline in wanted]


def filled(call: Call, play: Play, many: int, subjects: Sequence[Subject], papers: Papers) -> list[Application]:
    """Over the whole time, more of them towards the end."""
    dice = Random(f"{call.slug} applies")  # noqa: S311  the same applicants each time
    chosen = fitting(play, subjects)
    sides = list(call.sides.order_by("letter")) if call.lead_per_side else [None]
    assert call.opens_at is not None and call.closes_at is not None  # noqa: S101, PT018  announced with its dates
    length = call.closes_at - call.opens_at - timedelta(hours=2)
    return [
        applying.apply(
            call,
            number,
            dice.choice(chosen),
            papers,
            dice,
            side=sides[number % len(sides)],
            at=call.opens_at + length * (number / many) ** 0.5,
        )
        for number in range(1, many + 1)
    ]
