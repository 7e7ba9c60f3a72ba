"""An application as its people make it: begun, written, lead by lead; letters asked for and written; submitted in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.utils import translation

from bartholdi.demo.plays import answers, cast
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.themes import Subject
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import inventing
from bartholdi.office.applications import services as applications
from bartholdi.office.applications.letter_queries import requirements
from bartholdi.office.applications.models import Application, Writer
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.services import inviting, letter_files, letter_writing, letters, parties
from bartholdi.office.applications.services.editing import attach_file, save
from bartholdi.office.programmes.models import Call, Side
from bartholdi.office.questionnaires.merging import Change

LETTER = {
    "en": "I have known the candidate for three years. Their work on {subject} is careful and new, and this stay is the step that it needs. I recommend them without reserve.",
    "fr": "Je connais la personne candidate depuis trois ans. Ses travaux ({subject}) sont rigoureux et neufs, et ce séjour est l’étape qui leur manque. Je la recommande sans réserve.",
}


def apply(
    call: Call, number: int, theme: Subject, papers: Papers, dice: Random, *, side: Side | None, at: datetime
) -> Application:
    """Everything that a person who applies does, in an hour that begins `at`."""
    language = "fr" if side is not None and side.country == "FR" else "en"
    person = cast.account(f"{call.slug}-{number}", dice, language=language)
    with translation.override(language):
        made = applications.start(call, by=person, arrived_at=at, side=side)
        hand = answers.Hand(theme, language, dice, at.date())
        given = answers.eligible(call, hand)
        save(made, {key: Change(value, 0) for key, value in given.items()}, by=person, arrived_at=at)
        _attach(made, theme, papers, by=person, at=at)
        for other in call.sides.exclude(pk=side.pk) if call.lead_per_side and side is not None else ():
            _join(made, other, dice, by=person, at=at)
        _letters(made, hand, papers, by=person, at=at)
        applications.submit(made, by=person, arrived_at=at + timedelta(hours=1))
    return made


def _attach(made: Application, theme: Subject, papers: Papers, *, by: User, at: datetime) -> None:
    for field in made.response.edition.parsed().fields():
        if field.kind in ("file", "files") and field.required:
            attach_file(made, field.key, ContentFile(papers.of(theme), name=f"{field.key}.pdf"), by=by, arrived_at=at)


def _join(made: Application, side: Side, dice: Random, *, by: User, at: datetime) -> None:
    language = "fr" if side.country == "FR" else "en"
    other = cast.account(f"{made.reference.lower()}-{side.country.lower()}", dice, language=language)
    invite = inviting.invite_lead(made, name=other.name, email=other.email, language=language, side=side, by=by)
    inviting.accept_lead(invite, by=other, now=at)


def _letters(made: Application, hand: answers.Hand, papers: Papers, *, by: User, at: datetime) -> None:
    for kind in requirements(made):
        for number in range(kind.minimum):
            address = f"{made.reference.lower()}-{kind.key}-{number}"
            somebody = Somebody(
                name=inventing.somebody(made, hand.dice), email=cast.ADDRESS.format(who=address), language=made.language
            )
            letter = parties.name_writer(made, kind, somebody, by=by)
            letters.ask_for_letter(letter, by=by, at=at)
            text = LETTER[made.language].format(subject=hand.theme.subject[made.language])
            said = answers.of_letter(kind.edition.parsed(), hand) if kind.edition else None
            if kind.way == kind.Way.UPLOAD:
                letter_files.keep_file(letter, ContentFile(papers.of(hand.theme), name="letter.pdf"))
            else:
                letter_writing.save_draft(letter, version=0, text=text, answers=said)
            letter_writing.send_letter(letter, at=at + timedelta(minutes=30), by=Writer(letter.party))
