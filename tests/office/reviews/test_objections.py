"""Whom applicants asked not to have stands among the conflicts to decide: by address, identifier, or name and institution."""

from typing import Any

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Objection
from bartholdi.office.applications.services.objecting import take_objection_back
from bartholdi.office.journal.models import Entry
from bartholdi.office.reviews.models import Conflict
from bartholdi.office.reviews.services import conflicts, seats
from tests.factories import OrganisationFactory
from tests.office.reviews.people import a_panel, a_reviewer, handed_in

pytestmark = pytest.mark.django_db
HINT, LIKELY, CERTAIN = Conflict.Strength.values


@pytest.mark.parametrize(
    ("said", "strength"),
    [
        ({"name": "R. Somebody", "email": "Rose@iroise.example"}, CERTAIN),
        ({"name": "Somebody", "orcid": "0000-0002-1825-0097"}, CERTAIN),
        ({"name": "Rose Reviewer", "institution": "Laboratory of the University of Iroise"}, LIKELY),
        ({"name": "R. Reviewer"}, HINT),
        ({"name": "Rose Reviewer", "institution": "University of Elsewhere"}, HINT),
        ({"name": "Paul Reviewer"}, None),
        ({"name": "Rose Reviewer", "orcid": "0000-0001-5109-3700"}, None),
    ],
)
def test_who_is_meant_is_found(officer: User, said: dict[str, Any], strength: int | None) -> None:
    panel = a_panel()
    place = OrganisationFactory(name_en="University of Iroise", name_fr="Université de l’Iroise")
    rose = a_reviewer("Rose Reviewer", email="rose@iroise.example", orcid="0000-0002-1825-0097", at=place)
    application = handed_in(panel.call)
    Objection.objects.create(application=application, reason="We compete for the same ice.", **said)
    shown = [each.strength for each in seats.check(panel, rose, user=officer).found if each.reason == "named"]
    conflicts.search(panel.call, by=officer, reviewers=[rose])
    kept = list(Conflict.objects.filter(reason="named").values_list("strength", flat=True))
    assert (shown, kept) == ([strength] if strength else [], [strength] if strength else [])
    for each in Conflict.objects.filter(reason="named"):
        assert ["We compete for the same ice." in each.evidence[language] for language in ("en", "fr")] == [True, True]


def test_what_an_officer_decided_stands_when_it_is_looked_for_again(officer: User) -> None:
    panel, rose = a_panel(), a_reviewer("Rose Reviewer")
    application = handed_in(panel.call)
    Objection.objects.create(application=application, name="Rose Reviewer", reason="We compete.")
    conflicts.search(panel.call, by=officer, reviewers=[rose])
    conflicts.dismiss_conflict(Conflict.objects.get(), why="They never met.", by=officer)
    conflicts.search(panel.call, by=officer, reviewers=[rose])
    assert Conflict.objects.get().state == "dismissed"


@pytest.fixture
def application(officer: User, applicant: User) -> Application:
    """Its lead asks not to be judged by Rose, who is in the pool; that stands among the conflicts to decide."""
    made = handed_in(a_panel().call)
    made.access.create(user=applicant, role="applicant")
    Objection.objects.create(application=made, name="Rose Reviewer", reason="We compete.")
    conflicts.search(made.call, by=officer, reviewers=[a_reviewer("Rose Reviewer")])
    return made


def taken_back(application: Application, applicant: User) -> list[tuple[str, str, str]]:
    """What stands among the conflicts after the first objection was taken back."""
    first = application.objections.select_related("application__call").order_by("pk")[0]
    take_objection_back(first, by=applicant, arrived_at=timezone.now())
    rows = Conflict.objects.order_by("reason").values_list("reason", "state", "evidence__en")
    return [(reason, state, said.rpartition(": ")[2]) for reason, state, said in rows]


def test_with_the_objection_goes_what_waits_because_of_it(application: Application, applicant: User) -> None:
    assert taken_back(application, applicant) == []
    entry = Entry.objects.get(act="reviews.drop_conflict")
    assert (entry.actor_key, entry.subject_label, entry.change) == ("system:reviews", str(application.call), {"dropped": 1})


def test_what_was_confirmed_stands(application: Application, applicant: User, officer: User) -> None:
    conflicts.confirm_conflict(Conflict.objects.get(), by=officer)
    assert taken_back(application, applicant) == [("named", "confirmed", "We compete.")]


def test_what_somebody_else_found_stands(application: Application, applicant: User, officer: User) -> None:
    rose = Conflict.objects.get().reviewer
    conflicts.declare_conflict(application, rose, why="A cousin.", by=officer)
    assert taken_back(application, applicant) == [("declared", "open", "A cousin.")]


def test_what_an_officer_wrote_down_stands(application: Application, applicant: User, officer: User) -> None:
    conflicts.name_conflict(application, Conflict.objects.get().reviewer, why="On the telephone too.", by=officer)
    assert taken_back(application, applicant) == [("named", "open", "On the telephone too.")]


def test_what_another_objection_says_of_the_same_reviewer_takes_its_place(application: Application, applicant: User) -> None:
    Objection.objects.create(application=application, name="R. Reviewer", reason="She took my ice.")
    assert taken_back(application, applicant) == [("named", "open", "She took my ice.")]
    assert taken_back(application, applicant) == []


def test_who_is_named_again_is_found_again(application: Application, applicant: User, officer: User) -> None:
    rose = Conflict.objects.get().reviewer
    taken_back(application, applicant)
    Objection.objects.create(application=application, name="Rose Reviewer", reason="Still.")
    conflicts.search(application.call, by=officer, reviewers=[rose])
    assert Conflict.objects.get().state == "open"
