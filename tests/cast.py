"""The fixed people of the tests: every page and every act is tried as each of them (a plugin, named in conftest.py)."""

import pytest

from bartholdi.office.accounts.models import User
from tests.factories import AccountFactory

CAST = ("applicant", "stranger", "officer", "director", "auditor", "editor", "administrator")


@pytest.fixture
def applicant(db: None) -> User:
    """Has an account and an interest in what the test is about."""
    return AccountFactory(email="applicant@example.org", name="Aïcha Applicant")


@pytest.fixture
def stranger(db: None) -> User:
    """Has an account, and nothing to do with it."""
    return AccountFactory(email="stranger@example.org", name="Sam Stranger")


@pytest.fixture
def officer(db: None) -> User:
    return AccountFactory(email="officer@example.org", name="Olivia Officer", roles=["officer"])


@pytest.fixture
def director(db: None) -> User:
    return AccountFactory(email="director@example.org", name="Didier Director", roles=["director"])


@pytest.fixture
def auditor(db: None) -> User:
    return AccountFactory(email="auditor@example.org", name="Ana Auditor", roles=["auditor"])


@pytest.fixture
def editor(db: None) -> User:
    return AccountFactory(email="editor@example.org", name="Émile Editor", roles=["editor"])


@pytest.fixture
def administrator(db: None) -> User:
    return AccountFactory(email="administrator@example.org", name="Ada Administrator", roles=["administrator"])


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> dict[str, User]:
    """All of them, by the name of their part."""
    return {part: request.getfixturevalue(part) for part in CAST}
