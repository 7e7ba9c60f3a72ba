"""An application as its people make it: begun, written, lead by lead; letters asked for and written; submitted in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.utils import translation

from bartholdi.demo.plays import answers, cast
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.themes import Subject
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services as applications
from bartholdi.office.applications.letter_queries import requirements
from bartholdi.office.applications.models import Application, Letter, Writer
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.services import inviting, letter_files, letter_writing, letters, parties
from bartholdi.office.applications.services.editing import attach_file, save
from bartholdi.office.programmes.models import Call, LetterRequirement, Side
from bartholdi.office.questionnaires.merging import Change

LETTER = {
    "en": "I have known the candidate for three years. Their work on {subject} is careful and new, and this stay is the step that it needs. I recommend them without reserve.",
    "fr": "Je connais la personne candidate depuis trois ans. Ses travaux ({subject}) sont rigoureux et neufs, et ce séjour est l’étape qui leur manque. Je la recommande sans réserve.",
}


@dataclass(frozen=True)
class Far:
    """How far somebody comes: `letters` that are written of those asked for; all of them where it says nothing."""

    sends: bool = True
    letters: int | None = None


WHOLE, BEGUN = Far(), Far(sends=False, letters=0)


def apply(
    call: Call,
    number: int,
    theme: Subject,
    papers: Papers,
    dice: Random,
    *,
    side: Side | None,
    at: datetime,
    far: Far = WHOLE,
    person: User | None = None,
) -> Application:
    """Everything that a person who applies does, in an hour that begins `at`."""
    where = cast.place(side.country if side is not None else "US", dice)
    language = person.language if person is not None else _tongue(call, number, side)
    person = person or cast.account(f"{call.slug}-{number}", dice, language=language, where=where)
    with translation.override(language if language in call.languages else call.languages[0]):
        made = applications.start(call, by=person, arrived_at=at, side=side)
        hand = answers.Hand(theme, made.language, dice, at.date(), where)
        given = answers.eligible(call, hand)
        save(made, {key: Change(value, 0) for key, value in given.items()}, by=person, arrived_at=at)
        for other in call.sides.exclude(pk=side.pk) if call.lead_per_side and side is not None else ():
            _join(made, other, dice, by=person, at=at)
        _letters(made, hand, papers, far, by=person, at=at)
        if far.sends:
            _attach(made, theme, papers, by=person, at=at)
            applications.submit(made, by=person, arrived_at=at + timedelta(hours=1))
    return made


def _tongue(call: Call, number: int, side: Side | None) -> str:
    """Of those who apply from the United States, one in four writes in French where that may be."""
    at_home = side is not None and side.country == "FR"
    return "fr" if at_home or (side is None and number % 4 == 0 and "fr" in call.languages) else "en"


def _attach(made: Application, theme: Subject, papers: Papers, *, by: User, at: datetime) -> None:
    for field in made.response.edition.parsed().fields():
        if field.kind not in ("file", "files") or not field.required:
            continue
        for number in range(1, field.options.get("min", 1) + 1):
            upload = ContentFile(papers.of(theme, number), name=f"{field.key}-{number}.pdf")
            attach_file(made, field.key, upload, by=by, arrived_at=at)


def _join(made: Application, side: Side, dice: Random, *, by: User, at: datetime) -> None:
    language, where = "fr" if side.country == "FR" else "en", cast.place(side.country, dice)
    other = cast.account(f"{made.reference.lower()}-{side.country.lower()}", dice, language=language, where=where)
    invite = inviting.invite_lead(made, name=other.name, email=other.email, language=language, side=side, by=by)
    inviting.accept_lead(invite, by=other, now=at)


def _letters(made: Application, hand: answers.Hand, papers: Papers, far: Far, *, by: User, at: datetime) -> None:
    """Each that is needed is asked for; whoever writes first is the first who was asked."""
    wanted = [(kind, number) for kind in requirements(made) for number in range(kind.minimum)]
    for place, (kind, number) in enumerate(wanted):
        letter = _asked(made, kind, number, hand, by=by, at=at)
        if far.letters is None or place < far.letters:
            _written(letter, kind, hand, papers, at=at)


def _asked(made: Application, kind: LetterRequirement, number: int, hand: answers.Hand, *, by: User, at: datetime) -> Letter:
    """Of a colleague, or of somebody on the other side where the letter comes from there."""
    there = kind.side.country if kind.side is not None else None
    is_near = hand.where is None or there in (None, hand.where.country)
    where = hand.where if is_near else cast.place(there or "", hand.dice)
    somebody = Somebody(
        name=cast.somebody_else(made, hand.dice, hand.language),
        email=cast.address(f"{made.reference.lower()}-{kind.key}-{number}", where),
        language=made.language,
        organisation=where,
    )
    letter = parties.name_writer(made, kind, somebody, by=by)
    letters.ask_for_letter(letter, by=by, at=at)
    return letter


def _written(letter: Letter, kind: LetterRequirement, hand: answers.Hand, papers: Papers, *, at: datetime) -> None:
    text = LETTER[hand.language].format(subject=hand.theme.subject[hand.language])
    said = answers.of_letter(kind.edition.parsed(), hand) if kind.edition else None
    if kind.way == kind.Way.UPLOAD:
        letter_files.keep_file(letter, ContentFile(papers.of(hand.theme), name="letter.pdf"))
    else:
        letter_writing.save_draft(letter, version=0, text=text, answers=said)
    letter_writing.send_letter(letter, at=at + timedelta(minutes=30), by=Writer(letter.party))
