"""Each fault has a page that says what happened and what to do, in both languages, without a stack trace."""

import errno

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from psycopg.errors import DiskFull

from bartholdi.faces.ui import errors

PAGES = {
    "400.html": "This request cannot be read",
    "403.html": "This is not open to you",
    "403_csrf.html": "This page had become too old",
    "404.html": "There is no such page",
    "413.html": "This is too large",
    "429.html": "Too many attempts",
    "500.html": "Something broke on our side",
    "507.html": "Our disk is full",
}


@pytest.mark.parametrize(("template", "title"), PAGES.items())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_draws_without_a_request(template: str, title: str, language: str) -> None:
    with translation.override(language):
        page = render_to_string(template)
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    if language == "en":
        assert f"<h1>{title}</h1>" in page


def test_a_fault_of_ours_needs_no_database_and_shows_no_trace() -> None:
    answer = errors.server_error(RequestFactory().get("/fr/portal/"))
    assert answer.status_code == 500
    assert '<html lang="fr"' in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
def test_a_missing_page_says_so_in_the_language_of_its_address(client: Client) -> None:
    answer = client.get("/fr/ui/no-such-frame/")
    assert answer.status_code == 404
    assert '<html lang="fr"' in answer.content.decode()


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (DiskFull(), 507),
        (OSError(errno.EACCES, "Permission denied"), 500),
        (ValueError(), 500),
    ],
)
def test_a_full_disk_is_told_from_every_other_fault(fault: Exception, status: int) -> None:
    seen = OperationalError()
    seen.__cause__ = fault
    try:
        raise seen
    except OperationalError:
        answer = errors.server_error(RequestFactory().get("/en/portal/"))
    assert answer.status_code == status
    assert ("Our disk is full" in answer.content.decode()) == (status == 507)
