"""Making an account: an address, a name, a code; odd names are kept safe, nothing typed is lost."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.doors import kinds, last_code

pytestmark = pytest.mark.django_db
DOOR = reverse("account_signup")


def test_an_address_a_name_and_a_code_make_an_account(client: Client) -> None:
    asked = client.post("/fr/account/sign-up/", {"email": "Claire@Example.org", "name": "Claire Dupont", "zone": "Europe/Paris"})
    done = client.post(asked["Location"], {"code": last_code()})
    user = User.objects.get()
    assert done["Location"] == "/fr/portal/"
    assert (user.email, user.name, user.language, user.zone) == ("claire@example.org", "Claire Dupont", "fr", "Europe/Paris")
    assert not user.has_usable_password()
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == ("claire@example.org", True, True)
    assert kinds() == ["accounts.sign_up_code"]
    acts = ["notices.queue", "accounts.sign_up", "accounts.prove_address", "accounts.sign_in"]
    assert sorted(Entry.objects.values_list("act", flat=True)) == sorted(acts)


def test_an_address_that_has_an_account_makes_no_second_one(client: Client, applicant: User) -> None:
    client.post(DOOR, {"email": "APPLICANT@example.org", "name": "Somebody"})
    assert (User.objects.count(), kinds()) == (1, ["accounts.account_exists"])


def test_who_never_proved_the_address_can_sign_in_later_and_proves_it_then(client: Client) -> None:
    client.post(DOOR, {"email": "claire@example.org", "name": "Claire"})
    later = Client()
    later.post(reverse("account_login"), {"login": "claire@example.org"})
    assert later.post(reverse("account_confirm_login_code"), {"code": last_code()})["Location"] == reverse("portal:home")
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anne   Marie  ", "Anne Marie"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Zo\u200be\u0301 \u202eevil\u202c", "Zoé evil"),
        ("عائشة بنت محمد", "عائشة بنت محمد"),
        ("N", "N"),
        ("Ó", "Ó"),
    ],
)
def test_a_name_is_kept_as_written_without_what_cannot_be_seen(client: Client, typed: str, kept: str) -> None:
    client.post(DOOR, {"email": "claire@example.org", "name": typed})
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    page = client.get(reverse("account_overview")).content.decode()
    assert User.objects.get().name == kept
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "claire@example.org", "name": ""}, "name"),
        ({"email": "claire@example.org", "name": "\u200b\u202e"}, "name"),
        ({"email": "claire@example.org", "name": "x" * 201}, "name"),
        ({"email": "claire", "name": "Claire"}, "email"),
        ({"email": f"{'x' * 250}@example.org", "name": "Claire"}, "email"),
        ({"email": "claire@example.org\nBcc: all@example.org", "name": "Claire"}, "email"),
        ({"name": "Claire"}, "email"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(client: Client, typed: dict[str, str], field: str) -> None:
    answer = client.post(DOOR, typed)
    assert (answer.status_code, list(answer.context["form"].errors), User.objects.count()) == (200, [field], 0)
    assert all(value.split("\n")[0].strip("\u200b\u202e") in answer.content.decode() for value in typed.values())


def test_a_zone_that_no_clock_knows_is_dropped(client: Client) -> None:
    client.post(DOOR, {"email": "claire@example.org", "name": "Claire", "zone": "Mars/Olympus"})
    assert User.objects.get().zone == "America/New_York"
