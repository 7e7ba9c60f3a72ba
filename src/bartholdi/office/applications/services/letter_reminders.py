"""What is done for letters by the clock: reminds their writers, says when the last instant has passed, tells of mails that did not leave."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bartholdi.office.applications.letter_queries import OPEN, undelivered, whole
from bartholdi.office.applications.models import Letter
from bartholdi.office.applications.services.letter_mails import to_applicants, to_writer
from bartholdi.office.applications.workflow import LetterState
from bartholdi.office.journal.acts import System, act, lock
from bartholdi.office.notices.models import Notice

BY = System("letters")
BEFORE = (timedelta(days=14), timedelta(days=7), timedelta(days=2))
SAID_WITHIN = timedelta(days=1)  # that the last instant has passed: later it is no news


def look_after_letters(now: datetime) -> int:
    """Says how many mails were written. Run twice, it writes nothing twice."""
    rows = list(_waiting(now))
    failed = undelivered(rows)
    written = 0
    for letter in rows:
        if letter.pk in failed:
            written += _tell_of_failure(letter)
        elif _is_over(letter, now):
            written += _say_it_has_passed(letter, now)
        elif (step := step_of(letter, now)) is not None:
            written += _remind(letter, step)
    return written


def _waiting(now: datetime) -> list[Letter]:
    """Of calls that run, not of rehearsals."""
    rows = Letter.objects.asked().filter(
        application__call__state="announced", application__call__rehearsal_of=None, application__state__in=OPEN
    )
    return list(whole(rows).filter(due_at__gt=now - timedelta(days=30)).order_by("due_at", "pk"))


def step_of(letter: Letter, now: datetime) -> datetime | None:
    """The instant of the reminder that is due now: none while the last mail is younger than that instant."""
    last = letter.due_at
    if last is None or now >= last or letter.asked_at is None:
        return None
    passed = [last - before for before in BEFORE if last - before <= now]
    step = max(passed, default=None)
    mailed = max(letter.asked_at, letter.reminded_at or letter.asked_at)
    return step if step is not None and mailed < step else None


def _remind(letter: Letter, step: datetime) -> int:
    with transaction.atomic():
        if not _still_waits(letter, since=step):
            return 0
        with act("applications.remind_writer", letter, by=BY):
            letter.reminded_at = timezone.now()
            dedupe = f"letter-reminder:{letter.pk}:{step.isoformat()}"
            to_writer("letter_reminder", letter, by=BY, link=True, dedupe=dedupe, asked_by_person=False)
    return 1


def _still_waits(letter: Letter, *, since: datetime) -> bool:
    """Read again, locked: the person may have written, or another worker may have mailed, while this one was at others."""
    lock(letter)
    return letter.state == LetterState.ASKED and not (letter.reminded_at and letter.reminded_at >= since)


def _is_over(letter: Letter, now: datetime) -> bool:
    grace = letter.requirement.grace if letter.requirement.closes_at else letter.application.call.grace
    return letter.due_at is not None and now >= letter.due_at + grace


def _say_it_has_passed(letter: Letter, now: datetime) -> int:
    """To the writer, who may have a draft; and to those who apply, who can still write to the office."""
    last = letter.due_at
    if last is None or now - last > SAID_WITHIN + letter.requirement.grace:
        return 0
    with transaction.atomic():
        if not _still_waits(letter, since=last):
            return 0
        with act("applications.remind_writer", letter, by=BY):
            letter.reminded_at = timezone.now()
            dedupe = f"letter-passed:{letter.pk}:{last.isoformat()}"
            to_writer("letter_passed", letter, by=BY, link=True, dedupe=dedupe)
            to_applicants("passed", letter, by=BY, dedupe=dedupe)
    return 1


def _tell_of_failure(letter: Letter) -> int:
    """Once for each address: a corrected one may be wrong again."""
    once = f"letter-undelivered:{letter.pk}:{letter.links.exclude(revoked_at=None).count()}"
    if Notice.objects.filter(dedupe__startswith=f"{once}:").exists():
        return 0
    with transaction.atomic():
        to_applicants("undelivered", letter, by=BY, dedupe=once)
    return 1
