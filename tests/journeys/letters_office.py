"""A call that asks for letters, in an office that is served: `python -m tests.journeys.letters_office FOLDER PORT [SLUG]`; or opens one now."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django

from bartholdi.running import demonstration

SLUG = "chateaubriand-letters"


def add_call(folder: Path, site: str) -> None:
    """In a process of its own, since this one has the settings of the tests."""
    _elsewhere(folder, site)


def open_call(folder: Path, site: str, slug: str) -> None:
    """The days until its opening have passed."""
    _elsewhere(folder, site, slug)


def _elsewhere(folder: Path, site: str, *more: str) -> None:
    command = [sys.executable, "-m", "tests.journeys.letters_office", str(folder), str(urlsplit(site).port), *more]
    subprocess.run(command, check=True, env=os.environ)


def _add() -> None:
    from django.utils import timezone

    from bartholdi.office.programmes.models import Contact
    from tests.factories import CallFactory, ProgrammeFactory
    from tests.lettering import requirement

    programme = ProgrammeFactory(slug="letters", name_en="Chateaubriand", name_fr="Chateaubriand")
    closes = timezone.now() + timedelta(days=20)
    call = CallFactory(
        programme=programme,
        slug=SLUG,
        code="LET27",
        title_en="Chateaubriand 2027",
        title_fr="Chateaubriand 2027",
        closes_at=closes,
    )
    Contact.objects.create(call=call, name="Inès Bahloul-Whitcombe", email="calls@bartholdi.example")
    requirement(
        call,
        key="host",
        role="host",
        label_en="Invitation of the host",
        label_fr="Invitation de l’organisme d’accueil",
        ask_en="When the stay begins and ends, and what the laboratory provides.",
        ask_fr="Quand le séjour commence et finit, et ce que le laboratoire met à disposition.",
        not_also=[],
    )
    requirement(call, minimum=2, maximum=2, closes_at=closes + timedelta(days=3), grace_minutes=30)


def _open(slug: str) -> None:
    from django.utils import timezone

    from bartholdi.office.programmes.models import Call

    assert Call.objects.filter(slug=slug).update(opens_at=timezone.now() - timedelta(hours=1)) == 1


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[1]), int(sys.argv[2]))
    django.setup()
    _open(sys.argv[3]) if len(sys.argv) > 3 else _add()
