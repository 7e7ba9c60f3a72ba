"""The files that leave with our letters: the `.dispatch` and its outer facts, or the signed receipt. Made when the letter leaves."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import IO

from bartholdi.cores.sealing import parcel
from bartholdi.office.dispatches import outer
from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.notices.kinds import Enclosure, Gone

CAUSE = "dispatches.addressee:"
DISPATCH, RECEIPT = "application/vnd.bartholdi.dispatch", "application/vnd.bartholdi.receipt"


def cause(addressee: Addressee) -> str:
    return f"{CAUSE}{addressee.pk}"


def sealed(cause: str) -> Sequence[Enclosure]:
    """With the letter `dispatches.sealed`."""
    addressee = _addressee(cause)
    dispatch = addressee.dispatch
    if not dispatch.envelope:
        raise Gone("The sealed text was destroyed by date.")
    facts = outer.written(outer.of(dispatch, addressee))
    return (
        Enclosure(file_name(dispatch, addressee), DISPATCH, length(dispatch), lambda: whole(dispatch)),
        Enclosure(outer.NAME, "application/json", len(facts), lambda: io.BytesIO(facts)),
    )


def receipt(cause: str) -> Sequence[Enclosure]:
    """With the letter `dispatches.receipt`."""
    addressee = _addressee(cause)
    octets = bytes(addressee.receipt)
    name = f"{addressee.mailbox.post}-{addressee.number or addressee.dispatch.identity[:8]}.receipt"
    return (Enclosure(name, RECEIPT, len(octets), lambda: io.BytesIO(octets)),)


def _addressee(cause: str) -> Addressee:
    rows = Addressee.objects.select_related("dispatch__sender", "dispatch__about", "mailbox").prefetch_related("dispatch__blobs")
    key = cause.removeprefix(CAUSE)
    found = rows.filter(pk=int(key)).first() if key.isdigit() else None
    if found is None:
        raise Gone("The dispatch is not kept any more.")
    return found


def file_name(dispatch: Dispatch, addressee: Addressee | None = None) -> str:
    """Says nothing but post and number."""
    number = addressee.number if addressee is not None and addressee.number else dispatch.number
    return f"{dispatch.sender.post}-{number or dispatch.identity[:8]}.dispatch"


def length(dispatch: Dispatch) -> int:
    return parcel.length(dispatch.size, [blob.size for blob in dispatch.blobs.all()])


def pieces(dispatch: Dispatch) -> Iterator[bytes]:
    """The `.dispatch` file as it is sent on, in flat memory."""
    with ExitStack() as opened:
        blobs = [(blob.identity, opened.enter_context(blob.file.open("rb")), blob.size) for blob in dispatch.blobs.all()]
        with dispatch.envelope.open("rb") as file:
            envelope = file.read()
        yield from parcel.pieces(envelope, [(name, file.file, size) for name, file, size in blobs])


def whole(dispatch: Dispatch) -> IO[bytes]:
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())
        for piece in pieces(dispatch):
            file.write(piece)
        file.seek(0)
        stack.pop_all()  # whoever asked closes it
        return file
