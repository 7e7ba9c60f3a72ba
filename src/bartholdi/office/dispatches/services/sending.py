"""Sending: sealed attachments come in parts that may be taken up again, then the envelope; all of it is stored, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.due import due
from bartholdi.office.dispatches.models import Addressee, Blob, Dispatch
from bartholdi.office.dispatches.permissions import DISPATCHES as POLICY
from bartholdi.office.dispatches.services import judging, keeping, transport
from bartholdi.office.dispatches.services.numbering import IDENTITY
from bartholdi.office.dispatches.workflow import DISPATCHES, DispatchState
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.workflow import Refused

PART = 4 * 1024 * 1024  # octets in one part at most
BLOBS = 100


class Whole(File[bytes]):
    """A staged file, which the storage may move instead of copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def keep_blob(dispatch: Dispatch, identity: str, at: int, part: bytes, *, size: int, by: User) -> int:
    """Adds a part of a sealed attachment at this place, and says how many octets are kept: from there the page goes on.

    A part that does not begin where the last one ended changes nothing: a page that lost an answer learns where it stands.
    """
    POLICY.require(by, "keep_blob", dispatch)
    _require_blob(dispatch, identity, at, part, size)
    with transaction.atomic():
        lock(dispatch)  # it may have left, or its numbers been given up, since it was asked for: a part more would spoil its file
        _require_numbered(dispatch)
        blob = _locked(dispatch, identity, size)
        path = keeping.staged(dispatch, identity)
        have = size if blob.file else _length(path)
        if blob.file or at != have:
            return have
        with path.open("ab") as file:
            file.write(part)
        if have + len(part) == size:
            _complete(blob, path)
    return have + len(part)


def send(dispatch: Dispatch, envelope: bytes, digest: str, *, by: User) -> None:
    """The numbered dispatch leaves: stored here for the mailboxes of this installation, by e-mail to those of others.

    `digest`: SHA-256 of the manifest, as the browser computed it; receipts confirm it. Asked again after a lost answer with the
    same digest, nothing happens.
    """
    POLICY.require(by, "send", dispatch)
    sealed = judging.parsed(envelope)
    judging.require_padded(sealed)
    if not _hexadecimal(digest):
        raise Refused(_("Nothing was sent: the digest of the content is missing. Load the page again, then send."))
    if _sent_already(dispatch, digest):
        return
    with keeping.kept(envelope) as name, transaction.atomic():
        with act("dispatches.send", dispatch, by=by, policy=POLICY, workflow=DISPATCHES):
            now = timezone.now()
            _release(dispatch, by)
            addressees = list(dispatch.addressees.select_related("mailbox"))
            judging.require_sealed_to(sealed, addressees, now)
            _require_whole(dispatch)
            dispatch.digest, dispatch.sent_at, dispatch.size = digest, now, len(envelope)
            dispatch.envelope.name = name
            dispatch.keep_until = (now + timedelta(days=dispatch.sender.keep_days)).date()
        _store(dispatch, addressees, now)
        _recall(dispatch, by)
        transport.leave(dispatch, addressees, by=by)


def _require_blob(dispatch: Dispatch, identity: str, at: int, part: bytes, size: int) -> None:
    _require_numbered(dispatch)
    if not IDENTITY.fullmatch(identity) or not judging.blob_size(size):
        raise Refused(
            _("The attachment was not kept: it is not sealed as it must be. Load the page again, then attach it again.")
        )
    if not part or len(part) > PART or at < 0 or at + len(part) > size:
        raise Refused(_("The attachment was not kept: a part of it has the wrong length. Attach it again."))


def _require_numbered(dispatch: Dispatch) -> None:
    if dispatch.state != DispatchState.NUMBERED:
        raise Refused(_("The attachment was not kept: the dispatch has left already, or its number is not used."))


def _locked(dispatch: Dispatch, identity: str, size: int) -> Blob:
    blob, new = Blob.objects.get_or_create(dispatch=dispatch, identity=identity, defaults={"size": size})
    if new and dispatch.blobs.count() > BLOBS:
        raise Refused(_("The attachment was not kept: a dispatch carries 100 attachments at most. Put several into one archive."))
    blob = Blob.objects.select_for_update(of=("self",)).get(pk=blob.pk)
    if blob.size != size:
        raise Refused(_("The attachment was not kept: it has another length than before. Attach it again."))
    return blob


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _complete(blob: Blob, path: Path) -> None:
    with path.open("rb") as file, keeping.kept(Whole(file, name=str(path))) as name:
        blob.file.name = name
        blob.save(update_fields=["file"])
    path.unlink(missing_ok=True)


def _hexadecimal(digest: str) -> bool:
    return len(digest) == 64 and set(digest) <= set("0123456789abcdef")


def _sent_already(dispatch: Dispatch, digest: str) -> bool:
    return Dispatch.objects.filter(pk=dispatch.pk, sent_at__isnull=False, digest=digest).exists()


def _release(dispatch: Dispatch, by: User) -> None:
    """Where the mailbox asks for two persons, the second one is who sends. A recall only withdraws, and cannot wait
    (docs/decisions/0032-recalls-leave-at-once.md)."""
    if not dispatch.sender.two_persons or dispatch.kind == Dispatch.Kind.RECALL:
        return
    if dispatch.author_id in {None, by.pk}:
        raise Refused(_("Nothing was sent: in this mailbox a second person releases what leaves. Ask another holder."))
    dispatch.released_by = by


def _require_whole(dispatch: Dispatch) -> None:
    if dispatch.blobs.filter(file="").exists():
        raise Refused(
            _("Nothing was sent: an attachment has not arrived whole yet. Your draft is kept: wait, then send it again.")
        )


def _store(dispatch: Dispatch, addressees: Sequence[Addressee], now: datetime) -> None:
    for each in addressees:
        each.due_at = due(dispatch.urgency, dispatch.open_by, now) if each.role in Addressee.READERS else None
        each.stored_at = now if each.mailbox.here else None
    Addressee.objects.bulk_update(addressees, ["due_at", "stored_at"])


def _recall(dispatch: Dispatch, by: Any) -> None:
    """A recall marks what it is about, unless that is marked or destroyed already."""
    if dispatch.about is not None and dispatch.about.state == DispatchState.SENT:
        with act("dispatches.recall", dispatch.about, by=by, workflow=DISPATCHES):
            pass
