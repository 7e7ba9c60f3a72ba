"""A list, seen through the journal's: what it shows, in which order, and at what cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import System, record

pytestmark = pytest.mark.django_db
URL = "/en/desk/journal/"


def entries(count: int) -> None:
    for number in range(count):
        record("tests.acted", None, by=System(f"worker {number % 7}"), change={"number": number})


def test_shows_the_rows(client: Client, auditor: User) -> None:
    entries(3)
    client.force_login(auditor)
    page = client.get(URL).content.decode()
    assert "3 results" in page
    assert page.count("<tr data-row>") == 3


def test_costs_the_same_whatever_the_rows(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    client.get(URL)  # the first request of a session notes it as seen
    costs = []
    for more in (1, 2, 57):
        entries(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        costs.append(len(queries))
    assert costs == [6, 6, 6]
