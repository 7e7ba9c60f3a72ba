"""A call in review, for the tests of what comes after: panels with members, assignments, and reviews that are in."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bartholdi.cores import formspec
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.questionnaires.models import Edition
from bartholdi.office.reviews.models import Assignment, Review, Seat
from tests.factories import AccountFactory, CallFactory, EditionFactory, ResponseFactory
from tests.office.reviews.people import a_reviewer

CRITERIA = {
    "format": 1,
    "sections": [
        {
            "key": "criteria",
            "title": {"en": "Criteria", "fr": "Critères"},
            "fields": [
                {
                    "key": key,
                    "kind": "score",
                    "label": {"en": key.title(), "fr": key.title()},
                    "required": True,
                    "options": {"min": 1, "max": 5, "step": "0.5", "weight": weight},
                }
                for key, weight in (("project", 3), ("team", 1))
            ],
        },
        {
            "key": "opinion",
            "title": {"en": "Opinion", "fr": "Avis"},
            "fields": [{"key": "strengths", "kind": "long_text", "label": {"en": "Strengths", "fr": "Points forts"}}],
        },
    ],
}


def a_review_form() -> Edition:
    made: Edition = EditionFactory(spec=formspec.dump(formspec.parse(CRITERIA)))
    return made


def a_judged_call(**more: Any) -> Call:
    """Closed, with a form for reviews and a panel on each of its two sides."""
    now = timezone.now()
    made: Call = CallFactory(
        review_edition=a_review_form(), opens_at=now - timedelta(days=60), closes_at=now - timedelta(days=1), **more
    )
    for side in made.sides.all():
        Panel.objects.create(call=made, side=side, name_en=f"{side.country} panel", name_fr=f"Jury {side.country}")
    return made


def a_member(panel: Panel, name: str = "Rose Reviewer", *, account: User | None = None, **more: Any) -> Seat:
    """Who has accepted a seat, with an account."""
    reviewer = a_reviewer(name, account=account or AccountFactory(name=name), **more)
    made: Seat = Seat.objects.create(panel=panel, reviewer=reviewer, state="accepted", answered_at=timezone.now())
    return made


def assigned(application: Application, seat: Seat, *, state: str = "accepted", **more: Any) -> Assignment:
    """Asked, with the standing that goes with it; the application is in review from here on."""
    made = Assignment.objects.create(application=application, seat=seat, state=state, asked_at=timezone.now(), **more)
    if seat.reviewer.person.account_id:
        Access.objects.get_or_create(
            application=application, user_id=seat.reviewer.person.account_id, role=Access.Role.REVIEWER, until=None
        )
    Application.objects.filter(pk=application.pk).update(state="in_review")
    application.refresh_from_db()
    return made


def reviewed(assignment: Assignment, score: float, **more: Any) -> Review:
    """In, with both criteria at this score."""
    edition = assignment.application.call.review_edition
    answers = {"project": str(score), "team": str(score)}
    made: Review = Review.objects.create(
        assignment=assignment,
        application=assignment.application,
        response=ResponseFactory(edition=edition, answers=answers),
        state="submitted",
        submitted_at=timezone.now(),
        score=Decimal(str(score)),
        **more,
    )
    return made
