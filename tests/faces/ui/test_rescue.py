"""Nothing typed is lost: a refused POST comes back into its form, to the person who typed it only."""

from collections.abc import Callable

import pytest
import time_machine
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.doors import signed_in
from bartholdi.faces.ui.forms import Form
from bartholdi.office.accounts.models import User

Ask = Callable[..., HttpRequest]


class Letter(Form):
    title = forms.CharField()
    tags = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    agree = forms.BooleanField(required=False)
    file = forms.FileField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)


TYPED = {
    "title": "Héloïse",
    "tags": ["a", "b"],
    "agree": "on",
    "password": "hunter2",
    "code": "123456",
    "csrfmiddlewaretoken": "x",
}


@pytest.fixture
def ask(db: None, rf: RequestFactory) -> Ask:
    session = SessionStore()

    def request(method: str, path: str, data: object = None, *, user: User | None = None, **headers: str) -> HttpRequest:
        made = rf.generic(method, path, **headers) if data is None else rf.post(path, data, **headers)
        made.session, made.user = session, user or AnonymousUser()
        made._messages = SessionStorage(made)  # type: ignore[attr-defined]
        return made

    return request


def test_comes_back_once_and_says_so(ask: Ask) -> None:
    assert rescue.keep(ask("POST", "/en/letters/1/", TYPED))
    form = Letter()
    again = ask("GET", "/en/letters/1/")
    assert rescue.kept(again, form)
    assert form.initial == {"title": "Héloïse", "tags": ["a", "b"], "agree": True}
    assert [str(message) for message in get_messages(again)] == [
        "What you typed before is back in the form. It has not been sent yet."
    ]
    assert rescue.kept(ask("GET", "/en/letters/1/"), Letter()) is False


def test_comes_back_in_the_other_language_and_nowhere_else(ask: Ask) -> None:
    rescue.keep(ask("POST", "/en/letters/1/", TYPED))
    assert rescue.kept(ask("GET", "/en/letters/2/"), Letter()) is False
    assert rescue.kept(ask("GET", "/fr/letters/1/"), Letter()) is True


def test_secrets_and_codes_are_never_kept(ask: Ask) -> None:
    request = ask("POST", "/en/letters/1/", TYPED)
    rescue.keep(request)
    assert request.session[rescue.KEY]["/letters/1/"]["fields"] == {"title": ["Héloïse"], "tags": ["a", "b"], "agree": ["on"]}


def test_only_three_forms_and_no_book_are_kept(ask: Ask) -> None:
    for number in range(5):
        request = ask("POST", f"/en/letters/{number}/", TYPED)
        rescue.keep(request)
    assert list(request.session[rescue.KEY]) == ["/letters/2/", "/letters/3/", "/letters/4/"]
    assert rescue.keep(ask("POST", "/en/letters/9/", {"title": "x" * 300_000})) is False


def test_is_given_to_nobody_else(ask: Ask, applicant: User, stranger: User) -> None:
    rescue.keep(ask("POST", "/en/letters/1/", TYPED, user=applicant))
    assert rescue.kept(ask("GET", "/en/letters/1/", user=stranger), Letter()) is False
    assert rescue.kept(ask("GET", "/en/letters/1/", user=applicant), Letter()) is False  # and is gone


def test_is_forgotten_after_an_hour(ask: Ask) -> None:
    with time_machine.travel("2027-03-15 10:00+00:00", tick=False) as clock:
        rescue.keep(ask("POST", "/en/letters/1/", TYPED))
        clock.shift(61 * 60)
        assert rescue.kept(ask("GET", "/en/letters/1/"), Letter()) is False


def test_the_door_keeps_what_was_typed_and_leads_to_the_form(ask: Ask) -> None:
    view = signed_in(lambda request: HttpResponse("inside"))
    request = ask("POST", "/en/letters/1/send/", TYPED, HTTP_REFERER="http://testserver/en/letters/1/?page=2")
    answer = view(request)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next=/en/letters/1/%3Fpage%3D2")
    assert list(request.session[rescue.KEY]) == ["/letters/1/"]


def test_what_stood_behind_the_door_is_not_shown_again_from_memory(ask: Ask, applicant: User) -> None:
    request = ask("GET", "/en/letters/")
    request.user = applicant
    assert signed_in(lambda request: HttpResponse("inside"))(request)["Cache-Control"] == "private, no-cache"
    stricter = HttpResponse(headers={"Cache-Control": "private, no-store"})
    assert signed_in(lambda request: stricter)(request)["Cache-Control"] == "private, no-store"


def test_the_door_sends_htmx_to_a_whole_page(ask: Ask) -> None:
    view = signed_in(lambda request: HttpResponse("inside"))
    answer = view(ask("GET", "/en/letters/", HTTP_HX_REQUEST="true"))
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"{reverse('account_login')}?next=/en/letters/")


def test_the_door_believes_no_strangers_page(ask: Ask) -> None:
    view = signed_in(lambda request: HttpResponse("inside"))
    answer = view(ask("POST", "/en/letters/1/", TYPED, HTTP_REFERER="https://evil.example/en/x/"))
    assert answer["Location"] == f"{reverse('account_login')}?next=/en/letters/1/"


def test_an_expired_session_in_mid_form_loses_nothing(client: Client, applicant: User) -> None:
    """As it happens: the profile is open, the session ends, the form is sent, the person signs in again."""
    address = reverse("account_profile")
    sent = client.post(address, {"name": "Aïcha Nouvelle", "language": "fr", "zone": "Europe/Paris"})
    assert (sent.status_code, sent["Location"]) == (302, f"{reverse('account_login')}?next={address}")
    client.force_login(applicant, backend="bartholdi.office.accounts.backends.Backend")
    page = client.get(address).content.decode()
    assert 'value="Aïcha Nouvelle"' in page
    assert "What you typed before is back in the form." in page
    applicant.refresh_from_db()
    assert applicant.name == "Aïcha Applicant"
