"""How far a dispatch got with one addressee, and with all of them, at an instant; computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.dispatches.workflow import DispatchState

MAIL_LIMIT = 18_000_000  # octets that an e-mail may carry; mail servers take 25 MB, and Base64 makes a third more of it

# From the worst: what a list of sent dispatches shows of one is its worst.
STANDINGS: dict[str, str | Promise] = {
    "refused": pgettext_lazy("dispatch", "Refused"),
    "destroyed": pgettext_lazy("dispatch", "Destroyed unopened"),
    "overdue": pgettext_lazy("dispatch", "Overdue"),
    "carry": pgettext_lazy("dispatch", "To be carried"),
    "leaving": pgettext_lazy("dispatch", "On its way"),
    "stored": pgettext_lazy("dispatch", "Stored"),
    "delivered": pgettext_lazy("dispatch", "Delivered"),
    "opened": pgettext_lazy("dispatch", "Opened"),
    "numbered": pgettext_lazy("dispatch", "Numbered, not sent"),
    "void": pgettext_lazy("dispatch", "Number not used"),
}


def of_addressee(addressee: Addressee, dispatch: Dispatch, now: datetime) -> str:
    """Opened and refused are what a key signed; the rest is what this server did."""
    if dispatch.sent_at is None:
        return "void" if dispatch.state == DispatchState.VOID else "numbered"
    if addressee.outcome:
        return addressee.outcome
    if dispatch.destroyed_at is not None:
        return "destroyed"
    if addressee.due_at is not None and addressee.due_at < now:
        return "overdue"
    if addressee.delivered_at is not None:
        return "delivered"
    if addressee.mailbox.here:
        return "stored"
    return "leaving" if travels(addressee, dispatch) else "carry"


def of_dispatch(dispatch: Dispatch, addressees: Iterable[Addressee], now: datetime) -> str:
    found = {of_addressee(each, dispatch, now) for each in addressees if each.role in Addressee.READERS}
    return next((name for name in STANDINGS if name in found), "numbered")


def travels(addressee: Addressee, dispatch: Dispatch) -> bool:
    """By e-mail, to another installation."""
    return not addressee.mailbox.here and bool(addressee.mailbox.address) and whole_size(dispatch) <= MAIL_LIMIT


def whole_size(dispatch: Dispatch) -> int:
    """With its attachments, which a list has prefetched where it asks for many."""
    return dispatch.size + sum(blob.size for blob in dispatch.blobs.all())
