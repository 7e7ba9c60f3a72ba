"""The statements with which demonstrations and tests begin: what all migrations make, and nothing else."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bartholdi.running import building
from tools import fresh, migrated


def test_a_database_begun_with_them_is_written_as_they_are(tmp_path: Path) -> None:
    building.begin(tmp_path / "begun.sqlite3")
    with closing(sqlite3.connect(tmp_path / "begun.sqlite3")) as database:
        again = fresh.text(database)
    assert fresh.HEAD.format(state=migrated.state()) + again == building.FRESH.read_text()


@pytest.mark.long
def test_all_migrations_one_by_one_make_the_same() -> None:
    assert fresh.HEAD.format(state=migrated.state()) + fresh.written() == building.FRESH.read_text()
