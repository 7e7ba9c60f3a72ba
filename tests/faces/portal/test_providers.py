"""Sign-in through OpenID Connect, with a provider of our own on loopback: off unless switched on, linked by proved addresses only."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bartholdi import environment
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.doors import kinds, last_code

pytestmark = pytest.mark.django_db
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def number(value: int) -> str:
    return urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


class Provider(BaseHTTPRequestHandler):
    """As small as it can be: discovery, keys, a token for every code, the claims that the test says."""

    claims: dict[str, Any]
    signer: rsa.RSAPrivateKey | None = None  # of the claims, where they come as a token

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, content: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def signed(self, content: dict[str, Any], key: rsa.RSAPrivateKey) -> str:
        now = int(time.time())
        facts = {"iss": self.base, "aud": "bartholdi", "iat": now, "exp": now + 60, **content}
        return jwt.encode(facts, key, algorithm="RS256", headers={"kid": "1"})

    def do_GET(self) -> None:
        if self.path == "/userinfo" and self.signer:
            self.send_response(200)
            self.send_header("Content-Type", "application/jwt")
            self.end_headers()
            self.wfile.write(self.signed(self.claims, self.signer).encode())
            return
        public = KEY.public_key().public_numbers()
        key = {"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", "n": number(public.n), "e": number(public.e)}
        self.answer(
            {
                "/.well-known/openid-configuration": {
                    "issuer": self.base,
                    "authorization_endpoint": f"{self.base}/authorize",
                    "token_endpoint": f"{self.base}/token",
                    "userinfo_endpoint": f"{self.base}/userinfo",
                    "jwks_uri": f"{self.base}/keys",
                },
                "/keys": {"keys": [key]},
                "/userinfo": self.claims,
            }[self.path]
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        token = self.signed(self.claims, KEY)
        self.answer({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token})

    def log_message(self, *words: Any) -> None:
        """Silent."""


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Provider]]:
    handler = type("Handler", (Provider,), {"claims": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for part, value in {
            "NAME": "Agent Connect",
            "URL": f"http://127.0.0.1:{server.server_address[1]}",
            "ID": "bartholdi",
            "SECRET": "s3cret",
        }.items():
            monkeypatch.setenv(f"BARTHOLDI_OIDC_1_{part}", value)
        settings.SOCIALACCOUNT_PROVIDERS = environment.providers()
        yield handler
        server.shutdown()


def come_back(client: Client, **state: str) -> Any:
    """Leaves for the provider as a person does, and comes back with a code."""
    door = reverse("openid_connect_login", args=["agent-connect"]) + ("?process=connect" if state.get("process") else "")
    leaving = client.post(door)
    target = leaving.context["target"]
    asked = parse_qs(urlsplit(target).query)
    assert (leaving.status_code, asked["client_id"], asked["code_challenge_method"]) == (200, ["bartholdi"], ["S256"])
    assert asked["redirect_uri"] == ["http://testserver/account/with/oidc/agent-connect/callback/"]
    return client.get("/account/with/oidc/agent-connect/callback/", {"code": "c", "state": asked["state"][0]})


def test_without_the_environment_nothing_is_offered(client: Client) -> None:
    assert environment.providers() == {}
    assert "/account/with/" not in client.get(reverse("account_login")).content.decode()


def test_with_the_environment_a_button_is_shown(client: Client, provider: type[Provider]) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert ("Sign in with Agent Connect" in page, "/account/with/oidc/agent-connect/" in page) == (True, True)


def test_a_new_person_gets_an_account(client: Client, provider: type[Provider]) -> None:
    provider.claims = {
        "sub": "1",
        "email": "claire@gouv.example",
        "email_verified": True,
        "given_name": "Claire",
        "family_name": "Dupont",
    }
    assert come_back(client)["Location"] == reverse("portal:home")
    user = User.objects.get()
    assert (user.name, user.email, client.session["_auth_user_id"]) == ("Claire Dupont", "claire@gouv.example", str(user.pk))
    assert EmailAddress.objects.get().verified
    assert Entry.objects.get(act="accounts.sign_up").change["provider"] == "agent-connect"


def test_a_proved_address_links_to_the_account_that_has_it(client: Client, applicant: User, provider: type[Provider]) -> None:
    provider.claims = {"sub": "1", "email": applicant.email, "email_verified": True, "name": "Somebody"}
    come_back(client)
    assert (SocialAccount.objects.get().user, client.session["_auth_user_id"]) == (applicant, str(applicant.pk))
    assert kinds() == ["accounts.account_changed"]
    assert Entry.objects.filter(act="accounts.connect_provider").count() == 1


@pytest.mark.parametrize("claim", [{}, {"email_verified": False}, {"email_verified": "false"}])
def test_an_address_that_is_merely_claimed_links_to_nothing(
    client: Client, applicant: User, provider: type[Provider], claim: dict
) -> None:
    provider.claims = {"sub": "1", "email": applicant.email, "name": "Mallory", **claim}
    come_back(client)
    assert ("_auth_user_id" in client.session, SocialAccount.objects.count(), User.objects.count()) == (False, 0, 1)
    assert kinds() == ["accounts.account_exists"]


def test_a_claimed_address_nobody_has_must_be_proved_by_a_code(client: Client, provider: type[Provider]) -> None:
    provider.claims = {"sub": "1", "email": "claire@example.org", "name": "Claire"}
    asked = come_back(client)
    assert asked["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert client.post(asked["Location"], {"code": last_code()})["Location"] == reverse("portal:home")


def test_without_an_address_one_is_asked_for(client: Client, provider: type[Provider]) -> None:
    provider.claims = {"sub": "1"}
    asked = come_back(client)
    page = client.get(asked["Location"])
    assert list(page.context["form"].fields) == ["email", "name", "zone"]
    client.post(asked["Location"], {"email": "claire@example.org", "name": "Claire"})
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_claims_that_come_signed_are_believed_with_the_right_signature_only(client: Client, provider: type[Provider]) -> None:
    provider.claims = {"sub": "1", "email": "claire@gouv.example", "email_verified": True, "name": "Claire"}
    provider.signer = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert (come_back(client).status_code, User.objects.count()) == (401, 0)
    provider.signer = KEY
    assert come_back(client)["Location"] == reverse("portal:home")


def test_an_owner_connects_and_disconnects(client: Client, applicant: User, provider: type[Provider]) -> None:
    client.force_login(applicant)
    provider.claims = {"sub": "1", "email": "claire@gouv.example", "email_verified": True, "name": "Claire"}
    come_back(client, process="connect")
    account = SocialAccount.objects.get()
    assert account.user == applicant
    assert "Agent Connect" in client.get(reverse("socialaccount_connections")).content.decode()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    acts = Entry.objects.filter(act__endswith="_provider").order_by("number").values_list("act", flat=True)
    assert (SocialAccount.objects.count(), list(acts)) == (0, ["accounts.connect_provider", "accounts.disconnect_provider"])


def test_a_state_that_is_not_ours_and_a_refusal_end_on_a_page(client: Client, provider: type[Provider]) -> None:
    back = "/account/with/oidc/agent-connect/callback/"
    assert client.get(back, {"code": "c", "state": "forged"}).status_code == 401
    client.post(reverse("openid_connect_login", args=["agent-connect"]))
    assert client.get(back, {"error": "access_denied"}, follow=True).status_code in {200, 401}
    assert client.post(reverse("openid_connect_login", args=["unknown"]), follow=True).status_code == 404


def test_orcid_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARTHOLDI_ORCID_ID", "APP-1")
    with pytest.raises(environment.Misconfigured, match="BARTHOLDI_ORCID_SECRET is missing"):
        environment.providers()
    monkeypatch.setenv("BARTHOLDI_ORCID_SECRET", "s")
    monkeypatch.setenv("BARTHOLDI_ORCID_SANDBOX", "yes")
    app = {"client_id": "APP-1", "secret": "s", "name": "ORCID"}
    assert environment.providers() == {"orcid": {"BASE_DOMAIN": "sandbox.orcid.org", "MEMBER_API": False, "APPS": [app]}}


def test_a_provider_without_a_name_stops_the_start_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARTHOLDI_OIDC_2_URL", "https://id.example")
    with pytest.raises(environment.Misconfigured, match="BARTHOLDI_OIDC_2_NAME is missing"):
        environment.providers()
