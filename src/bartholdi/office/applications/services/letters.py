"""What those who apply, and officers, do about a letter: ask, remind, correct, cancel, give more time, accept one that came late, read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.applications.letter_queries import due, newest_sent, takes_letters
from bartholdi.office.applications.models import Application, Letter, SentLetter
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.permissions import LETTER_POLICY as POLICY
from bartholdi.office.applications.services.letter_links import revoke_links
from bartholdi.office.applications.services.letter_mails import to_applicants, to_writer
from bartholdi.office.applications.services.parties import as_somebody, let_go, require_fit
from bartholdi.office.applications.workflow import LETTER_WORKFLOW as WORKFLOW
from bartholdi.office.applications.workflow import LetterState
from bartholdi.office.journal.acts import Actor, System, act, clean, lock, record
from bartholdi.office.lib.workflow import Refused

A_DAY = timedelta(days=1)
CORRECTIONS = 5  # of one address; more is a way to write to many


def ask_for_letter(letter: Letter, *, by: Actor, at: datetime | None = None) -> None:
    """The person gets a mail with a link of their own."""
    with act("applications.ask_for_letter", letter, by=by, policy=POLICY, workflow=WORKFLOW):
        now = at or letter.application.call.moment()
        _require_running(letter, now)
        letter.asked_at = timezone.now()
        to_writer("letter_request", letter, by=by, link=True, handed_by="")


def _require_running(letter: Letter, now: datetime) -> None:
    last = due(letter) if letter.pk else None
    if letter.application.call.state != "announced" or not takes_letters(letter.application):
        raise Refused(gettext("Nothing was sent: no letters are asked for this application any more."))
    if last is not None and now >= last:
        raise Refused(
            gettext("Nothing was sent: the last day for this letter has passed. Write to the office if it must still come.")
        )


def remind_writer(letter: Letter, *, by: Actor) -> None:
    """At most once a day, whoever does it, so that nobody is pestered."""
    with act("applications.remind_writer", letter, by=by, policy=POLICY):
        now = timezone.now()
        _require_asked(letter)
        _require_running(letter, letter.application.call.moment())
        last = max(filter(None, (letter.reminded_at, letter.asked_at)))
        if now - last < A_DAY:
            raise Refused(
                gettext("Nothing was sent: %(name)s had a mail less than a day ago. Try again tomorrow.")
                % {"name": letter.party.name}
            )
        letter.reminded_at = now
        to_writer("letter_reminder", letter, by=by, link=True, asked_by_person=True)


def _require_asked(letter: Letter) -> None:
    if letter.state != LetterState.ASKED:
        raise Refused(
            gettext("Nothing was sent: this is not possible any more, because the letter’s state is now “%(state)s”.")
            % {"state": LetterState(letter.state).label}
        )


def correct_address(letter: Letter, *, email: str, by: Actor) -> None:
    """What was sent to the wrong place opens nothing any more; the right one gets a new link."""
    with act("applications.correct_address", letter, by=by, policy=POLICY) as running:
        if letter.state not in {LetterState.NAMED, LetterState.ASKED}:
            _require_asked(letter)
        if letter.links.exclude(revoked_at=None).count() >= CORRECTIONS:
            raise Refused(gettext("Nothing was changed: this address was corrected many times already. Write to the office."))
        party = letter.party
        somebody = Somebody(**{**vars(as_somebody(party)), "email": email})
        require_fit(letter.application, letter.requirement, somebody, instead_of=letter)
        party.email = email.strip().lower()
        clean(party)
        party.save(update_fields=["email"])
        running.note(party=party.pk)
        revoke_links(letter)
        if letter.state == LetterState.ASKED:
            _require_running(letter, letter.application.call.moment())
            to_writer("letter_request", letter, by=by, link=True, handed_by="")


def cancel_letter(letter: Letter, *, by: Actor, cause: str = Letter.Cause.APPLICANT) -> None:
    with act("applications.cancel_letter", letter, by=by, policy=POLICY):
        _cancel(letter, cause=cause, by=by)


def _cancel(letter: Letter, *, cause: str, by: Actor) -> None:
    """The link goes on showing that nothing is needed any more."""
    was_asked = letter.state == LetterState.ASKED
    WORKFLOW.apply(letter, "cancel_letter")
    letter.ended_at, letter.cause = timezone.now(), cause
    let_go(letter)
    if was_asked:
        to_writer("letter_cancelled", letter, by=by, cause=cause)


def cancel_letters_of(application: Application, *, by: Actor, cause: str = Letter.Cause.WITHDRAWN) -> int:
    """When an application is withdrawn or its call is cancelled; runs inside that act."""
    return _cancel_all(application.letters.filter(state__in=[LetterState.NAMED, LetterState.ASKED]), cause=cause, by=by)


def cancel_spare(letter: Letter) -> int:
    """Enough letters of this kind came: nobody works for nothing."""
    rows = Letter.objects.filter(application=letter.application_id, requirement=letter.requirement_id)
    if rows.received().count() < letter.requirement.maximum:
        return 0
    spare = rows.filter(state__in=[LetterState.NAMED, LetterState.ASKED])
    return _cancel_all(spare, cause=Letter.Cause.ENOUGH, by=System("letters"))


def _cancel_all(letters: Iterable[Letter], *, cause: str, by: Actor) -> int:
    found = list(letters)
    for letter in found:
        with act("applications.cancel_letter", letter, by=by):
            _cancel(letter, cause=cause, by=by)
    return len(found)


def extend_letter(letter: Letter, *, until: datetime, reason: str, by: Actor) -> None:
    """For one writer; `Extension` is for an application and everybody who writes for it."""
    with act("applications.extend_letter", letter, by=by, policy=POLICY) as running:
        last = due(letter)
        if letter.state not in {LetterState.ASKED, LetterState.RECEIVED}:
            _require_asked(letter)
        if last is not None and until <= last:
            raise Refused(gettext("Nothing was changed: choose a time after the present last instant."))
        letter.extended_until = until
        running.note(reason=reason[:500])
        Letter.objects.filter(pk=letter.pk).update(extended_until=until)  # the mail below names the new instant
        to_writer("letter_link", letter, by=by, link=True, extended=True)


def accept_late_letter(letter: Letter, *, by: Actor) -> None:
    """What was sent too late becomes the letter, exactly as it was sent."""
    with transaction.atomic():
        lock(letter.application)
        with act("applications.accept_late_letter", letter, by=by, policy=POLICY, workflow=WORKFLOW) as running:
            late = letter.sent.filter(counts=False).first()
            if late is None:
                raise Refused(gettext("Nothing was changed: no late letter waits here."))
            late.counts = True
            late.save(update_fields=["counts"])
            letter.received_at, letter.late_at = letter.received_at or late.arrived_at, None
            running.note(sha256=late.digest, arrived=late.arrived_at.isoformat())
            to_writer("letter_receipt", letter, by=by, arrived=late.arrived_at, zone=letter.application.call.zone)
            to_applicants("received", letter, by=by, dedupe=f"letter-received:{letter.pk}")
        cancel_spare(letter)


def read_letter(letter: Letter, *, by: Actor) -> SentLetter | None:
    """Whoever reads a letter leaves a trace; where none counts yet, it is the one that came too late."""
    POLICY.require(by, "read_letter", letter)
    found = newest_sent(letter) or letter.sent.select_related("file").first()
    if found is not None:
        record("applications.read_letter", letter, by=by, change={"sha256": found.digest})
    return found
