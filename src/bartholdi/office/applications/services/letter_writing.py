"""What a letter's writer does by their link: draft, send, decline, hand over, ask for a new link. Files are in letter_files.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.applications.letter_queries import contact, draft_of, in_time, newest_sent, takes_letters
from bartholdi.office.applications.models import Letter, LetterDraft, SentLetter, Writer
from bartholdi.office.applications.models.letter import DRAFT, LONGEST
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.permissions import LETTER_POLICY as POLICY
from bartholdi.office.applications.queries import clock
from bartholdi.office.applications.services import letter_answers
from bartholdi.office.applications.services.letter_drafts import WRITABLE, kept, opened_draft
from bartholdi.office.applications.services.letter_files import sweep
from bartholdi.office.applications.services.letter_links import revoke_links
from bartholdi.office.applications.services.letter_mails import to_applicants, to_writer
from bartholdi.office.applications.services.letters import cancel_spare
from bartholdi.office.applications.services.parties import let_go, party_of, require_fit
from bartholdi.office.applications.workflow import LETTER_WORKFLOW as WORKFLOW
from bartholdi.office.applications.workflow import LetterState
from bartholdi.office.journal.acts import act, clean, lock, record, storable
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice

AN_HOUR = timedelta(hours=1)


class Changed(Refused):
    """Somebody else, or another window, saved in the meantime: `draft` is what is kept now."""

    def __init__(self, draft: LetterDraft) -> None:
        self.draft = draft
        super().__init__(
            gettext("Your words were not saved: this letter was changed in another window. Compare the two, then save again.")
        )


@transaction.atomic
def save_draft(letter: Letter, *, version: int, text: str | None = None, answers: Mapping[str, Any] | None = None) -> LetterDraft:
    """Every few seconds, so it is no entry of the journal. `version` is the one that this window has seen; None leaves as it is."""
    draft = opened_draft(letter)
    text = draft.text if text is None else clean_text(storable(text))
    answers = draft.answers if answers is None else letter_answers.kept(answers)
    if (text, answers) == (draft.text, draft.answers):
        return draft
    if draft.version != version:
        raise Changed(draft)
    if len(text) > DRAFT:
        raise Refused(
            gettext("Your words were not saved: they are %(count)s characters, and a draft has %(limit)s at most. Shorten them.")
            % {"count": len(text), "limit": DRAFT}
        )
    draft.text, draft.answers = text, answers
    kept(draft)
    sweep(draft)  # a file that was taken out of its answer
    return draft


def note_opened(letter: Letter) -> None:
    """By the writer's own hand on the page, not by whatever program follows the links of mails."""
    Letter.objects.filter(pk=letter.pk, opened_at=None, state=LetterState.ASKED).update(opened_at=timezone.now())


def send_letter(letter: Letter, *, at: datetime, by: Writer) -> None:
    """What the draft says becomes the letter. What comes too late is kept, and waits for an officer."""
    at = clock(letter.application.call, at)
    with transaction.atomic():
        lock(letter.application)  # who completes the number cancels the spare requests, once
        lock(letter)
        is_late = not in_time(letter, at=at)
        act_name = "applications.keep_late_letter" if is_late else "applications.send_letter"
        POLICY.require(by, "send_letter", letter)
        _require_open(letter)
        with act(act_name, letter, by=by, workflow=WORKFLOW) as running:
            sent = _sent(letter, at=at, counts=not is_late)
            running.note(sha256=sent.digest)
            if is_late:
                letter.late_at = at
            else:
                _tell(letter, at=at, by=by)
        if not is_late:
            cancel_spare(letter)
    if is_late:
        raise Refused(_too_late(letter))


def _require_open(letter: Letter) -> None:
    if letter.state not in WRITABLE or not takes_letters(letter.application):
        raise Refused(gettext("Nothing was sent: this letter is not needed any more. Your words are kept for now."))


def _sent(letter: Letter, *, at: datetime, counts: bool) -> SentLetter:
    """The same twice is one click too many, and stays one letter; a second late one takes the place of the first."""
    draft = draft_of(letter)
    answers = letter_answers.answered(letter, draft)
    _require_words(letter, draft, optional=bool(answers))
    facts = f"{draft.text}\0{draft.file.digest if draft.file else ''}"
    if answers:
        facts += f"\0{json.dumps(answers, sort_keys=True)}"
    digest = hashlib.sha256(facts.encode()).hexdigest()
    last = newest_sent(letter)
    if counts and last is not None and last.digest == digest:
        return last
    letter.sent.filter(counts=False).delete()
    newest = letter.sent.first()
    number = newest.number + 1 if newest else 1
    said = {"text": draft.text, "file": draft.file, "answers": answers, "edition_id": letter.requirement.edition_id}
    return SentLetter.objects.create(letter=letter, number=number, digest=digest, arrived_at=at, counts=counts, **said)


def _require_words(letter: Letter, draft: LetterDraft, *, optional: bool) -> None:
    """`optional`: the answers are the letter, unless the call asks for words or for a file by name."""
    way, ways = letter.requirement.way, letter.requirement.Way
    if len(draft.text) > LONGEST:
        raise Refused(
            gettext("Nothing was sent: your letter has %(count)s characters, and the limit is %(limit)s. It is kept: shorten it.")
            % {"count": len(draft.text), "limit": LONGEST}
        )
    if way == ways.WRITE and not draft.text:
        raise Refused(gettext("Nothing was sent: the letter is still empty. Write it, then send it."))
    if way == ways.UPLOAD and draft.file is None:
        raise Refused(gettext("Nothing was sent: no file is there yet. Choose your letter as a file, then send it."))
    if not draft.text and draft.file is None and not optional:
        raise Refused(gettext("Nothing was sent: write your letter or choose a file, then send it."))


def _tell(letter: Letter, *, at: datetime, by: Writer) -> None:
    """A receipt each time; those who apply hear of it once."""
    is_first = letter.received_at is None
    letter.received_at, letter.late_at = letter.received_at or at, None
    to_writer("letter_receipt", letter, by=by, arrived=at, zone=letter.application.call.zone)
    if is_first:
        to_applicants("received", letter, by=by, dedupe=f"letter-received:{letter.pk}")


def _too_late(letter: Letter) -> str:
    asks = contact(letter)
    kept = gettext("Your letter came after the last instant. It is kept exactly as you sent it, but it does not count yet.")
    if asks is None:
        ask = gettext("Write to the office: it can accept it.")
        return f"{kept} {ask}"
    say = gettext("Write to %(name)s (%(email)s), who can accept it.") % {"name": asks.name, "email": asks.email}
    return f"{kept} {say}"


def decline_letter(letter: Letter, *, reason: str = "", by: Writer) -> None:
    """The reason is for the office only; those who apply learn that somebody else must be asked."""
    with act("applications.decline_letter", letter, by=by, policy=POLICY, workflow=WORKFLOW):
        LetterDraft.objects.update_or_create(letter=letter, defaults={"reason": clean_text(storable(reason))[:1000]})
        letter.ended_at = timezone.now()
        let_go(letter)
        to_applicants("declined", letter, by=by)


def hand_letter_over(letter: Letter, somebody: Somebody, *, at: datetime, by: Writer) -> Letter:
    """To a colleague, who gets a link of their own; nothing of what was drafted goes with it."""
    with transaction.atomic():
        lock(letter.application)
        with act("applications.hand_letter_over", letter, by=by, policy=POLICY, workflow=WORKFLOW) as running:
            if not in_time(letter, at=clock(letter.application.call, at)):
                raise Refused(gettext("Nothing was handed over: the last day for this letter has passed."))
            require_fit(letter.application, letter.requirement, somebody, instead_of=letter)
            letter.ended_at = timezone.now()
            let_go(letter)
            heir = Letter(application=letter.application, requirement=letter.requirement, replaces=letter)
            heir.party = party_of(letter.application, letter.requirement, somebody)
            WORKFLOW.apply(heir, "ask_for_letter")
            heir.asked_at = timezone.now()
            letter.save()  # ended, before the other begins: one active request of a kind for each person
            clean(heir)
            heir.save()
            record("applications.ask_for_letter", heir, by=by)
            running.note(to=heir.pk)
            to_writer("letter_request", heir, by=by, link=True, handed_by=letter.party.name)
            to_applicants("handed_over", letter, by=by, to=heir.party.name)
    return heir


def renew_link(letter: Letter, *, by: Writer) -> None:
    """To the address that is written down, whoever asks; not more than one in an hour, which is said of neither."""
    newest = Notice.objects.filter(cause=letter.journal_key, kind="applications.letter_link").first()
    if newest is not None and timezone.now() - newest.created_at < AN_HOUR:
        return
    with act("applications.renew_link", letter, by=by):
        _require_open(letter)
        revoke_links(letter)
        to_writer("letter_link", letter, by=by, link=True, extended=False)
