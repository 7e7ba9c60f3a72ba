"""Two posts of this installation; a mail server on loopback, as the tests of letters have it; a folder of its own for the sealed files of each test."""

from pathlib import Path

import pytest

from bartholdi.office.lib.stored import private
from tests.office.dispatches.two import paris, washington  # noqa: F401  unless a module has its own
from tests.office.notices.conftest import closed_post, post  # noqa: F401  the same server


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Other test processes may keep files in the common one, and these tests count files."""
    monkeypatch.setitem(vars(private()), "location", str(tmp_path))
    monkeypatch.setitem(vars(private()), "base_location", str(tmp_path))
