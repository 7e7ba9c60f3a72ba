"""Calls to apply to, in an office that is served: `python -m tests.journeys.applying_office add FOLDER PORT`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import django

from bartholdi.running import demonstration

PRIYA, YANN = "priya@lakeshore-university.example", "yann@universite-iroise.example"
POSTERS, PARTNERSHIP = "posters-of-this-year", "partnership-of-this-year"
LAST_YEAR = {"title": "Ice cores of last year", "abstract": "What the ice remembers.", "track": "environment", "true": True}


def add_calls(folder: Path, site: str) -> None:
    _apart("add", folder, site)


@contextmanager
def closed_posters(folder: Path, site: str) -> Iterator[None]:
    """A moment ago, as the clock would; open again for the next story."""
    _apart("close", folder, site)
    try:
        yield
    finally:
        _apart("open", folder, site)


def _apart(act: str, folder: Path, site: str) -> None:
    """In a process of its own, since this one has the settings of the tests."""
    command = [sys.executable, "-m", "tests.journeys.applying_office", act, str(folder), str(urlsplit(site).port)]
    subprocess.run(command, check=True, env=os.environ)


def _close(seconds: int = -1) -> None:
    from django.utils import timezone

    from bartholdi.office.programmes.models import Call

    Call.objects.filter(slug=POSTERS).update(closes_at=timezone.now() + timedelta(seconds=seconds))


def _add() -> None:
    """Two calls that are open, from the blueprints the office ships, and one of last year with an application of Priya's."""
    from django.utils import timezone

    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Access, Application
    from bartholdi.office.programmes.models import Call
    from tests.factories import CallFactory, ResponseFactory

    now = timezone.now()
    posters = Call.objects.get(slug__startswith="innovation-day-posters")
    partnership = Call.objects.get(slug__startswith="transatlantic")
    for call, slug in ((posters, POSTERS), (partnership, PARTNERSHIP)):
        Call.objects.filter(pk=call.pk).update(slug=slug, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=20))
    earlier = CallFactory(
        programme=posters.programme,
        slug="posters-of-last-year",
        code="IDP25",
        title_en="Innovation Day 2025",
        title_fr="Journée de l’innovation 2025",
        edition=posters.edition,
        opens_at=now - timedelta(days=400),
        closes_at=now - timedelta(days=360),
    )
    response = ResponseFactory(edition=posters.edition, answers=LAST_YEAR, version=1)
    draft = Application.objects.create(
        call=earlier, serial=1, reference="IDP25-0001", response=response, title=LAST_YEAR["title"]
    )
    Access.objects.create(application=draft, user=User.objects.get(email=PRIYA), role=Access.Role.APPLICANT)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[2]), int(sys.argv[3]))
    django.setup()
    {"add": _add, "close": _close, "open": partial(_close, 20 * 86_400)}[sys.argv[1]]()
