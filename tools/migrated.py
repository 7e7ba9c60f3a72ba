"""A migrated database, made once for each state of the migrations, of which tests and demonstrations begin with a copy: migrating takes
most of the time in which an office is built. `python -m tools.migrated` makes the one of DATABASE_URL, or SQLite's."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bartholdi.running import building
from tools import environment

TEMPLATES = environment.ROOT / ".cache" / "databases"


def sqlite() -> Path:
    """Its file, which nobody may write to."""
    begun = hashlib.sha256(building.FRESH.read_bytes()).hexdigest()[:8]
    template = TEMPLATES / f"{state()}-{begun}.sqlite3"
    with alone("sqlite"):
        if not template.exists():
            partial = template.with_suffix(".partial")
            partial.unlink(missing_ok=True)
            building.begin(partial)
            migrate(f"sqlite:///{partial}")
            with closing(sqlite3.connect(partial)) as finished:
                finished.execute("PRAGMA journal_mode=DELETE")  # one file, without the log beside it
            partial.rename(template)
    return template


def postgres(url: str) -> str:
    """The name of the template on this server."""
    template = f"bartholdi_{state()}"
    with alone("postgres"), psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [template]).fetchone():
            server.execute(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{template}"')
            migrate(urlunsplit(urlsplit(url)._replace(path=f"/{template}")))
            server.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE true')
    return template


def state() -> str:
    """A digest of everything that decides what migrating makes: our migrations, and the libraries' versions."""
    digest = hashlib.sha256((environment.ROOT / "requirements" / "test.txt").read_bytes())
    for path in sorted((environment.ROOT / "src" / "bartholdi").rglob("migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(url: str) -> None:
    """In a process of its own, so that no connection of this one is open on the template; as an office does, which looks for garbage seldom."""
    variables = {**os.environ, "BARTHOLDI_MODE": "test", "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bartholdi.settings"}
    command = [sys.executable, "-c", "import django; django.setup(); from bartholdi.running import building; building.database()"]
    subprocess.run(command, env=variables, cwd=environment.ROOT, check=True)


@contextmanager
def alone(kind: str) -> Iterator[None]:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    found = os.environ.get("DATABASE_URL", "")
    postgres(found) if found.startswith("postgres") else sqlite()
