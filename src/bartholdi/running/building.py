"""Brings an installation up to date: the database, the cache table, the static files; and says cheaply whether it is."""

import gc
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

PACKAGE = Path(__file__).resolve().parent.parent
FRESH = PACKAGE / "running" / "fresh.sql"


def everything() -> None:
    django.setup()
    settings.DATA.mkdir(parents=True, exist_ok=True)
    database()
    static_files()


def begin(path: Path) -> None:
    """What the migrations up to some day make of an empty SQLite database, in a second instead of a minute; migrating goes on from there.
    For what is thrown away: an office's own database is made by the migrations themselves."""
    with closing(sqlite3.connect(path)) as empty:
        empty.executescript(FRESH.read_text())


def database() -> None:
    with _seldom_collected():
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Each migration makes all models anew, a million objects of which few are garbage: looking for it often takes a sixth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def static_files() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, skip_checks=True)


def database_state() -> str:
    """Changes whenever migrating would do something; read from the files alone, since loading Django takes seconds."""
    return _digest("migrations")


def static_state() -> str:
    """Changes whenever collecting would do something."""
    return _digest("static")


def _digest(folder: str) -> str:
    """Of our files in every folder of this name, and of the libraries' versions."""
    digest = hashlib.sha256()
    for name in sorted(f"{library.name} {library.version}" for library in distributions()):
        digest.update(name.encode())
    for path in sorted(path for found in PACKAGE.rglob(folder) for path in found.rglob("*") if path.suffix != ".pyc"):
        about = path.stat()
        if path.is_file():
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
