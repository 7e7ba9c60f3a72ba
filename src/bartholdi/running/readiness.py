"""`bartholdi check`: what is missing in this installation, one line each, with how to mend it."""

import importlib
import os
import smtplib
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core import checks

from bartholdi.environment import Misconfigured

# What stands in for a missing value, so that one run names everything that is missing and not only the first.
STAND_INS = {
    "BARTHOLDI_SECRET_KEY": "stand-in-" * 8,
    "BARTHOLDI_URL": "https://missing.invalid",
    "BARTHOLDI_HOSTS": "missing.invalid",
    "BARTHOLDI_MAIL_URL": "smtp://missing.invalid",
}
SECONDS = 10
SECRET_LENGTH = 50
# What Django's deploy checks advise and we settled otherwise.
SETTLED = {
    "security.W004",  # HSTS and the redirect follow from an https address, which we ask for in our own words
    "security.W005",  # HSTS for subdomains: an office may not speak for its ministry's other hosts
    "security.W008",  # the same as W004
    "security.W009",  # the secret: our own words say it better
    "security.W019",  # frames: the editors' preview frames our own pages, and only ours
    "security.W021",  # the browsers' preload list: the same as W005
}


def report() -> int:
    """Print each fault as it is found: a mail server that does not answer takes ten seconds."""
    count = 0
    for line in _everything():
        print(f"FAULT  {line}", flush=True)
        count += 1
    print(f"{count} to mend." if count else "Everything is in place.")
    return 1 if count else 0


def _everything() -> Iterator[str]:
    missing = list(_missing_settings())
    yield from missing
    yield from _faults(skip_mail=any("BARTHOLDI_MAIL_URL" in line for line in missing))


def _missing_settings() -> Iterator[str]:
    """Read the settings, and read them again with a stand-in for as long as something is missing or wrong."""
    while True:
        try:
            importlib.import_module("bartholdi.settings")
        except Misconfigured as error:
            yield str(error)
            name = str(error).split()[0].removesuffix("_FILE")
            if os.environ.get(name) == STAND_INS.get(name):
                return
            os.environ.pop(f"{name}_FILE", None)
            os.environ.pop(name, None)
            os.environ.update({name: STAND_INS[name]} if name in STAND_INS else {})
            sys.modules.pop("bartholdi.settings", None)
        else:
            return


def _faults(*, skip_mail: bool) -> Iterator[str]:
    django.setup()
    lookups: list[Callable[[], Iterator[str]]] = [
        _secret,
        _address,
        _database,
        _data_folder,
        _static_files,
        _staff,
        _antivirus,
        _bucket,
    ]
    for look in [*lookups, *([] if skip_mail else [_mail]), _django]:
        yield from look()


def _secret() -> Iterator[str]:
    if len(settings.SECRET_KEY) < SECRET_LENGTH:
        yield f"BARTHOLDI_SECRET_KEY is short: make it {SECRET_LENGTH} random characters or more."


def _address() -> Iterator[str]:
    url = urlsplit(settings.SITE_URL)
    if STAND_INS["BARTHOLDI_URL"] == settings.SITE_URL:
        return
    if url.scheme != "https":
        yield f"BARTHOLDI_URL is {settings.SITE_URL}: people’s papers travel in clear. Put the office behind https and set an https address."
    if url.hostname not in settings.ALLOWED_HOSTS and [STAND_INS["BARTHOLDI_HOSTS"]] != settings.ALLOWED_HOSTS:
        yield f"BARTHOLDI_HOSTS does not name {url.hostname}: add it, or nobody can open {settings.SITE_URL}."


def _database() -> Iterator[str]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        yield f"The database does not answer ({_first_line(error)}). Check DATABASE_URL and that the server runs."
        return
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is not up to date. Run: bartholdi migrate"


def _data_folder() -> Iterator[str]:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA):
            pass
    except OSError as error:
        yield f"The data folder {settings.DATA} cannot be written ({error.strerror}). Make it, or set BARTHOLDI_DATA to one that can."


def _static_files() -> Iterator[str]:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield f"The static files are not in {settings.STATIC_ROOT}. Run: bartholdi migrate"


def _staff() -> Iterator[str]:
    if not settings.STAFF_MFA_REQUIRED:
        yield "Staff may sign in without a second factor. Remove BARTHOLDI_STAFF_MFA=no."


def _mail() -> Iterator[str]:
    kind = smtplib.SMTP_SSL if getattr(settings, "EMAIL_USE_SSL", False) else smtplib.SMTP
    try:
        with kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=SECONDS) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        yield f"The mail server {where} does not answer ({_first_line(error)}). Check BARTHOLDI_MAIL_URL; letters wait until it does."


def _antivirus() -> Iterator[str]:
    if not settings.CLAMD:
        return
    host, colon, port = settings.CLAMD.rpartition(":")
    unix = not colon or "/" in settings.CLAMD
    try:
        with socket.socket(socket.AF_UNIX if unix else socket.AF_INET) as scanner:
            scanner.settimeout(SECONDS)
            scanner.connect(settings.CLAMD if unix else (host, int(port)))
            scanner.sendall(b"zPING\0")
            alive = scanner.recv(16).startswith(b"PONG")
    except (OSError, ValueError):
        alive = False
    if not alive:
        yield f"The antivirus at {settings.CLAMD} does not answer. Start clamd, or correct BARTHOLDI_CLAMD; until then uploads are refused."


def _bucket() -> Iterator[str]:
    if not settings.S3_BUCKET:
        return
    from django.core.files.storage import storages

    try:
        storages["private"].exists("bartholdi-check")
    except Exception as error:  # noqa: BLE001  each S3 client has its own family of errors; all of them mean the same here
        yield f"The bucket {settings.S3_BUCKET} does not answer ({_first_line(error)}). Check BARTHOLDI_S3_*."


def _django() -> Iterator[str]:
    """Django's own deploy checks, and those of every app."""
    for message in checks.run_checks(include_deployment_checks=True):
        if message.level >= checks.WARNING and not message.is_silenced() and message.id not in SETTLED:
            yield f"{_first_line(message.msg)} {message.hint or ''} ({message.id})".replace("\n", " ")


def _first_line(error: object) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
