"""What may be done with a letter: queue it with its cause, and an officer's acts in the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from email.errors import MessageError
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib import jobs
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import smtp, writing
from bartholdi.office.notices.kinds import KINDS, Kind
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.permissions import POLICY
from bartholdi.office.notices.workflow import EDITABLE, REPEATABLE, WORKFLOW

# By its path: a task stands above the services that wake it.
DELIVER = "bartholdi.office.notices.tasks.deliver_due"


def queue(
    kind: str,
    *,
    to: str,
    label: str,
    language: str,
    context: Mapping[str, Any],
    by: Actor,
    cause: str = "",
    dedupe: str = "",
    not_before: datetime | None = None,
    held: bool = False,
    reply_to: str = "",
) -> Notice:
    """Writes the letter now, in the transaction of its cause: both are kept, or neither.

    `kind` is a registered key, "app.name"; `cause` the journal key of what it is about. A letter with the `dedupe` of an
    earlier one is not written twice: the earlier one is returned.
    """
    blocks = transaction.get_connection().atomic_blocks  # that of a test around everything is not the cause's
    if all(block._from_testcase for block in blocks):
        raise RuntimeError("a notice is queued in the transaction of its cause")
    if dedupe and (earlier := Notice.objects.filter(dedupe=dedupe).first()):
        return earlier
    of = KINDS[kind]
    language = language if language in LANGUAGES else "en"
    letter = writing.write(of, language, context)
    notice = _new(of, language, letter, to=to, label=label, reply_to=reply_to, not_before=not_before)
    notice.cause, notice.dedupe = cause, dedupe
    try:
        return _put(notice, by=by, held=held)
    except (IntegrityError, Refused):
        if dedupe and (earlier := Notice.objects.filter(dedupe=dedupe).first()):
            return earlier
        raise


def _new(
    kind: Kind, language: str, letter: writing.Letter, *, to: str, label: str, reply_to: str, not_before: datetime | None
) -> Notice:
    now = timezone.now()
    leaves = max(now, not_before) if not_before else now
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return Notice(
        kind=kind.key,
        language=language,
        address=to.strip(),
        label=clean_line(label)[:200],
        reply_to=reply_to,
        subject=letter.subject,
        body=letter.body,
        text=letter.text,
        html=letter.html,
        private=kind.private,
        urgent=kind.urgent,
        created_at=now,
        next_attempt_at=leaves,
        expires_at=leaves + kind.lifetime,
        # Made once: a mail program that should ever get the letter twice shows it once.
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
    )


def _put(notice: Notice, *, by: Actor, held: bool = False) -> Notice:
    # One that may have been written before fails alone; any other goes with its cause.
    with act("notices.queue", notice, by=by, locked=not notice.dedupe):
        _require_postable(notice)
        if held:
            WORKFLOW.apply(notice, "hold")
    if not held:
        _wake()
    return notice


def _require_postable(notice: Notice) -> None:
    """Now, and not when the worker is alone with it."""
    try:
        smtp.message(notice).as_bytes()
    except (ValueError, IndexError, MessageError):
        raise Refused(
            gettext("Nothing was sent: “%(address)s” is not an address that mail can be sent to.") % {"address": notice.address}
        )


def _wake() -> None:
    """Once the row can be seen by the worker."""
    transaction.on_commit(lambda: jobs.soon(DELIVER))


def send_trial(*, to: str, label: str, language: str, zone: str, by: Actor) -> Notice:
    """An operator finds out whether letters leave, by one to themselves."""
    POLICY.require(by, "send_trial", None)
    context = {"name": label, "asked": timezone.now(), "zone": zone}
    with transaction.atomic():
        return queue("notices.trial", to=to, label=label, language=language, context=context, by=by)


def hold(notice: Notice, *, by: Actor) -> None:
    with act("notices.hold", notice, by=by, policy=POLICY, workflow=WORKFLOW):
        pass


def release(notice: Notice, *, by: Actor) -> None:
    _leave("notices.release", notice, by=by)


def send_now(notice: Notice, *, by: Actor) -> None:
    _leave("notices.send_now", notice, by=by)


def _leave(name: str, notice: Notice, *, by: Actor) -> None:
    """The letter gets its full time again, counted from now; release keeps a later hour that was asked for."""
    with act(name, notice, by=by, policy=POLICY, workflow=WORKFLOW):
        _require_words(notice)
        now = timezone.now()
        later = name == "notices.release" and notice.next_attempt_at > now
        notice.next_attempt_at = notice.next_attempt_at if later else now
        notice.expires_at = notice.next_attempt_at + KINDS[notice.kind].lifetime
        notice.trouble = notice.last_error = ""
    _wake()


def cancel(notice: Notice, *, by: Actor) -> None:
    with act("notices.cancel", notice, by=by, policy=POLICY, workflow=WORKFLOW):
        pass


def mark_sent(notice: Notice, *, by: Actor) -> None:
    """An officer found out, from the recipient or the mail server, that the letter arrived."""
    with act("notices.mark_sent", notice, by=by, policy=POLICY, workflow=WORKFLOW):
        notice.sent_at = notice.handed_over_at
        notice.vouched_by = str(by)[:200]


def edit(notice: Notice, *, subject: str, body: str, version: int, by: Actor) -> None:
    """`version` is the one that the editor saw: nobody overwrites what they have not read."""
    with act("notices.edit", notice, by=by, policy=POLICY):
        if notice.state not in EDITABLE:
            raise Refused(gettext("Your changes were not saved: the letter has left, or is leaving, and cannot be edited."))
        if notice.version != version:
            raise Refused(
                gettext(
                    "Your changes were not saved: %(person)s edited this letter in the meantime. Your text is below; compare, then save."
                )
                % {"person": notice.edited_by}
            )
        letter = writing.compose(KINDS[notice.kind], notice.language, subject=subject, body=body)
        notice.subject, notice.body, notice.text, notice.html = letter.subject, letter.body, letter.text, letter.html
        notice.version += 1
        notice.edited_by = str(by)[:200]


def send_again(notice: Notice, *, by: Actor) -> Notice:
    """A new notice with the same words, which names the first: what happened to the first stays true."""
    with act("notices.send_again", notice, by=by, policy=POLICY) as running:
        if notice.state not in REPEATABLE:
            raise Refused(gettext("Nothing was sent: this letter has not left yet."))
        if Notice.objects.filter(first=notice).exists():
            raise Refused(gettext("Nothing was sent: this letter was already sent again. Open the newer one."))
        _require_words(notice)
        kind = KINDS[notice.kind]
        letter = writing.Letter(notice.subject, notice.body, notice.text, notice.html)
        second = _new(
            kind, notice.language, letter, to=notice.address, label=notice.label, reply_to=notice.reply_to, not_before=None
        )
        second.cause, second.first = notice.cause, notice
        _put(second, by=by)
        running.note(again=second.pk)
    return second


def _require_words(notice: Notice) -> None:
    if not notice.text:
        raise Refused(
            gettext("Nothing was sent: the words of this private letter are no longer kept. Ask the person to request a new one.")
        )
