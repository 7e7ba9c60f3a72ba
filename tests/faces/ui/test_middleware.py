"""Refusals, oversized bodies and old pages are answered with a page that says what to do."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from bartholdi.faces.ui import addresses, middleware, rescue
from bartholdi.office.accounts.models import User
from bartholdi.office.lib.workflow import Refused


@pytest.fixture
def small(settings: Settings) -> int:
    settings.FILE_LIMIT = 1024 * 1024
    return settings.FILE_LIMIT


def test_a_body_above_the_limit_is_answered_and_never_stored(client: Client, small: int) -> None:
    reached = []
    body = b"x" * (small + middleware.SLACK + 1)
    request = RequestFactory().generic("POST", "/fr/anything/", body)
    answer = middleware.too_large(lambda r: reached.append(r) or HttpResponse())(request)
    assert (answer.status_code, reached) == (413, [])
    assert "1 " in answer.content.decode()
    assert request.read() == b""  # drained, so that the browser reads the answer


def test_a_file_at_the_limit_passes(small: int) -> None:
    request = RequestFactory().post("/en/anything/", {"file": SimpleUploadedFile("a.bin", b"x" * small)})
    assert middleware.too_large(lambda r: HttpResponse("taken"))(request).content == b"taken"


@pytest.mark.parametrize("length", ["", "-5", "many", "9" * 5000, "²"])
def test_a_strange_length_breaks_nothing(length: str) -> None:
    request = RequestFactory().post("/en/anything/")
    request.META["CONTENT_LENGTH"] = length
    assert middleware.too_large(lambda r: HttpResponse("taken"))(request).status_code in {200, 413}


def refusing(request: HttpRequest) -> HttpResponse:
    raise Refused("The call has closed.")


@pytest.mark.django_db
def test_a_refusal_is_said_on_the_page_one_came_from(client: Client, applicant: User) -> None:
    client.force_login(applicant, backend="bartholdi.office.accounts.backends.Backend")
    request = client.get(reverse("portal:home")).wsgi_request
    post = RequestFactory().post("/en/portal/send/", {"title": "kept"}, HTTP_REFERER="http://testserver/en/portal/form/?a=1")
    post.session, post.user, post._messages = request.session, request.user, request._messages  # type: ignore[attr-defined]
    answer = middleware.refused(refusing).process_exception(post, Refused("The call has closed."))
    assert answer is not None
    assert (answer.status_code, answer["Location"]) == (302, "/en/portal/form/?a=1")
    assert post.session[rescue.KEY]["/portal/form/"]["fields"] == {"title": ["kept"]}
    post.META["HTTP_HX_REQUEST"] = "true"
    answer = middleware.refused(refusing).process_exception(post, Refused("The call has closed."))
    assert answer is not None
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/en/portal/form/?a=1")


def test_a_page_that_refuses_to_be_shown_does_not_send_one_back_to_itself() -> None:
    request = RequestFactory().get("/en/account/merge/confirm/", HTTP_REFERER="http://testserver/en/account/merge/confirm/?a=1")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    answer = middleware.refused(refusing).process_exception(request, Refused("It is closed."))
    assert answer is not None
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("sent_by", "back"),
    [
        ("http://testserver/en/portal/?a=1", "/en/portal/?a=1"),
        ("http://testserver//evil.example/", "/%2Fevil.example/"),
        ("https://evil.example/", ""),
    ],
)
def test_the_way_back_never_leaves_the_house(sent_by: str, back: str) -> None:
    assert addresses.came_from(RequestFactory().get("/", HTTP_REFERER=sent_by)) == back


def test_other_faults_are_not_hidden() -> None:
    assert middleware.refused(refusing).process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.django_db
def test_an_old_page_keeps_what_was_typed_if_it_was_ours(applicant: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(applicant, backend="bartholdi.office.accounts.backends.Backend")
    address = reverse("account_profile")
    answer = client.post(address, {"name": "Kept"}, HTTP_ORIGIN="http://testserver", HTTP_REFERER=f"http://testserver{address}")
    assert answer.status_code == 403
    assert "What you typed is kept." in answer.content.decode()
    assert f'href="{address}"' in answer.content.decode()
    assert 'value="Kept"' in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://evil.example/"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
        {},
    ],
)
def test_a_strangers_page_puts_no_words_into_a_form(applicant: User, headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(applicant, backend="bartholdi.office.accounts.backends.Backend")
    answer = client.post(reverse("account_profile"), {"name": "Planted"}, **headers)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert "Planted" not in client.get(reverse("account_profile")).content.decode()


@pytest.mark.parametrize(("path", "cookie"), [("/media/images/a%00.png", ""), ("/en/account/", '"sessionid\\000"')])
def test_the_zero_character_is_answered_with_a_sentence(client: Client, path: str, cookie: str) -> None:
    answer = client.get(path, headers={"cookie": f"sessionid={cookie}"})
    assert (answer.status_code, "cannot be read" in answer.content.decode()) == (400, True)
