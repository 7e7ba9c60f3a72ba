"""What claims to come from a device is refused in words, however it is made."""

import json

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from tests.doors import sign_in_by_code

pytestmark = pytest.mark.django_db
SIGNED = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "////"}
MADE = {"clientDataJSON": "e30", "attestationObject": "AA"}
CRAFTED = [
    "{}",
    "[]",
    "null",
    '{"id": 1}',
    "[" * 5000,
    json.dumps({"id": "a", "rawId": "b", "type": "public-key", "response": SIGNED}),
    json.dumps({"id": "YWFh", "rawId": "YWFh", "type": "public-key", "response": SIGNED}),
    json.dumps({"id": "YWFh", "rawId": "YWFh", "type": "public-key", "response": MADE}),
]


@pytest.mark.parametrize("credential", CRAFTED)
def test_a_crafted_passkey_opens_nothing(client: Client, credential: str) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert (answer.status_code, answer["Location"], "_auth_user_id" in client.session) == (302, reverse("account_login"), False)
    assert len(list(get_messages(answer.wsgi_request))) == 1


@pytest.mark.parametrize("credential", CRAFTED)
def test_a_crafted_passkey_is_not_added(client: Client, applicant: User, credential: str) -> None:
    sign_in_by_code(client, applicant)
    client.get(reverse("mfa_add_webauthn"))
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": credential})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)


@pytest.mark.parametrize("credential", CRAFTED)
def test_a_crafted_passkey_is_no_second_step(client: Client, applicant: User, credential: str) -> None:
    TOTP.activate(applicant, "JBSWY3DPEHPK3PXP")
    sign_in_by_code(client, applicant)
    answer = client.post(reverse("mfa_authenticate"), {"credential": credential})
    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)
