"""Signing in by a code, a password or at the end of a form: one door, and where it leads."""

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.doors import kinds, last_code, sign_in_by_code

pytestmark = pytest.mark.django_db


def test_a_code_by_mail_signs_in_and_is_recorded(client: Client, applicant: User) -> None:
    assert sign_in_by_code(client, applicant) == reverse("portal:home")
    assert client.get(reverse("account_overview")).context["user"] == applicant
    assert Entry.objects.filter(act="accounts.sign_in").values_list("subject_key", "change").get() == (
        applicant.journal_key,
        {"method": "code"},
    )


def test_after_sign_in_staff_are_at_the_desk_and_others_in_the_portal(cast: dict[str, User]) -> None:
    led = {part: sign_in_by_code(Client(), person) for part, person in cast.items()}
    desk, portal = reverse("desk:today"), reverse("portal:home")
    assert led == {
        "applicant": portal,
        "stranger": portal,
        "officer": desk,
        "director": desk,
        "auditor": desk,
        "editor": desk,
        "administrator": desk,
    }


def test_the_page_one_came_from_is_kept_through_the_code(client: Client, applicant: User) -> None:
    documents = reverse("portal:documents")
    shut = client.get(documents)
    assert shut["Location"] == f"{reverse('account_login')}?next={documents}"
    assert f'name="next" value="{documents}"' in client.get(shut["Location"]).content.decode()
    assert sign_in_by_code(client, applicant, next=documents) == documents


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
    ],
)
def test_sign_in_leads_to_no_other_site(client: Client, applicant: User, elsewhere: str) -> None:
    assert sign_in_by_code(client, applicant, next=elsewhere) == reverse("portal:home")
    assert client.post(reverse("account_logout"), {"next": elsewhere})["Location"] == "/en/"


def test_wagtails_own_sign_in_leads_to_the_same_door(client: Client) -> None:
    assert unquote(client.get("/cms/login/?next=/cms/")["Location"]) == f"{reverse('account_login')}?next=/cms/"
    assert client.get("/cms/")["Location"].startswith(reverse("account_login"))


def test_a_wrong_code_is_refused_three_times_then_has_ended(client: Client, applicant: User) -> None:
    client.post(reverse("account_login"), {"login": applicant.email})
    code, door = last_code(), reverse("account_confirm_login_code")
    answers = [client.post(door, {"code": "BBBB-BBBB"}).status_code for _try in range(3)]
    assert answers == [200, 200, 302]
    assert client.post(door, {"code": code})["Location"] == reverse("account_request_login_code")
    assert Entry.objects.filter(act="accounts.fail_sign_in", subject_key=applicant.journal_key).count() == 3
    assert "_auth_user_id" not in client.session


def test_another_code_may_be_asked_for_and_the_first_ends(client: Client, applicant: User) -> None:
    client.post(reverse("account_login"), {"login": applicant.email})
    first, door = last_code(), reverse("account_confirm_login_code")
    client.post(door, {"action": "resend"})
    assert client.post(door, {"code": first}).status_code == 200
    assert client.post(door, {"code": last_code()})["Location"] == reverse("portal:home")


def test_every_proved_address_opens_the_account(client: Client) -> None:
    from tests.factories import AccountFactory

    user = AccountFactory(also=["second@example.net"])
    client.post(reverse("account_login"), {"login": "Second@Example.NET"})
    client.post(reverse("account_confirm_login_code"), {"code": last_code().lower()})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_closed_account_gets_no_code(client: Client, applicant: User) -> None:
    User.objects.filter(pk=applicant.pk).update(is_active=False)
    client.post(reverse("account_login"), {"login": applicant.email})
    assert kinds() == ["accounts.no_account"]


def test_a_password_signs_in_where_one_was_chosen(client: Client, applicant: User) -> None:
    applicant.set_password("four words and more")
    applicant.save()
    door = reverse("account_login_by_password")
    wrong = client.post(door, {"login": applicant.email, "password": "four words and less"})
    right = client.post(door, {"login": applicant.email, "password": "four words and more"})
    assert (wrong.status_code, right["Location"]) == (200, reverse("portal:home"))
    assert Entry.objects.filter(act="accounts.fail_sign_in").values_list("change", flat=True).get() == {"method": "password"}


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_login_by_password",
        "account_signup",
        "account_reset_password",
        "account_logout",
        "account_start_over",
    ],
)
def test_every_door_refuses_a_form_that_is_not_ours(name: str) -> None:
    assert Client(enforce_csrf_checks=True).post(reverse(name), {"login": "a@example.org"}).status_code == 403


def test_starting_over_keeps_the_way_back(client: Client, applicant: User) -> None:
    client.post(reverse("account_login"), {"login": applicant.email})
    again = client.post(reverse("account_start_over"), {"next": "/en/portal/documents/"})
    assert again["Location"] == f"{reverse('account_login')}?next=%2Fen%2Fportal%2Fdocuments%2F"
    assert client.get(again["Location"]).status_code == 200
