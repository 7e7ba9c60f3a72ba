"""Reviewing as its people do it: a pool with publications, seats accepted, assignments proposed and asked, reviews written by each member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

from django.utils import timezone, translation

from bartholdi.demo.plays import cast
from bartholdi.demo.plays.judgements import judgement
from bartholdi.demo.themes import Subject, publications
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Conflict, Holder, Reason, Reviewer
from bartholdi.office.reviews.services import asking, conflicts, pool, proposing, reviewing, seats
from bartholdi.office.reviews.services.pool import ReviewerFacts

LATE = 5  # of every fifth, where a call is still in review, the review is not in yet
NAMESAKES = (Reason.WROTE_TOGETHER, Reason.SAME_NAME)  # found by names alone
A_FORTNIGHT = timedelta(days=14)


def seated(call: Call, many: int, subjects: Sequence[Subject], *, by: User, known: User | None = None) -> None:
    """On each panel that reviews, so many members, who said yes; `known`, as whom one can sign in, sits where most is to be judged."""
    panels = _reviewing(call)
    busiest = max(panels, key=_to_judge)
    for place, panel in enumerate(panels):
        dice = Random(f"{call.slug} {place}")  # noqa: S311  the same reviewers each time
        who = f"{call.code.lower()}-{panel.side.country.lower() if panel.side else place}"
        for number in range(many):
            is_known = known is not None and number == 1 and panel == busiest
            account = known if is_known else None
            reviewer = _reviewer(f"{who}-{number}", subjects[number % len(subjects)], panel, dice, by=by, account=account)
            seat = seats.propose_seat(panel, reviewer, by=by, chairs=number == 0)
            seats.offer_seat(seat, by=by)
            seats.accept_seat(seat, by=Holder(seat))
    decided(call, by=by)


def _reviewing(call: Call) -> list[Panel]:
    """A joint committee beside panels of the sides meets, and reviews nothing by itself."""
    panels = list(call.panels.filter(reviews_each__gt=0).order_by("pk"))
    sides = [panel for panel in panels if panel.side_id]
    return sides if len(sides) > 1 else panels


def _to_judge(panel: Panel) -> int:
    rows = Application.objects.filter(call=panel.call, state__in=board.JUDGED)
    return rows.filter(field__in=panel.routed).count() if panel.fields else rows.count()


def decided(call: Call, *, by: User) -> None:
    """What an officer finds: colleagues judge no colleague, and two people may have one name."""
    for conflict in Conflict.objects.open().filter(application__call=call).order_by("pk"):
        if conflict.strength == Conflict.Strength.CERTAIN or conflict.reason not in NAMESAKES:
            conflicts.confirm_conflict(conflict, by=by)
        else:
            conflicts.dismiss_conflict(conflict, why="Another person of the same name.", by=by)


def _reviewer(who: str, theme: Subject, panel: Panel, dice: Random, *, by: User, account: User | None) -> Reviewer:
    country = panel.side.country if panel.side else dice.choice(("US", "FR"))
    where = cast.place(country, dice)
    person = account or cast.account(f"reviewer-{who}", dice, language="fr" if country == "FR" else "en", where=where)
    facts = ReviewerFacts(
        name=person.name,
        email=person.email,
        languages="en fr",
        organisation=where,
        topics=theme.topics,
        capacity=40,
        senior=dice.random() < 0.3,
    )
    made = pool.add_reviewer(facts, by=by)
    pool.add_publications(made, publications(theme, person.name, dice, many=4, year=timezone.localdate().year), by=by)
    return made


def assigned(call: Call, *, by: User) -> None:
    """Proposed by Bartholdi, looked at, and asked."""
    proposing.compute(proposing.propose(call, by=by))
    asking.ask(call, by=by, due_at=timezone.now() + A_FORTNIGHT)


def reviewed(call: Call, about: Mapping[int, Subject], *, some_late: bool, unwritten: User | None = None) -> int:
    """By each reviewer, but `unwritten`, whose reviews wait for whoever signs in. Says how many are in."""
    rows = (
        Assignment.objects.asked()
        .of_call(call)
        .select_related("application__call__review_edition", "seat__reviewer__person__account", "seat__panel__side")
        .order_by("pk")
    )
    written = 0
    for number, assignment in enumerate(rows):
        person = assignment.seat.reviewer.person.account
        assert person is not None  # noqa: S101  made with an account
        if person != unwritten and not (some_late and number % LATE == 0):
            _write(assignment, about[assignment.application_id], person)
            written += 1
    return written


def _write(assignment: Assignment, theme: Subject, person: User) -> None:
    given = judgement(assignment, theme, person.language)
    with translation.override(person.language):
        changes = {key: Change(value, 0) for key, value in given.items()}
        review, _saved = reviewing.write(assignment, changes, by=person)
        reviewing.submit_review(review, by=person)
