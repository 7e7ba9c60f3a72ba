"""Letters for tests: a call that asks for some, people who are asked, and the links in their mails."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Letter, Writer
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.services import letter_writing
from bartholdi.office.applications.services.letters import ask_for_letter
from bartholdi.office.applications.services.parties import name_writer
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call, LetterRequirement

LINK = re.compile(r"/letters/([A-Za-z0-9_-]{43})/")
CURIE = Somebody(name="Marie Curie", email="curie@example.org")
NOETHER = Somebody(name="Emmy Noether", email="noether@example.org", language="fr")


def requirement(call: Call, **columns: Any) -> LetterRequirement:
    """A recommendation, unless the test says otherwise."""
    usual = {
        "key": "recommendation",
        "role": "referee",
        "label_en": "Recommendation",
        "label_fr": "Lettre de recommandation",
        "ask_en": "How you know the applicant.",
        "ask_fr": "Comment vous connaissez la personne.",
        "minimum": 1,
        "maximum": 1,
        "not_also": ["supervisor", "host"],
    }
    return LetterRequirement.objects.create(call=call, **{**usual, **columns})


def named(application: Application, wanted: LetterRequirement, somebody: Somebody, *, by: User) -> Letter:
    return name_writer(application, wanted, somebody, by=by)


def asked(application: Application, wanted: LetterRequirement, somebody: Somebody = CURIE, *, by: User) -> Letter:
    letter = named(application, wanted, somebody, by=by)
    ask_for_letter(letter, by=by)
    return letter


def sent(letter: Letter, text: str = "She is excellent.", *, at: datetime) -> Letter:
    draft = letter_writing.draft_of(letter)
    letter_writing.save_draft(letter, text=text, version=draft.version)
    letter_writing.send_letter(letter, at=at, by=Writer(letter.party))
    return letter


def token_of(letter: Letter) -> str:
    """That of the newest mail to its writer."""
    newest = Notice.objects.filter(cause=letter.journal_key, address=letter.party.email, private=True).order_by("-pk")[0]
    found = LINK.search(newest.text)
    assert found is not None
    return found[1]


def page(letter: Letter, *more: str, language: str = "en") -> str:
    """The address of a page of its writer."""
    return "/".join([f"/{language}/letters", token_of(letter), str(letter.pk), *more]) + "/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kinds_to(address: str) -> list[str]:
    """Which mails somebody got, the first first."""
    rows = Notice.objects.filter(address=address).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("applications.") for kind in rows]


def move_to(letter: Letter, **columns: Any) -> None:
    """Puts instants where the test needs them."""
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**columns)
    letter.refresh_from_db()
