"""The PostgreSQL of the tests: started for as long as it is needed, and gone after, also on failure."""

import os
from pathlib import Path

import psycopg
import pytest

from tools import postgres


@pytest.fixture(autouse=True)
def without_a_given_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_a_server_answers_and_is_gone_after_a_failure() -> None:
    folders = set(Path("/tmp").glob("bartholdi-pg-*"))
    with pytest.raises(ZeroDivisionError), postgres.server() as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
        raise ZeroDivisionError
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
    assert set(Path("/tmp").glob("bartholdi-pg-*")) <= folders


def test_a_given_server_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with postgres.server() as url:
        assert (url, os.environ["DATABASE_URL"]) == ("postgresql://somewhere/else",) * 2
