"""A migrated SQLite database, made once for each state of the migrations, of which tests and demonstrations begin with a copy: migrating
takes most of the time in which an office is built."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tools import environment

TEMPLATES = environment.ROOT / ".cache" / "databases"


def sqlite() -> Path:
    """Its file, which nobody may write to."""
    template = TEMPLATES / f"{state()}.sqlite3"
    with alone():
        if not template.exists():
            partial = template.with_suffix(".partial")
            partial.unlink(missing_ok=True)
            migrate(f"sqlite:///{partial}")
            with closing(sqlite3.connect(partial)) as finished:
                finished.execute("PRAGMA journal_mode=DELETE")  # one file, without the log beside it
            partial.rename(template)
    return template


def state() -> str:
    """A digest of everything that decides what migrating makes: our migrations, and the libraries' versions."""
    digest = hashlib.sha256((environment.ROOT / "requirements" / "test.txt").read_bytes())
    for path in sorted((environment.ROOT / "src" / "bartholdi").rglob("migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(url: str) -> None:
    """In a process of its own, so that no connection of this one is open on the template."""
    variables = {**os.environ, "BARTHOLDI_MODE": "test", "DATABASE_URL": url}
    command = [sys.executable, "-m", "bartholdi.manage", "migrate", "--verbosity", "0", "--skip-checks"]
    subprocess.run(command, env=variables, cwd=environment.ROOT, check=True)


@contextmanager
def alone() -> Iterator[None]:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
