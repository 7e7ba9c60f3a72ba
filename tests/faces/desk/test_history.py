"""The history part of a case file: entries about one row in words, at the cost of one query."""

import pytest
from django.template import engines

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import record
from tests.counting import statements

pytestmark = pytest.mark.django_db


def drawn(subject: User, reader: User) -> str:
    return engines["django"].from_string("{% load history %}{% history subject %}").render({"subject": subject, "user": reader})


def test_one_query_and_twenty_entries_at_most(applicant: User, auditor: User) -> None:
    auditor.roles  # noqa: B018  read once per request
    shown = []
    for more in (0, 1, 24):
        for _turn in range(more):
            record("accounts.sign_in", applicant, by=applicant)
        page = drawn(applicant, auditor)
        asked = len(statements(lambda: drawn(applicant, auditor)))
        shown.append((asked, page.count("timeline-title"), "The whole history" in page))
    assert shown == [(1, 0, False), (1, 1, False), (1, 20, True)]


def test_only_entries_that_the_reader_may_open_are_links(applicant: User, auditor: User, officer: User) -> None:
    record("accounts.give_role", applicant, by=auditor)
    record("accounts.give_role", applicant, by=officer)
    assert [drawn(applicant, reader).count("/en/desk/journal/") for reader in (auditor, officer)] == [2, 1]
