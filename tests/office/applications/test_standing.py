"""Who sees and may do what: standing is a row, and barred wins over every other one, a role's too."""

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.permissions import CALL_POLICY, INVITATION_POLICY, POLICY
from tests.cast import CAST
from tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db

READERS = {"view", "read_notes", "add_note", "export"}
OFFICERS = {
    *READERS,
    "return_for_changes",
    "find_ineligible",
    "find_eligible",
    "leave_to_rules",
    "confirm_finding",
    "start_review",
    "withdraw_on_request",
    "extend",
    "write_to",
    "withdraw_nomination",
}
MAY = {
    "applicant": {"view", "edit", "invite_lead", "submit", "withdraw"},
    "stranger": set(),
    "officer": OFFICERS,
    "director": OFFICERS,
    "auditor": READERS,
    "editor": set(),
    "administrator": set(),
}


@pytest.fixture
def application(applicant: User) -> Application:
    made: Application = ApplicationFactory(applicant=applicant)
    return made


def test_each_of_the_cast_may_just_this(application: Application, cast: dict[str, User]) -> None:
    assert {part: POLICY.actions(cast[part], application) for part in CAST} == MAY


def test_acts_on_a_whole_call_are_the_officers_and_directors(application: Application, cast: dict[str, User]) -> None:
    may = {
        part: CALL_POLICY.actions(user, application.call) | INVITATION_POLICY.actions(user, None) for part, user in cast.items()
    }
    runs = {"extend_everyone", "extend_person", "begin_bulk", "invite", "change_invitation", "send_invitation"}
    assert may == {part: runs if part in {"officer", "director"} else set() for part in CAST}


def test_staff_neither_read_nor_write_notes_about_their_own_application(officer: User) -> None:
    own = ApplicationFactory(applicant=officer)
    assert POLICY.actions(officer, own).isdisjoint({"read_notes", "add_note"})


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
