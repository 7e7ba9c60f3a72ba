"""Fills a call with invented applicants: what they began, sent and were written, over the whole time in which it is open."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bartholdi.office.applications import invented
from bartholdi.office.applications.letter_queries import requirements
from bartholdi.office.applications.models import Application, Letter, Party, SentLetter, Submission
from bartholdi.office.applications.services import judging
from bartholdi.office.applications.workflow import LETTER_WORKFLOW, WORKFLOW
from bartholdi.office.journal.acts import System
from bartholdi.office.programmes.models import Call, LetterRequirement, PartyRole, Side
from bartholdi.office.questionnaires.models import Edition, Response

APPLICANTS = 12
UNFINISHED = 3  # every third is never sent
SILENT = 4  # of every fourth, one letter never comes
LAST_MINUTES = timedelta(minutes=20)  # before closing, in which somebody always sends
INVENTOR = "Bartholdi"
REHEARSED = "rehearsal"


@dataclass(frozen=True)
class Times:
    """When an application was begun and, if ever, sent."""

    begun: datetime
    sent: datetime | None


def fill(rehearsal: Call) -> None:
    if rehearsal.edition is None or rehearsal.opens_at is None or rehearsal.closes_at is None:
        return
    edition, dice = rehearsal.edition, Random(rehearsal.slug)  # noqa: S311  the same applicants each time
    sides = list(rehearsal.sides.all())
    for serial in range(1, APPLICANTS + 1):
        side = sides[serial % len(sides)] if sides else None
        times = spread(serial, rehearsal.opens_at, rehearsal.closes_at)
        made = invent(rehearsal, edition, dice, serial, side=side, times=times)
        for other in [each for each in sides if rehearsal.lead_per_side and each != side]:
            lead(made, dice, PartyRole.CO_LEAD, other)
        write_letters(made, dice, times)


def spread(serial: int, opens_at: datetime, closes_at: datetime) -> Times:
    """The first begins as the call opens; the last to send does so in the last minutes."""
    length = closes_at - opens_at
    begun = opens_at + length * ((serial - 1) / APPLICANTS * 0.9)
    if serial % UNFINISHED == 0:
        return Times(begun, None)
    last = serial == max(each for each in range(1, APPLICANTS + 1) if each % UNFINISHED)
    return Times(begun, max(begun, closes_at - LAST_MINUTES) if last else begun + length / APPLICANTS)


def by_days(serial: int, opens_at: datetime) -> Times:
    """One a day, each sent two days later."""
    begun = opens_at + timedelta(days=serial)
    return Times(begun, begun + timedelta(days=2) if serial % UNFINISHED else None)


def invent(
    call: Call, edition: Edition, dice: Random, serial: int, *, side: Side | None, times: Times | None = None
) -> Application:
    opens_at = call.opens_at or call.moment()
    times = times or by_days(serial, opens_at)
    given = invented.answers(edition.parsed(), dice, today=opens_at.date())
    made = Application(
        call=call,
        serial=serial,
        reference=f"{call.code}-{serial:04}",
        side=side,
        language=tongue(side),
        response=Response.objects.create(edition=edition, answers=given),
        title=said(given.get(call.columns.get("title", "")))[:300],
        abstract=said(given.get(call.columns.get("abstract", ""))),
        field=said(given.get(call.columns.get("field", "")))[:80],
        started_at=times.begun,
    )
    if times.sent is not None:
        WORKFLOW.apply(made, "submit")
        made.submitted_at = times.sent
    made.save()
    lead(made, dice, PartyRole.LEAD, side)
    if times.sent is not None:
        hand_in(made, given, at=times.sent)
        judging.judge_sent(made, given, by=System(REHEARSED))
    else:
        judging.rejudged(made, by=System(REHEARSED))
    made.save()  # found by the name of its lead too
    return made


def lead(made: Application, dice: Random, role: str, side: Side | None) -> Party:
    return Party.objects.create(application=made, role=role, side=side, name=somebody(made, dice), language=tongue(side))


def somebody(made: Application, dice: Random) -> str:
    """Nobody who has a part in this application already."""
    taken = set(made.parties.values_list("name", flat=True))
    return next(name for name in iter(lambda: invented.name(dice), "") if name not in taken)


def tongue(side: Side | None) -> str:
    return "fr" if side is not None and side.country == "FR" else "en"


def hand_in(made: Application, given: dict[str, Any], *, at: datetime) -> None:
    Submission.objects.create(
        application=made,
        number=1,
        edition=made.response.edition,
        answers=given,
        digest=digest(given),
        arrived_at=at,
        submitted_at=at,
        by_label=INVENTOR,
    )


def digest(given: Any) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def said(answer: Any) -> str:
    return answer if isinstance(answer, str) else ""


def write_letters(made: Application, dice: Random, times: Times) -> None:
    """Each that is needed is asked for at once, and comes with the application; of some the first never does."""
    wanted = [kind for kind in requirements(made) for _number in range(max(kind.minimum, 1))]
    for place, kind in enumerate(wanted):
        comes = times.sent is not None and not (place == 0 and made.serial % SILENT == 0)
        ask(made, kind, dice, at=times.begun, answered=times.sent if comes else None)


def ask(made: Application, kind: LetterRequirement, dice: Random, *, at: datetime, answered: datetime | None) -> None:
    """Of somebody without an address: nobody could be written to even if somebody tried."""
    side = kind.side or made.side
    writer = Party.objects.create(application=made, role=kind.role, side=side, name=somebody(made, dice), language=tongue(side))
    letter = Letter(application=made, requirement=kind, party=writer, named_at=at, asked_at=at)
    LETTER_WORKFLOW.apply(letter, "ask_for_letter")
    if answered is not None:
        LETTER_WORKFLOW.apply(letter, "send_letter")
        letter.received_at = min(answered, kind.closes_at or answered)
    letter.save()
    if letter.received_at is not None:
        send(letter, kind, dice, at=letter.received_at)


def send(letter: Letter, kind: LetterRequirement, dice: Random, *, at: datetime) -> None:
    answers = invented.answers(kind.edition.parsed(), dice, today=at.date()) if kind.edition else {}
    text = invented.long_text({}, dice, at.date())
    SentLetter.objects.create(
        letter=letter, number=1, text=text, edition=kind.edition, answers=answers, digest=digest([text, answers]), arrived_at=at
    )
