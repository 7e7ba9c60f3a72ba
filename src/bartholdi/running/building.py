"""Brings an installation up to date: the database, the cache table, the static files."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def everything() -> None:
    django.setup()
    database()
    static_files()


def database() -> None:
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)


def static_files() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, skip_checks=True)


def database_state() -> str:
    """Changes whenever migrating would do something: a digest of every app's migrations by name and size."""
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    return _digest(path for folder in folders for path in folder.glob("*.py"))


def static_state() -> str:
    """Changes whenever collecting would do something."""
    found = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(["CVS", ".*", "*~"])]
    return _digest([*found, Path(settings.PACKAGE) / "settings.py"])


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        about = path.stat()
        digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
