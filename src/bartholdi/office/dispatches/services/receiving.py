"""Receiving: what a holder fetches here is delivered; what another installation sent, or somebody carried, is brought in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bartholdi.office.dispatches.models import Dispatch, Mailbox
from bartholdi.office.dispatches.permissions import MAILBOXES
from bartholdi.office.journal.acts import Actor, act


def deliver(dispatch: Dispatch, mailbox: Mailbox, *, by: Actor) -> None:
    """A holder fetched the sealed text: the sender sees it, once. It does not say that anybody opened it."""
    MAILBOXES.require(by, "write", mailbox)
    with transaction.atomic():
        waiting = dispatch.addressees.select_for_update(of=("self",)).filter(mailbox=mailbox, delivered_at=None)
        if (addressee := waiting.first()) is None:
            return
        with act("dispatches.deliver", addressee, by=by, locked=True):
            addressee.delivered_at = timezone.now()
