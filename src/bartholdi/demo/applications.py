"""Applications of the demonstration: in every state of a call that is open and of some that have closed, with letters and notes."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import invented, inventing
from bartholdi.office.applications import services as applications
from bartholdi.office.applications.letter_queries import requirements
from bartholdi.office.applications.models import Application, Letter, Party, SentLetter
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.reasons import Reason
from bartholdi.office.applications.services import casework, letters, nominations, parties
from bartholdi.office.applications.workflow import LETTER_WORKFLOW, WORKFLOW, State
from bartholdi.office.programmes.models import Call, LetterRequirement

# How many of each call, by the name of its blueprint.
MANY = {
    "chateaubriand-stem": 12,
    "bilateral-fund": 5,
    "innovation-day-posters": 3,
    "fadex-competition": 12,
    "chateaubriand-hss": 6,
}
WORDS = {
    "en": "I have known this candidate for three years, and recommend them without reserve. Their work is careful and new.",
    "fr": "Je connais cette personne depuis trois ans et la recommande sans réserve. Son travail est rigoureux et neuf.",
}
NOTES = ("Called about the dates of the stay: flexible by two weeks.", "The host wrote separately; nothing changes.")


def fill(people: dict[str, User]) -> None:
    """Once: an office that has applications keeps its own."""
    if Application.objects.exists():
        return
    for call in Call.objects.exclude(edition=None).order_by("pk"):
        dice = Random(call.slug)  # noqa: S311  the same applicants each time
        made = _invented(call, dice, MANY.get(call.blueprint.split()[0], 0))
        for number, each in enumerate(made):
            _lettered(each, dice, few=number % 4 == 0)
        if call.kind == Call.Kind.NOMINATION and call.standing == "open":
            _invite(call, people)
    _begun(people)
    _judged(people)


def _invented(call: Call, dice: Random, many: int) -> list[Application]:
    if call.edition is None:
        return []
    sides = list(call.sides.order_by("letter"))
    return [
        inventing.invent(call, call.edition, dice, serial, side=sides[serial % len(sides)] if sides else None)
        for serial in range(1, many + 1)
    ]


def _lettered(application: Application, dice: Random, *, few: bool) -> None:
    """Of what was submitted: all letters of most, one of the others."""
    if application.state != State.SUBMITTED or application.submitted_at is None:
        return
    asked = [kind for kind in requirements(application) for _number in range(kind.minimum)]
    for place, kind in enumerate(asked):
        letter = _asked(application, kind, dice)
        if place == 0 or not few:
            LETTER_WORKFLOW.apply(letter, "send_letter")
            letter.received_at = application.submitted_at
            letter.save()
            words = WORDS[letter.party.language]
            SentLetter.objects.create(letter=letter, number=1, text=words, digest="0" * 64, arrived_at=letter.received_at)


def _asked(application: Application, kind: LetterRequirement, dice: Random) -> Letter:
    """Of somebody at an address that no mail could reach."""
    serial = Party.objects.count()
    writer = Party.objects.create(
        application=application,
        role=kind.role,
        side=kind.side or application.side,
        name=invented.name(dice),
        email=f"writer{serial}@invented.invalid",
        language=application.language,
    )
    letter = Letter(application=application, requirement=kind, party=writer, named_at=application.started_at)
    LETTER_WORKFLOW.apply(letter, "ask_for_letter")
    letter.asked_at = application.started_at
    letter.save()
    return letter


def _begun(people: dict[str, User]) -> None:
    """Two of those whom one can sign in as are in the midst of it, and one has asked for a letter."""
    call = Call.objects.get(blueprint__startswith="chateaubriand-stem")
    for key in ("applicant_us", "applicant_france"):
        made = applications.start(call, by=people[key], arrived_at=timezone.now(), side=call.sides.filter(country="US").first())
        if key == "applicant_us":
            kind = call.letters.get(key="recommendation")
            somebody = Somebody(name=people["referee"].name, email=people["referee"].email, language=people["referee"].language)
            letters.ask_for_letter(parties.name_writer(made, kind, somebody, by=people[key]), by=people[key])


def _judged(people: dict[str, User]) -> None:
    """Of a call that has closed: some in review, one sent back, one not eligible; a colleague has noted something."""
    officer, colleague = people["officer_washington"], people["officer_boston"]
    closed = Application.objects.filter(call__blueprint__startswith="fadex-competition", state=State.SUBMITTED).order_by("serial")
    returned, ineligible, *others = closed
    until = timezone.now() + timedelta(days=6)
    applications.return_for_changes(returned, message="Please add the page that is missing.", until=until, by=officer)
    casework.find_ineligible(ineligible, reason=Reason.PROJECT, remark="", by=officer)
    for each in others[:3]:
        WORKFLOW.apply(each, "start_review")
        each.save()
    for each, text in zip(others, NOTES, strict=False):
        casework.add_note(each, text=text, by=colleague)


def _invite(call: Call, people: dict[str, User]) -> None:
    """The first of the invited institutions has been written to; nobody is nominated yet."""
    first = call.invitations.order_by("pk").first()
    if first is not None:
        nominations.send_invitation(first, by=people["officer_washington"])
