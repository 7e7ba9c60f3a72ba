"""A mail server on loopback, as the tests of letters have it, and no sealed file left over from another test."""

import pytest

from bartholdi.office.dispatches.services import keeping
from bartholdi.office.lib.stored import private
from tests.office.notices.conftest import closed_post, post  # noqa: F401  the same server


@pytest.fixture(autouse=True)
def _no_files() -> None:
    for name in list(keeping._stored()):
        private().delete(name)
