"""A call of last year's edition, started from its blueprint and announced, as an officer would; and everybody who applies to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from bartholdi.demo import calls
from bartholdi.demo.plays import applying
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.stages import Play, Stage
from bartholdi.demo.themes import Subject
from bartholdi.office.accounts.models import User
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.blueprint import Blueprint
from bartholdi.office.programmes.models import Call, Side
from bartholdi.office.programmes.shipped import shipped

UNSAID = "1500000"
EVE = timedelta(days=1)
WRITING = 4  # every fourth, where a call has not closed yet
People = Mapping[str, User]
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
    opens_on = opening(play, blueprint, today, timezone.now())
    call = programmes.start_call(blueprint, year=opens_on.year, opens_on=opens_on, by=by)
    for use in call.call_funds.select_related("fund"):
        calls.give_budget(use.fund, call.year, by=by, otherwise=UNSAID)
    programmes.announce(call, by=by, at=datetime.combine(opens_on - EVE, time(12), ZoneInfo(call.zone)))
    call.refresh_from_db()
    return call


def opening(play: Play, blueprint: Blueprint, today: date, now: datetime) -> date:
    """So that one that closes today closes at the next noon: built in the evening, the demonstration would have none that is about to close."""
    closes = blueprint.call.closes
    opens_on = today - timedelta(days=play.closed + closes.days)
    is_over = datetime.combine(today, closes.time, ZoneInfo(blueprint.call.zone)) <= now
    return opens_on + EVE if play.stage == Stage.CLOSING and is_over else opens_on


def fitting(play: Play, subjects: Sequence[Subject]) -> list[Subject]:
    wanted = FIELDS.get(play.blueprint)
    return [each for each in subjects if wanted is None or each.discipline in wanted]


def filled(
    call: Call, play: Play, many: int, subjects: Sequence[Subject], papers: Papers, *, people: People
) -> dict[int, Subject]:
    """What each application is about. Over the whole time, more of them towards the end. The first is somebody as whom one can sign in. Of a call that closes today,
    as many as had come by now, and some who are still writing."""
    dice = Random(f"{call.slug} applies")  # noqa: S311  the same applicants each time
    chosen = fitting(play, subjects)
    sides = _sides(call, play)
    about: dict[int, Subject] = {}
    for number, at in enumerate(spread(call, many), start=1):
        theme = dice.choice(chosen)
        is_writing = play.stage == Stage.CLOSING and number % WRITING == 0
        made = applying.apply(
            call,
            number,
            theme,
            papers,
            dice,
            side=sides[number % len(sides)],
            at=at,
            far=applying.BEGUN if is_writing else applying.WHOLE,
            person=people.get(play.first) if number == 1 else None,
        )
        about[made.pk] = theme
    return about


def spread(call: Call, many: int) -> list[datetime]:
    """When each begins, the last some hours ago or before the closing."""
    assert call.opens_at is not None and call.closes_at is not None  # noqa: S101, PT018  announced with its dates
    length = min(call.closes_at, timezone.now()) - call.opens_at - timedelta(hours=2)
    return [call.opens_at + length * (number / many) ** 0.5 for number in range(1, many + 1)]


def _sides(call: Call, play: Play) -> list[Side | None]:
    """In turn, from which one applies; none where a call asks for none."""
    there = {each.country: each for each in call.sides.order_by("letter")}
    if call.lead_per_side:
        return list(there.values())
    return [there[country] for country in play.countries] or [None]
