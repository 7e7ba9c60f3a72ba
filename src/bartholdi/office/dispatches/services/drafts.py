"""Drafts: sealed in the browser to the mailbox they are written in, kept each time as a whole, and offered to a second person."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Dispatch, Draft, Mailbox
from bartholdi.office.dispatches.permissions import DRAFTS as POLICY
from bartholdi.office.dispatches.permissions import MAILBOXES
from bartholdi.office.dispatches.services import judging, keeping, numbering
from bartholdi.office.dispatches.workflow import DispatchState
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.workflow import Refused


class Stale(Refused):
    """Somebody kept this draft meanwhile: nothing was overwritten."""


def begin(mailbox: Mailbox, envelope: bytes, *, by: User) -> Draft:
    MAILBOXES.require(by, "write", mailbox)
    _require_sealed(envelope)
    with keeping.kept(envelope) as name, act("dispatches.begin_draft", Draft(mailbox=mailbox, author=by), by=by) as running:
        running.subject.envelope.name = name
    return running.subject


@transaction.atomic
def keep(draft: Draft, envelope: bytes, version: int, *, dispatch: Dispatch | None = None, by: User) -> None:
    """The next version in place of this one. It is kept each few seconds, so the journal tells of beginning and end only.

    `version`: the one that the page last saw; where another holder has kept one since, `Stale`, and theirs stands.
    """
    POLICY.require(by, "keep_draft", draft)
    _write(draft, envelope, version, dispatch=dispatch, by=by)
    draft.save()


def offer(draft: Draft, envelope: bytes, version: int, *, dispatch: Dispatch, by: User) -> None:
    """It waits for its release by another holder. The numbers were taken by whoever offers it: the one who does not release."""
    with act("dispatches.offer_draft", draft, by=by, policy=POLICY):
        if dispatch.author_id != by.pk:
            raise Refused(_("The draft was not offered: somebody else took its numbers. Take new ones, then offer it again."))
        _write(draft, envelope, version, dispatch=dispatch, by=by)
        draft.ready = True


def give_back(draft: Draft, envelope: bytes, version: int, *, by: User) -> None:
    """To its author, with a word that stands inside the seal."""
    with act("dispatches.give_back_draft", draft, by=by, policy=POLICY):
        if not draft.ready:
            raise Refused(_("The draft does not wait for a release any more. Load the page again to see it as it is."))
        _write(draft, envelope, version, dispatch=draft.dispatch, by=draft.author)
        draft.ready = False


def discard(draft: Draft, *, by: User) -> None:
    """It is gone, and the numbers that were taken for it are shown as not used."""
    with transaction.atomic():
        with act("dispatches.discard_draft", draft, by=by, policy=POLICY):
            numbered = draft.dispatch
        if numbered is not None and numbered.state == DispatchState.NUMBERED:
            numbering.void(numbered, by=by)
        _remove(draft)


def end(dispatch: Dispatch) -> None:
    """What was sent is a draft no more."""
    for draft in Draft.objects.filter(dispatch=dispatch, dispatch__sent_at__isnull=False):
        _remove(draft)


def _write(draft: Draft, envelope: bytes, version: int, *, dispatch: Dispatch | None, by: User) -> None:
    _require_sealed(envelope)
    lock(draft)
    if draft.version != version:
        raise Stale(
            _("Another holder has changed this draft. Yours was not kept in its place: copy what you need, then load theirs.")
        )
    if dispatch is not None and (dispatch.sender_id != draft.mailbox_id or dispatch.state != DispatchState.NUMBERED):
        raise Refused(_("The draft was not kept: the dispatch it belongs to has left already, or its number is not used."))
    keeping.forget([draft.envelope.name])
    with keeping.kept(envelope) as name:
        draft.envelope.name = name
    draft.version, draft.ready, draft.author, draft.dispatch, draft.changed_at = version + 1, False, by, dispatch, timezone.now()


def _remove(draft: Draft) -> None:
    keeping.forget([draft.envelope.name])
    draft.delete()


def _require_sealed(envelope: bytes) -> None:
    """A draft is for one mailbox: the one it is written in."""
    if len(judging.parsed(envelope).recipients) != 1:
        raise Refused(_("The draft was not kept: it is not sealed to its own mailbox alone. Load the page again."))
