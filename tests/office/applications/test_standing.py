"""Who sees and may do what: standing is a row, and barred wins over every other one, staff's too."""

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.permissions import POLICY
from tests.cast import CAST
from tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db

OFFICERS = {"view", "return_for_changes", "find_ineligible", "find_eligible", "start_review"}
MAY = {
    "applicant": {"view", "edit", "invite_lead", "submit", "withdraw"},
    "stranger": set(),
    "officer": OFFICERS,
    "director": OFFICERS,
    "auditor": {"view"},
    "editor": {"view"},
    "administrator": {"view"},
}


@pytest.fixture
def application(applicant: User) -> Application:
    made: Application = ApplicationFactory(applicant=applicant)
    return made


def test_each_of_the_cast_may_just_this(application: Application, cast: dict[str, User]) -> None:
    assert {part: POLICY.actions(cast[part], application) for part in CAST} == MAY


def test_who_may_view_is_who_sees_it_in_lists(application: Application, cast: dict[str, User]) -> None:
    seen = {part: Application.objects.visible_to(user).contains(application) for part, user in cast.items()}
    assert seen == {part: "view" in may for part, may in MAY.items()}


def test_barred_wins_over_every_standing_and_every_role(application: Application, cast: dict[str, User]) -> None:
    for user in cast.values():
        Access.objects.create(application=application, user=user, role=Access.Role.BARRED)
    assert {part: POLICY.actions(user, application) for part, user in cast.items()} == {part: set() for part in CAST}
    assert not any(Application.objects.visible_to(user).exists() for user in cast.values())


def test_a_standing_that_ended_opens_nothing(application: Application, applicant: User) -> None:
    Access.objects.update(until=timezone.now())
    assert POLICY.actions(applicant, application) == set()
    assert not Application.objects.visible_to(applicant).exists()
