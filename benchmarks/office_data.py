"""Any number of applications on one call, as applicants, forms and weeks would have left them: invented, the same at each run."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

PIECE = 1_000
FIELDS = ("Physics", "Chemistry", "Biology", "Mathematics", "Computing", "Oceans", "History", "Law", "Linguistics", "Medicine")
WORDS = (
    "Light",
    "Ice",
    "Memory",
    "Cells",
    "Courts",
    "Tides",
    "Proofs",
    "Alloys",
    "Voices",
    "Genes",
    "Storms",
    "Maps",
    "Archives",
)
GIVEN = ("Zoé", "Amadou", "Claire", "Minh", "Ada", "Jérôme", "Salomé", "Omar", "Inès", "Kofi", "Noor", "Théo", "Maya", "Luca")
FAMILY = ("N’Diaye", "O’Brien", "Le Goff", "Dupont", "Nguyen", "Martin", "García", "Smith", "Haddad", "Kowalski", "Osei", "Roux")
# Of a hundred: what a call looks like a week after its closing.
STATES = ("submitted",) * 68 + ("draft",) * 22 + ("ineligible",) * 4 + ("returned",) * 2 + ("withdrawn",) * 4
OPEN_FOR = timedelta(days=60)


def a_call(code: str = "BENCH", **more: Any) -> Any:
    """Open, between the United States and France, with a form of twenty questions."""
    from django.utils import timezone

    from bartholdi.office.programmes.models import Call, Programme, Side
    from bartholdi.office.questionnaires.models import Edition, Purpose, Questionnaire
    from benchmarks.bench_questions import page_of

    form = Questionnaire.objects.create(
        name_en=f"Form {code}", name_fr=f"Formulaire {code}", purpose=Purpose.APPLICATION, draft="{}"
    )
    edition = Edition.objects.create(questionnaire=form, number=1, spec=page_of(20)[0], published_at=timezone.now())
    names = {"slug": code.lower(), "name_en": f"Programme {code}", "name_fr": f"Programme {code}"}
    programme = Programme.objects.create(**names, mission=Programme.Mission.MOBILITY)
    now = timezone.now()
    dates = {"opens_at": now - OPEN_FOR, "closes_at": now + timedelta(days=3), "year": 2027, "state": "announced"}
    titles = {"title_en": f"Call {code}", "title_fr": f"Appel {code}"}
    call = Call.objects.create(programme=programme, slug=code.lower(), code=code, edition=edition, **titles, **{**dates, **more})
    Side.objects.bulk_create([Side(call=call, country=country, letter=letter) for letter, country in (("A", "US"), ("B", "FR"))])
    return call


def fill(call: Any, count: int, *, seed: int = 1, states: Sequence[str] = STATES) -> None:
    """So many more applications, in pieces that each are one transaction."""
    from bartholdi.office.applications.models import Application

    begun = Application.objects.filter(call=call).count()
    numbers = iter(range(begun + 1, begun + count + 1))
    while piece := list(islice(numbers, PIECE)):
        _fill(call, piece, random.Random(seed * 1_000_003 + piece[0]), states)


def _fill(call: Any, numbers: list[int], chance: random.Random, states: Sequence[str]) -> None:
    from django.db import transaction

    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Access, Application, Party, Submission
    from bartholdi.office.questionnaires.models import Response
    from benchmarks.bench_questions import page_of

    sides, answers = list(call.sides.order_by("letter")), page_of(20)[1]
    with transaction.atomic():
        people = User.objects.bulk_create([_person(call, number, chance) for number in numbers])
        forms = Response.objects.bulk_create([Response(edition_id=call.edition_id, answers=answers) for _number in numbers])
        rows = [
            _application(call, person, form, number=number, sides=sides, state=chance.choice(states), chance=chance)
            for number, person, form in zip(numbers, people, forms, strict=True)
        ]
        made = Application.objects.bulk_create(rows)
        pairs = list(zip(made, people, strict=True))
        Access.objects.bulk_create([Access(application=one, user=user, role=Access.Role.APPLICANT) for one, user in pairs])
        Party.objects.bulk_create([party for one, user in pairs for party in _parties(one, user, chance)])
        Submission.objects.bulk_create([sent for one, user in pairs for sent in _sent(one, user, call, answers)])


def _person(call: Any, number: int, chance: random.Random) -> Any:
    from bartholdi.office.accounts.models import User

    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    zone, language = chance.choice((("Europe/Paris", "fr"), ("America/New_York", "en")))
    address = f"{call.code.lower()}{number}@example.org"
    return User(email=address, name=name, password="!", zone=zone, language=language)


def _application(call: Any, person: Any, form: Any, *, number: int, sides: list[Any], state: str, chance: random.Random) -> Any:
    from bartholdi.office.applications.models import Application
    from bartholdi.office.lib.searching import normalised

    # Most begin and submit in the last days, as people do.
    started = call.opens_at + OPEN_FOR * chance.random() ** 0.5
    submitted: datetime | None = None if state == "draft" else started + (call.closes_at - started) * chance.random()
    title = f"{chance.choice(WORDS)} and {chance.choice(WORDS).lower()} {number}"
    reference = f"{call.code}-{number:04}"
    return Application(
        call=call,
        serial=number,
        reference=reference,
        state=state,
        side=chance.choice(sides),
        language=person.language,
        response=form,
        title=title,
        field=chance.choice(FIELDS),
        amount=chance.randrange(1_000, 20_000),
        currency="EUR",
        finding=_finding(state, chance),
        started_at=started,
        submitted_at=submitted,
        returned_until=call.closes_at if state == "returned" else None,
        returned_message="A budget." if state == "returned" else "",
        search_text=normalised(reference, title, person.name),
    )


def _finding(state: str, chance: random.Random) -> str:
    if state == "ineligible":
        return "not"
    return "unknown_yet" if state == "draft" else chance.choice(("eligible",) * 19 + ("needs_officer",))


def _parties(application: Any, person: Any, chance: random.Random) -> Iterator[Any]:
    from bartholdi.office.applications.models import Party

    facts = {"application": application, "organisation_name": f"University of {chance.choice(WORDS)}"}
    yield Party(role="lead", name=person.name, email=person.email, language=person.language, user=person, **facts)
    for number in range(2):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        yield Party(role="referee", name=name, email=f"r{number}.{person.email}", **facts)


def _sent(application: Any, person: Any, call: Any, answers: dict[str, Any]) -> Iterator[Any]:
    from bartholdi.office.applications.models import Submission

    if application.submitted_at is not None:
        digest = hashlib.sha256(application.reference.encode()).hexdigest()
        at = {"arrived_at": application.submitted_at, "submitted_at": application.submitted_at}
        facts = {"edition_id": call.edition_id, "answers": answers, "digest": digest, "by_label": person.name}
        yield Submission(application=application, number=1, **facts, **at)
