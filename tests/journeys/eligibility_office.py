"""A call with rules of eligibility, in an office that is served: `python -m tests.journeys.eligibility_office FOLDER PORT`."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

from bartholdi.running import demonstration

SLUG = "fellowship-with-rules"
PEOPLE = ("priya@lakeshore-university.example", "yann@universite-iroise.example")


def add_call(folder: Path, site: str) -> None:
    """In a process of its own, since this one has the settings of the tests."""
    command = [sys.executable, "-m", "tests.journeys.eligibility_office", str(folder), str(urlsplit(site).port)]
    subprocess.run(command, check=True, env=os.environ)


def label(english: str, french: str) -> dict[str, str]:
    return {"en": english, "fr": french}


def question(key: str, kind: str, english: str, french: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": label(english, french), **more}


def asked() -> dict[str, Any]:
    columns = [{**question("dates", "period", "From – to", "Du – au"), "required": True}]
    you = [
        question("phd", "date", "Day of your PhD defence", "Jour de votre soutenance de thèse"),
        question("breaks", "table", "Career breaks", "Interruptions de carrière", options={"columns": columns}),
        question("nationality", "country", "Your nationality", "Votre nationalité"),
    ]
    project = [
        question("title", "text", "Title", "Titre", required=True),
        question("summary", "long_text", "Summary of the project", "Résumé du projet"),
    ]
    sections = [("you", "You", "Vous", you), ("project", "Project", "Projet", project)]
    return {
        "format": 1,
        "sections": [
            {"key": key, "title": label(english, french), "fields": fields} for key, english, french, fields in sections
        ],
    }


RULES = [
    {
        "key": "career",
        "kind": "years_since",
        "label": label(
            "At most five years since the PhD, career breaks counted off",
            "Cinq ans au plus depuis la thèse, interruptions déduites",
        ),
        "advice": label("Ask us about our other programmes.", "Renseignez-vous sur nos autres programmes."),
        "options": {"answer": "phd", "at_most": {"years": 5}, "breaks": {"table": "breaks", "period": "dates"}},
    },
    {
        "key": "nationality",
        "kind": "nationality",
        "options": {"answer": "nationality", "except": ["FR"]},
    },
]


def _add() -> None:
    from django.utils import timezone

    from bartholdi.office.programmes.models import Contact
    from tests.factories import CallFactory, EditionFactory, ProgrammeFactory

    call = CallFactory(
        programme=ProgrammeFactory(slug="rules", name_en="Fellowship", name_fr="Bourse"),
        slug=SLUG,
        code="RUL27",
        title_en="Fellowship 2027",
        title_fr="Bourse 2027",
        closes_at=timezone.now() + timedelta(days=20),
        columns={"title": "title", "abstract": "summary"},
        edition=EditionFactory(spec=asked()),
        rules=RULES,
    )
    Contact.objects.create(call=call, name="Inès Bahloul-Whitcombe", email="calls@bartholdi.example")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[1]), int(sys.argv[2]))
    django.setup()
    _add()
