"""The second step: added, asked for, locked after wrong tries, required of staff."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.doors import kinds, sign_in_by_code

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
STEP = reverse("mfa_authenticate")


def digits(secret: str = SECRET, *, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def protected(applicant: User) -> User:
    TOTP.activate(applicant, SECRET)
    return applicant


def test_an_app_is_added_with_recovery_codes_and_its_owner_is_told(
    client: Client, applicant: User, django_capture_on_commit_callbacks
) -> None:
    sign_in_by_code(client, applicant)
    page = client.get(reverse("mfa_activate_totp"))
    assert ("data:image/svg+xml" in page.content.decode(), "style=" in page.content.decode()) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": digits(page.context["form"].secret)})
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert Entry.objects.filter(act="accounts.add_authenticator_app").count() == 1
    assert kinds()[1:] == ["accounts.account_changed"]


def test_after_the_code_the_digits_are_asked_and_the_way_is_kept(client: Client, protected: User) -> None:
    documents = reverse("portal:documents")
    assert sign_in_by_code(client, protected, next=documents) == STEP
    assert client.get(documents).status_code == 302
    assert client.post(STEP, {"code": digits()})["Location"] == documents
    assert Entry.objects.get(act="accounts.sign_in").change == {"method": "code + totp"}


def test_digits_work_once(client: Client, protected: User) -> None:
    code = digits()
    sign_in_by_code(client, protected)
    client.post(STEP, {"code": code})
    second = Client()
    sign_in_by_code(second, protected)
    assert second.post(STEP, {"code": code}).status_code == 200


def test_wrong_digits_are_recorded_and_locked_with_a_sentence_that_says_when(client: Client, protected: User) -> None:
    sign_in_by_code(client, protected)
    answers = [client.post(STEP, {"code": "000000"}) for _try in range(6)]
    assert answers[0].context["form"].errors["code"] == [
        "This code is not right. An app shows a new one every half minute; a recovery code works once."
    ]
    assert answers[5].context["form"].errors["code"] == ["There were too many tries. Try again in 5 minutes. Nothing was lost."]
    assert Entry.objects.filter(act="accounts.fail_sign_in", change={"method": "totp"}).count() == 5


def test_a_recovery_code_opens_once(client: Client, protected: User) -> None:
    sign_in_by_code(client, protected)
    client.post(STEP, {"code": digits()})
    client.post(reverse("mfa_reauthenticate"), {"code": digits(later=1)})
    client.post(reverse("mfa_generate_recovery_codes"))
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in_by_code(browser, protected)
    assert [browser.post(STEP, {"code": code}).status_code for browser in (first, second)] == [302, 200]


def test_removing_the_app_asks_first_who_it_is(client: Client, protected: User) -> None:
    sign_in_by_code(client, protected)
    client.post(STEP, {"code": digits()})
    asked = client.get(reverse("mfa_deactivate_totp"))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(asked["Location"], {"code": digits(later=1)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == 0
    assert Entry.objects.filter(act="accounts.remove_authenticator_app").count() == 1


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "nonsense", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}']
)
def test_a_passkey_that_is_none_signs_nobody_in(client: Client, applicant: User, credential: str) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)


def test_staff_without_a_second_step_are_led_to_add_one(cast: dict[str, User], settings: Settings) -> None:
    settings.STAFF_MFA_REQUIRED = True
    reached = {}
    for part, person in cast.items():
        client = Client()
        client.force_login(person)
        reached[part] = client.get(reverse("portal:home")).get("Location", "portal")
    setup = reverse("mfa_index")
    assert reached == {
        "applicant": "portal",
        "stranger": "portal",
        "officer": setup,
        "director": setup,
        "auditor": setup,
        "editor": setup,
        "administrator": setup,
    }


def test_staff_can_add_it_sign_out_and_then_open_the_desk(client: Client, editor: User, settings: Settings) -> None:
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(editor)
    assert [client.get(reverse(name)).status_code for name in ("mfa_index", "mfa_activate_totp", "account_logout")] == [200] * 3
    assert client.get("/cms/")["Location"] == reverse("mfa_index")
    TOTP.activate(editor, SECRET)
    assert [client.get(path).status_code for path in (reverse("desk:today"), "/cms/")] == [200, 200]
