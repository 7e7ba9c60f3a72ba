"""Transport to other installations: a dispatch, or a receipt, leaves as an e-mail with the sealed file beside."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import transaction

from bartholdi.office.dispatches import enclosing, standing
from bartholdi.office.dispatches.models import Addressee, Dispatch, Holder, Urgency
from bartholdi.office.journal.acts import Actor, System, act
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.services import queue
from bartholdi.office.notices.workflow import State

WORKER = System("worker")


def leave(dispatch: Dispatch, addressees: Collection[Addressee], *, by: Actor) -> None:
    """Queues an e-mail to each mailbox that another installation keeps and that has an address; others are carried."""
    said = {
        "urgency": str(Urgency(dispatch.urgency)),
        "kind": dispatch.kind,
        "due": dispatch.open_by,
        "zone": settings.OFFICE_ZONE,
    }
    for each in addressees:
        if not standing.travels(each, dispatch) or each.role not in standing.READERS:
            continue
        context = {"post": dispatch.sender.post, "to": each.mailbox.post, "number": each.number}
        queue(
            "dispatches.sealed",
            to=each.mailbox.address,
            label=each.mailbox.post,
            language=settings.LANGUAGE_CODE,
            context={**context, **said},
            by=by,
            cause=enclosing.cause(each),
            reply_to=dispatch.sender.address,
        )


def answer(dispatch: Dispatch, addressee: Addressee, *, by: Actor) -> None:
    """Queues the receipt for a sender elsewhere; without an address, somebody carries it."""
    sender = dispatch.sender
    if sender.here or not sender.address:
        return
    context = {"post": sender.post, "to": addressee.mailbox.post, "number": addressee.number}
    queue(
        "dispatches.receipt",
        to=sender.address,
        label=sender.post,
        language=settings.LANGUAGE_CODE,
        context={**context, "opened": addressee.outcome == Addressee.Outcome.OPENED},
        by=by,
        cause=enclosing.cause(addressee),
        reply_to=addressee.mailbox.address,
    )


def warn(dispatch: Dispatch, addressee: Addressee, why: str, *, by: Actor) -> None:
    """Tells the holders of a mailbox that something came in the name of what they have; once for each reason."""
    for holder in Holder.objects.current().filter(mailbox=addressee.mailbox_id).select_related("user"):
        face = "desk" if holder.user.is_staff else "portal"
        context = {"name": holder.user.name, "post": dispatch.sender.post, "to": addressee.mailbox.post, "why": why}
        path = f"/{holder.user.language}/{face}/dispatches/{dispatch.pk}/"
        queue(
            "dispatches.not_taken",
            to=holder.user.email,
            label=holder.user.name,
            language=holder.user.language,
            context={**context, "number": addressee.number, "path": path},
            by=by,
            cause=enclosing.cause(addressee),
            dedupe=f"dispatches.not_taken:{addressee.pk}:{holder.user_id}",
        )


def note_left() -> int:
    """What another installation's mail server took is delivered; says how many."""
    waiting = Addressee.objects.waiting().filter(delivered_at=None, mailbox__here=False).exclude(mailbox__address="")
    causes = {enclosing.cause(each): each for each in waiting.select_related("dispatch__sender", "mailbox")[:1_000]}
    left = Notice.objects.filter(kind="dispatches.sealed", cause__in=causes, state=State.SENT).values_list("cause", "sent_at")
    for cause, at in dict(left).items():
        with transaction.atomic(), act("dispatches.leave", causes[cause], by=WORKER):
            causes[cause].delivered_at = causes[cause].delivered_at or at
    return len(dict(left))
