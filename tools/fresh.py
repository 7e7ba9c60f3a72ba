"""Writes what all migrations make of an empty SQLite database as statements, which a fresh demonstration and the tests begin with:
`python -m tools.fresh` (a minute); `--check` only says whether migrations or libraries changed since."""

import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bartholdi.running.building import FRESH
from tools import migrated

HEAD = """-- What the migrations make of an empty SQLite database: written by `python3 run.py fix`, never by hand.
-- Made from {state}
"""
# What each run of the migrations makes anew is the same each time here: when they ran, and the keys that translations share.
INSTANT = re.compile(r"'20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?'")
KEY = re.compile(r"'[0-9a-f]{32}'")


def main() -> int:
    stale = not FRESH.exists() or f"-- Made from {migrated.state()}\n" not in FRESH.read_text()
    if stale and "--check" in sys.argv:
        print(f"{FRESH.name} is older than the migrations or the libraries: run `python3 run.py fix`.")
        return 1
    if stale:
        FRESH.write_text(HEAD.format(state=migrated.state()) + written())
    return 0


def written() -> str:
    """All migrations in a database of their own, as statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.sqlite3"
        migrated.migrate(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as database:
            return text(database)


def text(database: sqlite3.Connection) -> str:
    known: dict[str, str] = {}

    def renumbered(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"'{len(known) + 1:032x}'")

    return KEY.sub(renumbered, "".join(f"{statement};\n" for statement in statements(database)))


def statements(database: sqlite3.Connection) -> Iterator[str]:
    """Tables, then their rows, then what would slow the rows down or refuse them."""
    # The tables in which a virtual one keeps its rows come with it.
    shadows = {name for (name,) in database.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
    found = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    tables = [(name, sql) for kind, name, sql in found if kind == "table" and name not in shadows | {"sqlite_sequence"}]
    yield "PRAGMA foreign_keys = OFF"
    yield "BEGIN"
    for _name, sql in tables:
        yield sql
    for name, _sql in tables:
        yield from rows(database, name)
    yield "DELETE FROM sqlite_sequence"  # writing the rows has begun it
    yield from rows(database, "sqlite_sequence")
    for kind, _name, sql in found:
        if kind != "table":
            yield sql
    yield "COMMIT"


def rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [name for _id, name, *_rest in database.execute(f'PRAGMA table_info("{table}")')]
    quoted = ", ".join(f'quote("{name}")' for name in columns)
    for row in database.execute(f'SELECT {quoted} FROM "{table}" ORDER BY "{columns[0]}"'):
        values = INSTANT.sub("'2026-01-01 00:00:00'", ", ".join(row))
        yield f'INSERT INTO "{table}" VALUES ({values})'


if __name__ == "__main__":
    sys.exit(main())
