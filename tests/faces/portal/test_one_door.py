"""There is one sign-in: the doors that libraries bring along lead to it, so that nobody walks around the second step."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "five brave old trout swim"


@pytest.mark.parametrize("door", ["wagtailcore_login", "wagtailadmin_login"])
def test_the_door_of_a_library_leads_to_ours(client: Client, door: str) -> None:
    answer = client.get(reverse(door), {"next": "/en/portal/"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/sign-in/?next=%2Fen%2Fportal%2F")


@pytest.mark.parametrize("door", ["wagtailcore_login", "wagtailadmin_login"])
def test_a_password_alone_opens_no_other_door(client: Client, applicant: User, door: str) -> None:
    applicant.set_password(PASSWORD)
    applicant.save()
    TOTP.activate(applicant, "JBSWY3DPEHPK3PXP")
    client.post(reverse(door), {"username": applicant.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
