"""Applications of the demonstration: in every state of a call that is open and of some that have closed, with letters and notes."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils import timezone

from bartholdi.demo.plays import applying, calling, cast
from bartholdi.demo.plays.applying import BEGUN, WHOLE, Far
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.themes import themes
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services as applications
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.reasons import Reason
from bartholdi.office.applications.services import casework, letters, nominations, parties
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call, Side

# How many of each call, by the name of its blueprint.
MANY = {
    "chateaubriand-stem": 8,
    "bilateral-fund": 3,
    "innovation-day-posters": 3,
    "fadex-competition": 9,
    "chateaubriand-hss": 5,
}
UNFINISHED, SILENT = 3, 4  # every third is never sent; of every fourth, all letters but one are still to come
NOTES = ("Called about the dates of the stay: flexible by two weeks.", "The host wrote separately; nothing changes.")


def fill(people: dict[str, User], papers: Papers) -> None:
    """Once: an office that has applications keeps its own."""
    if Application.objects.exists():
        return
    cast.forget()
    for call in Call.objects.exclude(edition=None).order_by("pk"):
        _apply(call, MANY.get(call.blueprint.split()[0], 0), papers)
        if call.kind == Call.Kind.NOMINATION and call.standing == "open":
            _invite(call, people)
    _begun(people)
    _judged(people)


def _apply(call: Call, many: int, papers: Papers) -> None:
    if not many:
        return
    dice = Random(call.slug)  # noqa: S311  the same applicants each time
    sides: list[Side | None] = [*call.sides.order_by("letter")] or [None]
    for number, at in enumerate(calling.spread(call, many), start=1):
        far = BEGUN if number % UNFINISHED == 0 else Far(letters=1) if number % SILENT == 0 else WHOLE
        theme, side = dice.choice(themes()), sides[number % len(sides)]
        applying.apply(call, number, theme, papers, dice, side=side, at=at, far=far)


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
    """Of a call that has closed: one sent back, one not eligible; a colleague has noted something. Reviewing begins with the others."""
    officer, colleague = people["officer_washington"], people["officer_boston"]
    closed = Application.objects.filter(call__blueprint__startswith="fadex-competition", state=State.SUBMITTED).order_by("serial")
    returned, ineligible, *others = closed
    until = timezone.now() + timedelta(days=6)
    applications.return_for_changes(returned, message="Please add the page that is missing.", until=until, by=officer)
    casework.find_ineligible(ineligible, reason=Reason.PROJECT, remark="", by=officer)
    for each, text in zip(others, NOTES, strict=False):
        casework.add_note(each, text=text, by=colleague)


def _invite(call: Call, people: dict[str, User]) -> None:
    """The first of the invited institutions has been written to; nobody is nominated yet."""
    first = call.invitations.order_by("pk").first()
    if first is not None:
        nominations.send_invitation(first, by=people["officer_washington"])
