"""What officers do with one application: judge whether it is eligible, withdraw it on request, note."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import findings
from bartholdi.office.applications.models import Application, Note, Override
from bartholdi.office.applications.models.note import LONGEST
from bartholdi.office.applications.permissions import NOTE_POLICY, POLICY
from bartholdi.office.applications.reasons import Reason
from bartholdi.office.applications.telling import tell
from bartholdi.office.applications.workflow import WORKFLOW, WRITABLE, State
from bartholdi.office.journal.acts import act, lock, record
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused

Finding = Application.Finding
LONGEST_MESSAGE = 4_000
JUDGED = WRITABLE | {State.INELIGIBLE}  # after that, a panel has begun to read


@transaction.atomic
def find_ineligible(application: Application, *, reason: str, remark: str = "", by: User, told: bool = True) -> None:
    """The reason is one of a list; the remark is the officer's own words, and goes to the applicants as it is."""
    remark = _words(remark)
    if reason not in Reason.values:
        raise Refused(gettext("Nothing was changed: choose a reason from the list."))
    if reason == Reason.OTHER and not remark:
        raise Refused(gettext("Nothing was changed: write the reason, since none of the list fits."))
    with act("applications.find_ineligible", application, by=by, policy=POLICY, workflow=WORKFLOW) as running:
        _override(application, Finding.NOT, by=by, reason=reason, message=remark, told=told)
        running.note(reason=reason, remark=remark, told=told)
    if told:
        facts = {"remark": remark, "other": reason == Reason.OTHER}
        label = Reason(reason).label
        tell("applications.found_ineligible", application, lambda _reader: {"why": str(label), **facts}, by=by)


@transaction.atomic
def find_eligible(application: Application, *, remark: str, by: User, told: bool = True) -> None:
    """After all, or whatever the rules say, also of a draft: why, because the first finding stays in the history beside it."""
    remark = _words(remark)
    if not remark:
        raise Refused(gettext("Nothing was changed: say why it is eligible after all."))
    lock(application)
    if application.state not in JUDGED:
        raise Refused(
            gettext("Nothing was changed: this application is “%(state)s”.") % {"state": application.get_state_display()}
        )
    closed = application.state == State.INELIGIBLE
    with act("applications.find_eligible", application, by=by, policy=POLICY, workflow=WORKFLOW if closed else None) as running:
        _override(application, Finding.ELIGIBLE, by=by, why=remark, told=told)
        running.note(remark=remark, told=told)
    if told:
        tell("applications.found_eligible", application, lambda _reader: {"draft": application.state == State.DRAFT}, by=by)


@transaction.atomic
def leave_to_rules(application: Application, *, remark: str, by: User) -> None:
    """Takes an officer's finding back: what the rules say counts again."""
    remark = _words(remark)
    if not remark:
        raise Refused(gettext("Nothing was changed: say why the rules should decide again."))
    lock(application)
    if not application.overridden or application.state not in WRITABLE:
        raise Refused(gettext("Nothing was changed: no officer’s finding stands that could be taken back."))
    with act("applications.leave_to_rules", application, by=by, policy=POLICY) as running:
        _override(application, "", by=by, why=remark)
        running.note(remark=remark)


@transaction.atomic
def confirm_finding(application: Application, *, remark: str, by: User) -> None:
    """The answers changed since an officer signed, and what they found is right all the same: signed anew, beside the answers of now."""
    remark = _words(remark)
    if not remark:
        raise Refused(gettext("Nothing was changed: say why the finding still stands."))
    lock(application)
    if not application.doubted:
        raise Refused(gettext("Nothing was changed: no answer is another one than when the finding was signed."))
    before = application.overrides.all()[0]
    with act("applications.confirm_finding", application, by=by, policy=POLICY) as running:
        kept = {"reason": before.reason, "message": before.message, "told": before.told}
        _override(application, before.finding, by=by, why=remark, **kept)
        running.note(remark=remark)


def _override(application: Application, finding: str, *, by: User, **facts: Any) -> None:
    """Signed, beside what the rules said at that moment, and of which answers; `finding` empty leaves it to them."""
    facts["answers"] = findings.read_now(application) if finding else {}
    said = str(application.judged.get("verdict", ""))
    Override.objects.create(application=application, finding=finding, rules_said=said, by=by, by_label=str(by)[:200], **facts)
    application.overridden, application.doubted = bool(finding), False
    application.finding = finding or said or Finding.UNKNOWN


@transaction.atomic
def withdraw_on_request(application: Application, *, reason: str, by: User) -> None:
    """Somebody asked by mail or telephone: who, and how, is written down. Final; all leads are told, so that none is surprised."""
    reason = _words(reason)
    if not reason:
        raise Refused(gettext("Nothing was withdrawn: write down who asked, when and how."))
    with act("applications.withdraw_on_request", application, by=by, policy=POLICY, workflow=WORKFLOW) as running:
        running.note(remark=reason)
    tell("applications.withdrawn_on_request", application, lambda _reader: {}, by=by)


@transaction.atomic
def add_note(application: Application, *, text: str, by: User) -> Note:
    with act("applications.add_note", application, by=by, policy=POLICY):
        note = Note(application=application, author=by, author_label=str(by)[:200], text=_noted(text))
    note.save()
    return note


@transaction.atomic
def edit_note(note: Note, *, text: str, by: User) -> None:
    """For an hour after it was written, by who wrote it: after that others have read it."""
    _mendable(note, "edit_note", by=by)
    note.text, note.edited_at = _noted(text), timezone.now()
    note.save(update_fields=["text", "edited_at"])
    record("applications.edit_note", note.application, by=by)


@transaction.atomic
def remove_note(note: Note, *, by: User) -> None:
    _mendable(note, "remove_note", by=by)
    record("applications.remove_note", note.application, by=by)
    note.delete()


def note_download(application: Application, *, name: str, by: User) -> None:
    """That somebody took a copy of a sensitive file is written down before they get it."""
    POLICY.require(by, "view", application)
    record("applications.download", application, by=by, change={"file": name})


def _mendable(note: Note, act_: str, *, by: User) -> None:
    lock(note)
    NOTE_POLICY.require(by, act_, note)
    POLICY.require(by, "add_note", note.application)
    if not note.is_mendable(timezone.now()):
        raise Refused(
            gettext("Nothing was changed: a note can be changed for an hour. Add another one that says what is different.")
        )


def _noted(text: str) -> str:
    text = clean_text(text)
    if not text:
        raise Refused(gettext("Nothing was noted: write something first."))
    if len(text) > LONGEST:
        raise Refused(gettext("Nothing was noted: a note has %(limit)s characters at most.") % {"limit": LONGEST})
    return text


def _words(text: str) -> str:
    text = clean_text(text)
    if len(text) > LONGEST_MESSAGE:
        raise Refused(gettext("Nothing was changed: the text has %(limit)s characters at most.") % {"limit": LONGEST_MESSAGE})
    return text
