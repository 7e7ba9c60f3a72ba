"""Reviewers of the demonstration: a pool, seats on the panels of calls that have closed in every state, conflicts found and decided, and
the first reviews asked for."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils import timezone

from bartholdi.demo.plays import cast
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Panel, PartyRole
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Conflict, Holder, Reviewer, Seat
from bartholdi.office.reviews.services import asking, assigning, conflicts, pool, seats
from bartholdi.office.reviews.services.pool import ReviewerFacts

ASKED = 3  # applications of which the first member of a panel has been asked for a review
JUDGED = ("fadex-competition", "chateaubriand-hss")
TOPICS = (
    "Glaciology\nClimate of the past",
    "Quantum optics\nCold atoms",
    "Machine learning\nStatistics",
    "Molecular biology\nGene expression",
    "History of science",
    "Political thought\nModern history",
    "Number theory",
    "Materials for energy\nElectrochemistry",
    "Neuroscience\nMemory",
    "Epidemiology\nPublic health",
    "Robotics\nControl",
    "Literature in French\nTranslation",
)


def fill(people: dict[str, User]) -> None:
    """Once: an office that has reviewers keeps its own."""
    if Reviewer.objects.exists():
        return
    officer, dice = people["officer_washington"], Random("reviewers")  # noqa: S311  the same reviewers each time
    found = [_added(number, topics, dice, by=officer) for number, topics in enumerate(TOPICS)]
    for reviewer, name in zip(found[::3], (*JUDGED, *JUDGED), strict=False):
        _wrote_together(reviewer, name, dice, by=officer)
    panels = [panel for name in JUDGED for panel in Panel.objects.filter(call__blueprint__startswith=name).order_by("pk")]
    for place, panel in enumerate(panels):
        _seated(panel, found[3 * place :] + found[: 3 * place], by=officer)
    for conflict, decide in zip(Conflict.objects.order_by("-strength", "pk"), ("confirm", "dismiss"), strict=False):
        if decide == "confirm":
            conflicts.confirm_conflict(conflict, by=officer)
        else:
            conflicts.dismiss_conflict(conflict, why="Another person of the same name.", by=officer)
    _asked(panels[0], by=officer)


def _added(number: int, topics: str, dice: Random, *, by: User) -> Reviewer:
    where = cast.place(("US", "FR")[number % 2], dice)
    facts = ReviewerFacts(
        name=cast.name(dice, ("en", "fr")[number % 2]),
        email=cast.address(f"reviewer{number}", where),
        languages=("en", "fr", "en fr")[number % 3],
        organisation=where,
        topics=topics,
        capacity=4 + number % 5,
        senior=number % 3 == 0,
    )
    return pool.add_reviewer(facts, by=by)


def _wrote_together(reviewer: Reviewer, blueprint: str, dice: Random, *, by: User) -> None:
    """With somebody who applies, so that there is a conflict to find; and once alone."""
    leads = Party.objects.filter(application__call__blueprint__startswith=blueprint, role=PartyRole.LEAD)
    names = sorted(leads.exclude(application__submitted_at=None).values_list("name", flat=True).distinct())
    topic, year = reviewer.topics.splitlines()[0], timezone.localdate().year
    with_somebody = f"{reviewer.person.name} and {dice.choice(names)}" if names else reviewer.person.name
    content = (
        f"@article{{one, title={{New results in {topic.lower()}}}, author={{{with_somebody}}}, year={{{year - 1}}}}}\n"
        f"@article{{two, title={{{topic}: a survey}}, author={{{reviewer.person.name}}}, year={{{year - 4}}}}}\n"
    )
    pool.add_publications(reviewer, content.encode(), by=by)


def _seated(panel: Panel, reviewers: list[Reviewer], *, by: User) -> None:
    """One who has accepted, one who was asked, one who has declined, one who is only proposed."""
    made = [seats.propose_seat(panel, each, by=by, chairs=number == 0) for number, each in enumerate(reviewers[:4])]
    for seat in made[:3]:
        seats.offer_seat(seat, by=by)
    seats.accept_seat(made[0], by=Holder(made[0]))
    seats.decline_seat(made[2], by=Holder(made[2]), reason="On sabbatical until the summer.")


def _asked(panel: Panel, *, by: User) -> None:
    """By hand, as where a panel has one member so far."""
    seat = Seat.objects.get(panel=panel, state=board.MEMBER)
    rows = Application.objects.filter(call=panel.call, state=State.SUBMITTED).order_by("serial")
    for application in [each for each in rows if not assigning.why_not(each, seat)][:ASKED]:
        assigning.assign(application, seat, by=by)
    asking.ask_one(seat, by=by, due_at=timezone.now() + timedelta(days=14))
