"""Two posts of this installation that write to each other, as most tests of dispatches need them."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Mailbox
from tests.office.dispatches.posts import a_mailbox


@pytest.fixture
def washington(officer: User) -> Mailbox:
    return a_mailbox("WASHINGTON", officer)


@pytest.fixture
def paris(applicant: User) -> Mailbox:
    return a_mailbox("PARIS", applicant)
