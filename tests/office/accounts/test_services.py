"""Every act on an account: works, is refused by person, is refused by state, is recorded, is told."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.test import Client

from bartholdi.office.accounts import services
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import System
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from bartholdi.office.lib.workflow import Refused
from tests.doors import kinds, sign_in_by_code

pytestmark = pytest.mark.django_db


def entry(act: str) -> tuple[str, str, dict[str, Any]]:
    found = Entry.objects.filter(act=act).get()
    return found.actor_key, found.subject_key, found.change


def test_create_makes_an_account_that_can_sign_in(client: Client) -> None:
    user = services.create(
        email="New@Example.org", name="New", language="fr", zone="Europe/Paris", given=("editor",), by=System("demo")
    )
    assert (user.email, user.is_staff, user.zone) == ("new@example.org", True, "Europe/Paris")
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == ("new@example.org", True, True)
    assert entry("accounts.create")[2]["roles"] == ["editor"]
    assert sign_in_by_code(client, user) == "/en/desk/"


def test_create_is_refused_for_an_address_that_is_taken(applicant: User) -> None:
    with pytest.raises(Refused, match="There is an account with this address already"):
        services.create(email="applicant@example.org", name="Twin", by=System("demo"))


def test_a_role_is_given_and_taken_recorded_and_told(administrator: User, applicant: User) -> None:
    services.give_role(applicant, "officer", by=administrator)
    assert (applicant.roles, applicant.is_staff) == ({"officer"}, True)
    services.take_role(applicant, "officer", by=administrator)
    assert (applicant.roles, applicant.is_staff) == (frozenset(), False)
    assert entry("accounts.give_role") == (administrator.journal_key, applicant.journal_key, {"role": "officer"})
    assert entry("accounts.take_role") == (administrator.journal_key, applicant.journal_key, {"role": "officer"})
    assert kinds() == ["accounts.standing_changed"] * 2


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda who, by: services.give_role(who, "king", by=by), "There is no such role."),
        (lambda who, by: services.give_role(who, "officer", by=by), "This person has that role already."),
        (lambda who, by: services.take_role(who, "editor", by=by), "This person does not have that role any more."),
        (lambda who, by: services.reactivate(who, by=by), "This account is open already."),
    ],
)
def test_what_makes_no_sense_now_is_refused_and_changes_nothing(
    administrator: User, officer: User, act: Callable[..., None], sentence: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match=sentence):
        act(officer, administrator)
    assert (officer.roles, Entry.objects.count(), kinds()) == ({"officer"}, before, [])


def test_a_lost_second_step_is_forgotten_recorded_and_told(client: Client, administrator: User, officer: User) -> None:
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=officer, type=kind, data={})
    with pytest.raises(PermissionDenied):
        services.forget_second_step(officer, by=officer)
    services.forget_second_step(officer, by=administrator)
    assert not Authenticator.objects.exists()
    assert entry("accounts.forget_second_step") == (administrator.journal_key, officer.journal_key, {"sessions_ended": 0})
    assert kinds() == ["accounts.standing_changed"]
    with pytest.raises(Refused, match="no second step any more"):
        services.forget_second_step(officer, by=administrator)


@pytest.mark.parametrize("part", ["applicant", "officer", "director", "auditor", "editor"])
def test_standing_is_changed_by_administrators_only(cast: dict[str, User], part: str) -> None:
    for act in (services.deactivate, services.reactivate):
        with pytest.raises(PermissionDenied):
            act(cast["stranger"], by=cast[part])
    with pytest.raises(PermissionDenied):
        services.give_role(cast["stranger"], "officer", by=cast[part])
    with pytest.raises(PermissionDenied):
        services.take_role(cast["administrator"], "administrator", by=cast[part])


def test_an_administrator_does_not_change_their_own_standing(administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        services.take_role(administrator, "administrator", by=administrator)
    with pytest.raises(PermissionDenied):
        services.deactivate(administrator, by=administrator)


def test_a_closed_account_is_signed_out_and_can_be_opened_again(client: Client, administrator: User, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    services.deactivate(applicant, by=administrator)
    assert (UserSession.objects.count(), client.get("/en/portal/").status_code) == (0, 302)
    with pytest.raises(Refused, match="closed already"):
        services.deactivate(applicant, by=administrator)
    services.reactivate(applicant, by=administrator)
    assert sign_in_by_code(client, applicant) == "/en/portal/"
    assert entry("accounts.deactivate")[2] == {"is_active": [True, False], "sessions_ended": 1}


def test_a_profile_is_changed_by_its_owner(applicant: User, administrator: User) -> None:
    services.change_profile(applicant, name="Aïcha A.", language="fr", zone="Europe/Paris", by=applicant)
    assert entry("accounts.change_profile")[2] == {
        "name": ["Aïcha Applicant", "Aïcha A."],
        "language": ["en", "fr"],
        "zone": ["America/New_York", "Europe/Paris"],
    }
    with pytest.raises(PermissionDenied):
        services.change_profile(applicant, name="X", language="fr", zone="Europe/Paris", by=administrator)


def test_the_work_of_a_pretended_sign_up_leaves_nothing() -> None:
    services.pretend_sign_up()
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)
    assert verify().sound
