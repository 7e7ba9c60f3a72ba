"""A call in review, in an office that is served: `python -m tests.journeys.reviewing_office FOLDER PORT`."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django

from bartholdi.running import demonstration

TITLE = "Aerosols over the Arctic night"
COLLEAGUE = "Odette Colombani"
REVIEWERS = ("priya@lakeshore-university.example", "yann@universite-iroise.example")
FORM = {
    "format": 1,
    "sections": [
        {
            "key": "project",
            "title": {"en": "Project", "fr": "Projet"},
            "fields": [{"key": "what", "kind": "text", "label": {"en": "Idea", "fr": "Idée"}}],
        }
    ],
}


def add_call(folder: Path, site: str) -> None:
    """In a process of its own, since this one has the settings of the tests."""
    command = [sys.executable, "-m", "tests.journeys.reviewing_office", str(folder), str(urlsplit(site).port)]
    subprocess.run(command, check=True, env=os.environ)


def _add() -> None:
    """Two applications of one panel: Priya judges the first, Yann the second; of both a colleague's review is in."""
    from django.utils import timezone

    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Application, Submission
    from bartholdi.office.directory.models import Person
    from bartholdi.office.programmes.models import Panel
    from bartholdi.office.reviews.models import Reviewer, Seat
    from tests.factories import AccountFactory, EditionFactory, ProgrammeFactory
    from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
    from tests.office.reviews.people import handed_in

    now = timezone.now()
    programme = ProgrammeFactory(slug="judged", name_en="Judged programme", name_fr="Programme jugé")
    call = a_judged_call(programme=programme, slug="judged-call", code="JDG27", title_en="Judged 2027", title_fr="Évalué 2027")
    panel = Panel.objects.filter(call=call).first()
    assert panel
    edition = EditionFactory(spec=FORM)
    colleague = a_member(panel, COLLEAGUE, account=AccountFactory(name=COLLEAGUE, email="odette.judging@example.org"))
    for email in REVIEWERS:
        account = User.objects.get(email=email)
        person = Person.objects.filter(account=account).first() or Person.objects.create(account=account, name=account.name)
        reviewer, _made = Reviewer.objects.get_or_create(person=person)
        seat = Seat.objects.create(panel=panel, reviewer=reviewer, state="accepted", answered_at=now)
        application = handed_in(call, email=f"lead-of-{email}")
        facts = {"digest": "0" * 64, "arrived_at": now, "submitted_at": now, "by_label": "Léa Lead"}
        Submission.objects.create(application=application, number=1, edition=edition, answers={"what": TITLE}, **facts)
        Application.objects.filter(pk=application.pk).update(title=TITLE, submitted_at=now)
        assigned(application, seat, state="invited", due_at=now + timedelta(days=5))
        reviewed(assigned(application, colleague), 2)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[1]), int(sys.argv[2]))
    django.setup()
    _add()
