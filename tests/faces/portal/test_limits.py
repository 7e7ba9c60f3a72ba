"""Too many tries end in a clear sentence that says when to come back; the limit ends by itself."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from tests.doors import kinds

pytestmark = pytest.mark.django_db


def test_a_sixth_code_for_one_address_is_refused_until_ten_minutes_are_over(client: Client, applicant: User) -> None:
    door = reverse("account_login")
    with time_machine.travel("2027-03-14 12:00:00Z", tick=False) as clock:
        for _code in range(5):
            Client().post(door, {"login": applicant.email})
        clock.shift(100)
        refused = client.post(door, {"login": applicant.email})
        assert refused.context["form"].errors["login"] == ["There were too many tries. Try again in 9 minutes. Nothing was lost."]
        assert kinds() == ["accounts.sign_in_code"] * 5
        clock.shift(501)
        assert client.post(door, {"login": applicant.email}).status_code == 302


def test_an_unknown_address_meets_the_same_limit(client: Client) -> None:
    answers = [Client().post(reverse("account_login"), {"login": "nobody@example.org"}).status_code for _try in range(6)]
    assert answers == [302, 302, 302, 302, 302, 200]


def test_five_wrong_passwords_lock_the_password_door_and_not_the_code(client: Client, applicant: User) -> None:
    applicant.set_password("four words and more")
    applicant.save()
    door = reverse("account_login_by_password")
    for _try in range(5):
        Client().post(door, {"login": applicant.email, "password": "guess guess guess"})
    locked = client.post(door, {"login": applicant.email, "password": "four words and more"})
    assert locked.context["form"].non_field_errors() == ["There were too many tries. Try again in 5 minutes. Nothing was lost."]
    assert client.post(reverse("account_login"), {"login": applicant.email}).status_code == 302


def test_a_flood_from_one_place_meets_a_page_that_says_when(client: Client) -> None:
    for number in range(10):
        Client().post(reverse("account_signup"), {"email": f"p{number}@example.org", "name": "P"})
    stopped = client.post(reverse("account_signup"), {"email": "p11@example.org", "name": "P"})
    assert (stopped.status_code, 590 <= int(stopped["Retry-After"]) <= 600) == (429, True)
    assert "Try again in 10 minutes." in stopped.content.decode()
