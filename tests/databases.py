"""Migrated databases from a template: migrate once per state of the migrations, then copy; 4 ms on SQLite, 0.2 s on PostgreSQL."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test import TransactionTestCase

from tools import migrated

_open: list["Sqlite | Postgres"] = []


def begin(folder: Path) -> None:
    """Point Django at a copy of the template, and let transactional tests end by copying it again."""
    here = Sqlite(folder) if connection.vendor == "sqlite" else Postgres(os.environ["DATABASE_URL"])
    here.copy()
    # Django's way is to flush every table: that would lose what migrations made (the root page, the roles), and the journal refuses.
    TransactionTestCase._fixture_teardown = lambda self: here.copy()  # type: ignore[assignment]
    _open.append(here)


def end() -> None:
    _open.pop().drop()


class Sqlite:
    def __init__(self, folder: Path) -> None:
        self.template = migrated.sqlite()
        self.name = str(folder / "bartholdi.sqlite3")
        connection.settings_dict["NAME"] = self.name

    def copy(self) -> None:
        """SQLite's own backup, which other connections see as one transaction."""
        connection.close()
        with closing(sqlite3.connect(self.template)) as source, closing(sqlite3.connect(self.name, timeout=20)) as target:
            source.backup(target)

    def drop(self) -> None:
        connection.close()


class Postgres:
    def __init__(self, url: str) -> None:
        self.url = url
        self.template = migrated.postgres(url)
        self.name = f"{self.template}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        connection.settings_dict["NAME"] = self.name

    def copy(self) -> None:
        self.drop()
        with self._server() as server:
            server.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')

    def drop(self) -> None:
        connection.close()
        with self._server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _server(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url, autocommit=True)
