"""Reviewing as its people do it: a pool with publications, seats accepted, assignments proposed and asked, reviews written by each member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone, translation

from bartholdi.demo.plays import cast
from bartholdi.demo.themes import Subject, publications
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.reviews import scoring
from bartholdi.office.reviews.models import Assignment, Conflict, Holder, Reviewer, Seat
from bartholdi.office.reviews.services import asking, conflicts, pool, proposing, reviewing, seats
from bartholdi.office.reviews.services.pool import ReviewerFacts

WORDS = {
    "en": (
        "Clear question, sound method; the host is the right one.",
        "The timetable is tight, and the second method is described in few words.",
    ),
    "fr": (
        "Question claire, méthode solide ; l’équipe d’accueil est la bonne.",
        "Le calendrier est serré, et la deuxième méthode tient en peu de mots.",
    ),
}
LATE = 5  # of every fifth, where a call is still in review, the review is not in yet


def seated(call: Call, many: int, subjects: Sequence[Subject], *, by: User) -> None:
    """On each panel that reviews, so many members, who said yes."""
    for panel in call.panels.order_by("pk"):
        if panel.side_id is None and call.panels.exclude(side=None).exists():
            continue  # the joint committee meets; it reviews nothing by itself
        dice = Random(f"{call.slug} {panel.pk - call.panels.order_by('pk')[0].pk}")  # noqa: S311  the same reviewers each time
        for number in range(many):
            reviewer = _reviewer(
                f"{call.code.lower()}-{panel.side.country.lower() if panel.side else 'x'}-{number}",
                subjects[number % len(subjects)],
                panel,
                dice,
                by=by,
            )
            seat = seats.propose_seat(panel, reviewer, by=by, chairs=number == 0)
            seats.offer_seat(seat, by=by)
            seats.accept_seat(seat, by=Holder(seat))
    for conflict in Conflict.objects.open().filter(application__call=call):
        if conflict.strength == Conflict.Strength.CERTAIN:
            conflicts.confirm_conflict(conflict, by=by)
        else:
            conflicts.dismiss_conflict(conflict, why="Another person of the same name.", by=by)


def _reviewer(who: str, theme: Subject, panel: Panel, dice: Random, *, by: User) -> Reviewer:
    country = panel.side.country if panel.side else dice.choice(("US", "FR"))
    person = cast.account(f"reviewer-{who}", dice, language="fr" if country == "FR" else "en")
    facts = ReviewerFacts(
        name=person.name,
        email=person.email,
        languages="en fr",
        organisation=cast.place(country, dice),
        topics=theme.topics,
        capacity=40,
        senior=dice.random() < 0.3,
    )
    made = pool.add_reviewer(facts, by=by)
    pool.add_publications(made, publications(theme, person.name, dice, many=4, year=timezone.localdate().year), by=by)
    return made


def assigned(call: Call, *, by: User) -> None:
    """Proposed by Bartholdi, looked at, and asked."""
    proposal = proposing.propose(call, by=by)
    proposing.compute(proposal)
    asking.ask(call, by=by, due_at=timezone.now() + timedelta(days=14))


def reviewed(call: Call, *, some_late: bool) -> int:
    """By each reviewer, with a hand of their own: severe or kind. Says how many are in."""
    rows = (
        Assignment.objects.asked()
        .of_call(call)
        .select_related("application__call", "seat__reviewer__person__account")
        .order_by("pk")
    )
    written = 0
    for number, assignment in enumerate(rows):
        if not (some_late and number % LATE == 0):
            _write(assignment)
            written += 1
    return written


def _write(assignment: Assignment) -> None:
    person = assignment.seat.reviewer.person.account
    assert person is not None  # noqa: S101  made with an account
    edition = assignment.application.call.review_edition
    assert edition is not None  # noqa: S101  every blueprint has a form for reviews
    dice = Random(f"{assignment.application.reference} {person.email}")  # noqa: S311  the same reviews each time
    worth = _worth(assignment.application) + _hand(assignment.seat)
    given: dict[str, Any] = {}
    for each in scoring.criteria(edition.parsed()):
        step = each.field.options.get("step", 1)
        share = min(max(worth + dice.gauss(0, 0.12), 0), 1)
        steps = round(share * float(each.high - each.low) / float(step))
        given[each.field.key] = str(each.low + steps * step)
    texts = [field.key for field in edition.parsed().fields() if field.kind == "long_text"]
    given |= {key: WORDS[person.language][number % 2] for number, key in enumerate(texts)}
    with translation.override(person.language):
        review, _saved = reviewing.write(assignment, {key: Change(value, 0) for key, value in given.items()}, by=person)
        reviewing.submit_review(review, by=person)


def _worth(application: Application) -> float:
    """How good it is, if one knew."""
    return Random(application.reference).betavariate(4, 3)  # noqa: S311  the same each time


def _hand(seat: Seat) -> float:
    """How much kinder than others this reviewer marks."""
    return Random(seat.reviewer.person.name).gauss(0, 0.08)  # noqa: S311  the same each time
