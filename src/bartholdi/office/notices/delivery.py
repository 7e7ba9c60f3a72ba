"""Sends what is due, in order. A letter leaves once: whoever is killed, and whenever, nothing is sent twice by itself or lost."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bartholdi.office.journal.acts import System, act
from bartholdi.office.lib import jobs
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import kinds
from bartholdi.office.notices.models import Notice, Relay
from bartholdi.office.notices.services import DELIVER
from bartholdi.office.notices.smtp import Later, Line, Never, Silent, Unreachable
from bartholdi.office.notices.workflow import WORKFLOW, Trouble

log = logging.getLogger(__name__)
WORKER = System("worker")
LEASE = timedelta(minutes=5)  # longer than one conversation can last: each step of it waits 15 seconds, the last 120
RUN = 200  # letters in one run, so that other work gets its turn
LADDER = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
RELAY_LADDER = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300))


class Overtaken(Exception):
    """The lease ended, and the letter is in other hands."""


def deliver_due() -> int:
    """Says how many left."""
    now = timezone.now()
    take_up_abandoned(now)
    expire(now)
    if not settings.MAIL_URL:
        return keep_all()
    relay, _new = Relay.objects.get_or_create(pk=1)
    if relay.next_attempt_at and relay.next_attempt_at > now:
        return 0
    return send_all(relay)


def send_all(relay: Relay) -> int:
    sent = 0
    while Notice.objects.due(timezone.now()).exists():
        try:
            line = Line()
        except Unreachable as fault:
            note_fault(relay, str(fault))
            break
        try:
            while sent < RUN and (notice := claim()):
                sent += send(notice, line)
        except Unreachable as fault:
            if line.answers:  # the server only ended a long conversation: begin another
                continue
            note_fault(relay, str(fault))
        else:
            note_success(relay)
        finally:
            line.close()
        break
    if sent >= RUN:
        jobs.soon(DELIVER)
    return sent


def claim() -> Notice | None:
    """The next letter, for this worker alone until the lease ends; `attempts` is the number of the claim."""
    now = timezone.now()
    with transaction.atomic():
        notice = Notice.objects.due(now).select_for_update(skip_locked=True, of=("self",)).first()
        if notice is None:
            return None
        WORKFLOW.apply(notice, "claim")
        notice.attempts += 1
        notice.lease_until, notice.handed_over_at = now + LEASE, None
        notice.save(update_fields=["state", "attempts", "lease_until", "handed_over_at"])
    return notice


def send(notice: Notice, line: Line) -> bool:
    try:
        line.offer(notice, kinds.enclosures(notice.kind, notice.cause))
        hand_over(notice)
        reply = line.finish()
    except Later as fault:
        put_off(notice, Trouble.LATER, str(fault), wait(notice.attempts))
        return False
    except Never as fault:
        settle("notices.fail", notice, trouble=Trouble.REFUSED, last_error=str(fault))
        return False
    except kinds.Gone as fault:
        settle("notices.fail", notice, trouble=Trouble.EXPIRED, last_error=str(fault)[:500])
        return False
    except Silent as fault:
        settle("notices.lose", notice, trouble=Trouble.SILENT, last_error=str(fault))
        raise Unreachable(str(fault)) from fault
    except Unreachable as fault:
        line.hang_up()  # without the last dot
        put_off(notice, Trouble.UNREACHABLE, str(fault), timedelta())
        raise
    keep(notice, reply)
    return True


def hand_over(notice: Notice) -> None:
    """Committed before the last dot is written: from here on the letter may have left."""
    now = timezone.now()
    mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, handed_over_at=None, lease_until__gt=now)
    if not mine.filter(state=notice.state).update(handed_over_at=now, lease_until=now + LEASE):
        raise Unreachable("the lease ended before the letter was handed over")


def keep(notice: Notice, reply: str) -> None:
    """Sent. The words of a private letter have done their duty; a demonstration shows them."""
    emptied = {"subject": notice.kind_label, "body": "", "text": "", "html": ""}
    words = emptied if notice.private and settings.MAIL_URL else {}
    settle("notices.deliver", notice, reply=reply, sent_at=timezone.now(), trouble="", last_error="", **words)


def keep_all() -> int:
    """A demonstration has no mail server: letters count as sent and are shown on its mail page."""
    kept = 0
    while kept < RUN and (notice := claim()):
        keep(notice, "")
        kept += 1
    return kept


def put_off(notice: Notice, trouble: Trouble, error: str, later: timedelta) -> None:
    at = timezone.now() + later
    settle("notices.retry", notice, trouble=trouble, last_error=error, next_attempt_at=at, handed_over_at=None)


def settle(name: str, notice: Notice, **columns: object) -> None:
    """Writes what became of the claim, unless the letter was taken up by another in the meantime."""
    claimed = notice.attempts
    try:
        with act(name, notice, by=WORKER, workflow=WORKFLOW):
            _require_same(claimed, notice.attempts)
            for column, value in columns.items():
                setattr(notice, column, value)
            notice.lease_until = None
    except (Refused, Overtaken) as fault:
        log.warning("Notice %s: %s", notice.pk, fault)


def _require_same(claimed: int, now: int) -> None:
    if claimed != now:
        raise Overtaken("it was taken up by another worker")


def take_up_abandoned(now: datetime) -> None:
    """Not handed over: it is sent anew. Handed over without an answer: only a person can tell, so it waits for one."""
    for notice in Notice.objects.abandoned(now):
        if notice.handed_over_at is None:
            put_off(notice, Trouble.DIED, "", timedelta())
        else:
            settle("notices.lose", notice, trouble=Trouble.DIED)


def expire(now: datetime) -> None:
    """A code that is an hour late helps nobody, and a letter that three days could not deliver needs a person."""
    for notice in Notice.objects.due(now).filter(expires_at__lt=now):
        settle("notices.fail", notice, trouble=Trouble.EXPIRED)


def wait(attempts: int) -> timedelta:
    """1, 2, 5, 15, 30, 60, 60 ... minutes, and up to a tenth more."""
    return jobs.jittered(LADDER[min(attempts, len(LADDER)) - 1])


def note_fault(relay: Relay, error: str) -> None:
    """The whole post waits, not each letter for itself: so they leave in their order once the server is back."""
    now = timezone.now()
    relay.faults += 1
    relay.down_since = relay.down_since or now
    relay.next_attempt_at = now + jobs.jittered(RELAY_LADDER[min(relay.faults, len(RELAY_LADDER)) - 1])
    relay.last_error = error
    relay.save()
    log.warning("The mail server does not take letters: %s", error)


def note_success(relay: Relay) -> None:
    if relay.faults:
        relay.faults, relay.down_since, relay.next_attempt_at, relay.last_error = 0, None, None, ""
        relay.save()
