"""Receiving: what a holder fetches here is delivered; what another installation sent, or somebody carried, is brought in."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import IO, cast

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.cores.sealing import certificates, parcel
from bartholdi.cores.sealing.envelope import Envelope
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.office.dispatches import sentences
from bartholdi.office.dispatches.due import due
from bartholdi.office.dispatches.models import Addressee, Blob, Certificate, Dispatch, Mailbox
from bartholdi.office.dispatches.outer import Facts
from bartholdi.office.dispatches.permissions import MAILBOXES
from bartholdi.office.dispatches.services import copies, judging, keeping, transport
from bartholdi.office.dispatches.workflow import DISPATCHES, DispatchState
from bartholdi.office.journal.acts import Actor, System, act
from bartholdi.office.lib.workflow import Refused


class Unknown(Refused):
    """No such mailbox here: a mail server says so to whoever sent it."""


def deliver(dispatch: Dispatch, mailbox: Mailbox, *, by: Actor) -> None:
    """A holder fetched the sealed text: the sender sees it, once. It does not say that anybody opened it."""
    MAILBOXES.require(by, "write", mailbox)
    with transaction.atomic():
        waiting = dispatch.addressees.select_for_update(of=("self",)).filter(mailbox=mailbox, delivered_at=None)
        if (addressee := waiting.first()) is None:
            return
        with act("dispatches.deliver", addressee, by=by, locked=True):
            addressee.delivered_at = timezone.now()


def bring(file: IO[bytes], length: int, facts: Facts, *, by: Actor) -> Dispatch:
    """Takes in a `.dispatch` file with what was said of it outside its seal. Brought twice, it counts once.

    Another content under the identity of a dispatch that was opened is refused, and the holders are told. Until then each file that
    claims it is kept beside the others: who comes first may be damaged, or false. `by` Bartholdi itself: it came by e-mail.
    """
    to = _addressed(facts, by)
    members, octets = _members(file, length)
    _require_sealed_to(judging.parsed(octets), to)
    earlier = _known(facts, by)
    if earlier is not None and not copies.is_settled(earlier) and not copies.is_copy_of(earlier, file, members, facts):
        facts = copies.apart(facts, file, members)
        earlier = _known(facts, by)
    if earlier is not None:
        return _also_to(earlier, to, facts, by=by)
    sender = Mailbox.objects.filter(post=facts.sender, here=False).first()
    if sender is None:
        raise Unknown(
            _("Nothing was taken in: no mailbox %(post)s of another installation is known here.") % {"post": facts.sender}
        )
    with ExitStack() as stack, transaction.atomic():
        dispatch = _new(facts, sender, to, stack.enter_context(keeping.kept(octets)), len(octets))
        names = [(each, stack.enter_context(keeping.kept(File(cast(IO[bytes], _Slice(file, each)))))) for each in members[1:]]
        with act("dispatches.receive", dispatch, by=by, workflow=DISPATCHES):
            pass
        Blob.objects.bulk_create(Blob(dispatch=dispatch, identity=_blob(each), file=name, size=each.size) for each, name in names)
        _address(dispatch, to, facts)
    return dispatch


def _addressed(facts: Facts, by: Actor) -> Mailbox:
    to = Mailbox.objects.here().open().filter(post=facts.to).first()
    if to is None:
        raise Unknown(_("Nothing was taken in: there is no mailbox %(post)s here.") % {"post": facts.to})
    if not isinstance(by, System):
        MAILBOXES.require(by, "write", to)
    return to


def _members(file: IO[bytes], length: int) -> tuple[tuple[parcel.Member, ...], bytes]:
    """What stands in the file, and its envelope; its attachments have lengths that say little."""
    try:
        members = parcel.members(file, length)  # type: ignore[arg-type]
    except Refusal as refusal:
        raise Refused(_("Nothing was taken in. %(why)s") % {"why": sentences.of(refusal.code)}) from refusal
    if not all(judging.blob_size(each.size) for each in members[1:]):
        raise Refused(_("Nothing was taken in. %(why)s") % {"why": sentences.of("blob-size")})
    file.seek(members[0].at)
    return members, file.read(members[0].size)


def _require_sealed_to(sealed: Envelope, to: Mailbox) -> None:
    """To a sealing key that this mailbox ever had: an older one may have been renewed while the file travelled."""
    named = {each.subkey for each in sealed.recipients}
    if named == {None}:
        return
    found = Certificate.objects.filter(mailbox=to)
    if not any(key.fingerprint in named for each in found for key in certificates.parsed(bytes(each.octets)).subkeys):
        raise Refused(_("Nothing was taken in: it is not sealed to %(post)s.") % {"post": to.post})


def _require_kept_is_sealed_to(dispatch: Dispatch, to: Mailbox) -> None:
    """Not what was brought, but what that mailbox would be given instead."""
    if dispatch.envelope:
        with dispatch.envelope.open("rb") as kept:
            _require_sealed_to(judging.parsed(kept.read()), to)


def _known(facts: Facts, by: Actor) -> Dispatch | None:
    """The dispatch of this identity. Refuses another content where it is known what the right one is."""
    earlier = Dispatch.objects.select_related("sender").filter(identity=facts.identity).first()
    same = earlier is not None and (earlier.sender.post, earlier.digest) == (facts.sender, facts.digest)
    if earlier is None or same or not copies.is_settled(earlier):
        return earlier
    why = sentences.of("id-reused")
    with transaction.atomic():
        for addressee in earlier.addressees.filter(mailbox__here=True).select_related("mailbox"):
            transport.warn(earlier, addressee, why, by=by)
    raise Refused(_("Nothing was taken in. %(why)s") % {"why": why})


def _also_to(dispatch: Dispatch, to: Mailbox, facts: Facts, *, by: Actor) -> Dispatch:
    """The same dispatch for a second mailbox of this installation has a number of its own; for the first one, nothing changes."""
    if (
        dispatch.state != DispatchState.NUMBERED
        and not dispatch.addressees.filter(mailbox=to).exists()
        and not dispatch.sender.here
    ):
        _require_kept_is_sealed_to(dispatch, to)
        with act("dispatches.receive", dispatch, by=by) as running:
            running.note(to=to.post)
            _address(dispatch, to, facts)
    return dispatch


def _new(facts: Facts, sender: Mailbox, to: Mailbox, name: str, size: int) -> Dispatch:
    now = timezone.now()
    return Dispatch(
        kind=facts.kind,
        identity=facts.identity,
        digest=facts.digest,
        sender=sender,
        urgency=facts.urgency,
        open_by=facts.open_by,
        about=Dispatch.objects.filter(identity=facts.about, sender=sender).first() if facts.about else None,
        sent_at=now,
        envelope=name,
        size=size,
        keep_until=(now + timedelta(days=to.keep_days)).date(),
    )


def _address(dispatch: Dispatch, to: Mailbox, facts: Facts) -> None:
    now = timezone.now()
    until = due(facts.urgency, facts.open_by, now)
    Addressee.objects.create(dispatch=dispatch, mailbox=to, role=facts.role, number=facts.number, stored_at=now, due_at=until)


def _blob(member: parcel.Member) -> str:
    return member.name.removeprefix("blobs/").removesuffix(".bin")


class _Slice:
    """A member of the file, read in pieces as if it were one by itself."""

    def __init__(self, file: IO[bytes], member: parcel.Member) -> None:
        self.file, self.member, self.at = file, member, 0

    def read(self, size: int = -1) -> bytes:
        left = self.member.size - self.at
        self.file.seek(self.member.at + self.at)
        piece = self.file.read(left if size < 0 else min(size, left))
        self.at += len(piece)
        return piece

    def seek(self, at: int, _whence: int = 0) -> int:
        self.at = at
        return at

    def tell(self) -> int:
        return self.at

    @property
    def size(self) -> int:
        return self.member.size
