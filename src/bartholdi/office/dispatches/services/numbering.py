"""Numbers of dispatches: the sender's own, and one from the sender to each addressee. Given once, in order, never twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Addressee, Counter, Dispatch, Mailbox
from bartholdi.office.dispatches.permissions import DISPATCHES as POLICY
from bartholdi.office.dispatches.permissions import MAILBOXES
from bartholdi.office.dispatches.services import keeping
from bartholdi.office.dispatches.workflow import DISPATCHES, DispatchState
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.workflow import Refused

MOST = 64  # recipients of one envelope
IDENTITY = re.compile(r"[0-9a-f]{32}")
Recipients = Sequence[tuple[Mailbox, str]]


def reserve(
    mailbox: Mailbox,
    *,
    identity: str,
    recipients: Recipients,
    kind: str = Dispatch.Kind.DISPATCH,
    urgency: str = "routine",
    open_by: datetime | None = None,
    about: Dispatch | None = None,
    by: User,
) -> Dispatch:
    """Takes the numbers for a dispatch that the browser is about to seal under this `identity`.

    Asked again with the same identity after a lost answer, it gives what was taken. `about`: the dispatch that a recall is about.
    """
    MAILBOXES.require(by, "write", mailbox)
    _require_possible(mailbox, identity, recipients, open_by)
    _require_about(mailbox, kind, about)
    if earlier := _asked_before(mailbox, identity, recipients):
        return earlier
    dispatch = Dispatch(kind=kind, identity=identity, sender=mailbox, author=by, urgency=urgency, open_by=open_by, about=about)
    with transaction.atomic():
        taken = _taken(mailbox, [each for each, role in recipients if role in Addressee.READERS])
        with act("dispatches.number", dispatch, by=by):
            dispatch.number = taken[None]
        Addressee.objects.bulk_create(
            Addressee(dispatch=dispatch, mailbox=each, role=role, number=taken[each.pk] if role in Addressee.READERS else 0)
            for each, role in recipients
        )
    return dispatch


def void(dispatch: Dispatch, *, by: User) -> None:
    """The numbers stay taken and are shown as not used, so that nobody looks for a dispatch that never was."""
    with act("dispatches.void", dispatch, by=by, policy=POLICY, workflow=DISPATCHES):
        keeping.forget(blob.file.name for blob in dispatch.blobs.all())
        dispatch.blobs.all().delete()


def _require_possible(mailbox: Mailbox, identity: str, recipients: Recipients, open_by: datetime | None) -> None:
    if not IDENTITY.fullmatch(identity):
        raise Refused(_("No number was taken: the identity of the dispatch is not 32 hexadecimal digits."))
    if not mailbox.here or mailbox.closed_on:
        raise Refused(_("No number was taken: dispatches cannot be sent from this mailbox. Choose another one."))
    if not any(role in Addressee.READERS for _each, role in recipients):
        raise Refused(_("No number was taken: choose at least one mailbox for action or for information."))
    if len(recipients) > MOST:
        raise Refused(_("No number was taken: a dispatch goes to 64 mailboxes at most. Send it in two parts."))
    if len({each.pk for each, _role in recipients}) < len(recipients):
        raise Refused(_("No number was taken: a mailbox is named twice. Name each once."))
    if closed := [each.post for each, _role in recipients if each.closed_on]:
        raise Refused(_("No number was taken: %(posts)s is closed. Take it off the list.") % {"posts": ", ".join(closed)})
    if any(role not in Addressee.Role.values for _each, role in recipients):
        raise Refused(_("No number was taken: the page named a role that there is not. Load it again: your draft is kept."))
    if any(role == Addressee.Role.COPY and each != mailbox for each, role in recipients):
        raise Refused(_("No number was taken: an own copy goes to the sending mailbox only."))
    if open_by is not None and open_by <= timezone.now():
        raise Refused(_("No number was taken: the time to open it by is over. Choose a later one."))


def _require_about(mailbox: Mailbox, kind: str, about: Dispatch | None) -> None:
    if (kind == Dispatch.Kind.RECALL) != (about is not None):
        raise Refused(_("No number was taken: a recall names the dispatch that it is about, and nothing else does."))
    if about is not None and (about.sender_id != mailbox.pk or about.sent_at is None):
        raise Refused(_("No number was taken: only the mailbox that sent a dispatch can recall it."))


def _asked_before(mailbox: Mailbox, identity: str, recipients: Recipients) -> Dispatch | None:
    earlier = Dispatch.objects.filter(identity=identity).prefetch_related("addressees").first()
    if earlier is None:
        return None
    same = {(each.mailbox_id, each.role) for each in earlier.addressees.all()} == {(each.pk, role) for each, role in recipients}
    if earlier.sender_id == mailbox.pk and earlier.state == DispatchState.NUMBERED and same:
        return earlier
    raise Refused(_("No number was taken: another dispatch has this identity. Open the draft again and send it anew."))


def _taken(sender: Mailbox, recipients: Sequence[Mailbox]) -> dict[int | None, int]:
    """The next number of each, the sender's own under None. Who comes second waits at the sender's own counter."""
    Counter.objects.get_or_create(sender=sender, recipient=None)
    own = Counter.objects.select_for_update().get(sender=sender, recipient=None)
    there = {each.recipient_id: each for each in Counter.objects.filter(sender=sender, recipient__in=recipients)}
    new = [Counter(sender=sender, recipient=each) for each in recipients if each.pk not in there]
    counters = [own, *there.values(), *new]
    for counter in counters:
        counter.last += 1
    Counter.objects.bulk_create(new)
    Counter.objects.bulk_update([own, *there.values()], ["last"])
    return {counter.recipient_id: counter.last for counter in counters}
