"""The acts on mailboxes: add, change, close, and who holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Certificate, Holder, LogEntry, Mailbox
from bartholdi.office.dispatches.permissions import MAILBOXES
from bartholdi.office.dispatches.services import log
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused

COLUMNS = ("post", "name_en", "name_fr", "kind", "here", "address", "certifier", "two_persons", "recovery", "keep_days")


def add_mailbox(values: Mapping[str, Any], *, by: Actor) -> Mailbox:
    mailbox = Mailbox()
    with act("dispatches.add_mailbox", mailbox, by=by, policy=MAILBOXES):
        _write(mailbox, values)
    return mailbox


def change_mailbox(mailbox: Mailbox, values: Mapping[str, Any], *, by: Actor) -> None:
    with act("dispatches.change_mailbox", mailbox, by=by, policy=MAILBOXES):
        _require_open(mailbox)
        before = (mailbox.post, mailbox.here)
        _write(mailbox, values)
        if before != (mailbox.post, mailbox.here) and _is_used(mailbox):
            raise Refused(
                gettext(
                    "Nothing was changed: dispatches and events carry the name of this post. Close the mailbox and add another."
                )
            )


def close_mailbox(mailbox: Mailbox, *, by: Actor) -> None:
    """Nobody writes to it any more; what was received stays for its holders."""
    with act("dispatches.close_mailbox", mailbox, by=by, policy=MAILBOXES):
        _require_open(mailbox)
        mailbox.closed_on = timezone.localdate()


def appoint(mailbox: Mailbox, user: User, *, by: Actor) -> Holder:
    with act("dispatches.appoint", mailbox, by=by, policy=MAILBOXES) as running:
        _require_open(mailbox)
        if not mailbox.here:
            raise Refused(gettext("Nobody was appointed: this mailbox is kept at another installation."))
        if not user.is_active:
            raise Refused(gettext("Nobody was appointed: this account is closed."))
        if Holder.objects.current().filter(mailbox=mailbox, user=user).exists():
            raise Refused(gettext("This person holds the mailbox already."))
        running.note(holder=str(user))
        return Holder.objects.create(mailbox=mailbox, user=user)


def dismiss(holder: Holder, *, by: Actor) -> None:
    """From now on this person reads nothing here. What their key opens ends only with a new sealing key: the log says so."""
    with act("dispatches.dismiss", holder.mailbox, by=by, policy=MAILBOXES) as running:
        current = Holder.objects.select_for_update().get(pk=holder.pk)
        if current.until is not None:
            raise Refused(gettext("This person does not hold the mailbox any more."))
        current.until = timezone.now()
        current.save()
        running.note(holder=str(current))
        newest = Certificate.objects.newest().filter(mailbox=holder.mailbox).first()
        if newest is not None:
            log.append(LogEntry.Kind.HANDED_OVER, newest, by=by)


def _write(mailbox: Mailbox, values: Mapping[str, Any]) -> None:
    for name in COLUMNS:
        if name in values:
            setattr(mailbox, name, values[name])
    if mailbox.recovery is not None and mailbox.recovery.closed_on is not None:
        raise Refused(gettext("Nothing was changed: the mailbox for recovery is closed. Choose another one."))


def _require_open(mailbox: Mailbox) -> None:
    if mailbox.closed_on is not None:
        raise Refused(gettext("Nothing was changed: this mailbox is closed."))


def _is_used(mailbox: Mailbox) -> bool:
    return mailbox.log.exists() or mailbox.sent.exists() or mailbox.received.exists() or mailbox.holders.exists()
