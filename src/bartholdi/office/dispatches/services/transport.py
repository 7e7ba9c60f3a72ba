"""Transport to other installations: a dispatch, or a receipt, leaves as an e-mail with the sealed file beside."""

from __future__ import annotations

from collections.abc import Collection

from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.journal.acts import Actor


def leave(dispatch: Dispatch, addressees: Collection[Addressee], *, by: Actor) -> None:
    """Queues an e-mail to each mailbox that another installation keeps and that has an address."""


def answer(dispatch: Dispatch, addressee: Addressee, *, by: Actor) -> None:
    """Queues the receipt for a sender elsewhere."""
