"""Which certificates may be trusted, sealed to, or must be renewed; and what a mailbox can be recovered by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from bartholdi.office.dispatches.models import Certificate, Holder, LogEntry, Mailbox
from bartholdi.office.dispatches.workflow import State

VOUCHED = (LogEntry.Kind.VERIFIED, LogEntry.Kind.ENDORSED)
NEW_KEYS = (LogEntry.Kind.ROTATED, LogEntry.Kind.CHANGED)


def pinned(user: Any) -> list[Certificate]:
    """What a reader may trust as signer: each key that was ever verified or endorsed, in its last edition (which tells of a revocation),
    and one's own mailboxes' newest. Only of mailboxes that this person may see."""
    vouched = LogEntry.objects.filter(kind__in=VOUCHED, mailbox=OuterRef("mailbox"), fingerprint=OuterRef("fingerprint"))
    own = Q(mailbox__in=Mailbox.objects.held_by(user).order_by().values("pk"), replaced_at=None) & ~Q(state=State.CHANGED)
    rows = Certificate.objects.filter(mailbox__in=Mailbox.objects.visible_to(user).order_by().values("pk"))
    rows = rows.filter(Q(state__in=(State.VERIFIED, State.ENDORSED)) | Exists(vouched) | own).select_related("mailbox")
    last: dict[tuple[int, str], Certificate] = {}
    for each in rows.order_by("received_at", "pk"):
        last[each.mailbox_id, each.fingerprint] = each
    return list(last.values())


def sealable(now: datetime) -> QuerySet[Certificate]:
    """What may be sealed to, with its mailbox; the browser judges each once more by its octets."""
    return Certificate.objects.sealable(now).select_related("mailbox", "mailbox__recovery").order_by("mailbox__post")


def recovery_of(mailbox: Mailbox) -> Mailbox | None:
    """Who else can open what is sealed to this mailbox: shown before sealing. None: nobody."""
    return mailbox.recovery if mailbox.recovery_id else None


def directory(mailboxes: QuerySet[Mailbox]) -> QuerySet[Mailbox]:
    """Mailboxes with their newest certificate (`newest`, a list), current holders (`held`) and whether one left after the last new key."""
    newest = Prefetch("certificates", Certificate.objects.newest().defer("octets"), to_attr="newest")
    held = Prefetch("holders", Holder.objects.current().select_related("user"), to_attr="held")
    return with_handover(mailboxes).prefetch_related(newest, held)


def with_handover(mailboxes: QuerySet[Mailbox]) -> QuerySet[Any]:
    """`key_since`: when the sealing key was last made new; `left_at`: when a holder last left."""
    renewed = Max("log__at", filter=Q(log__kind__in=NEW_KEYS))
    first = Min("log__at", filter=Q(log__kind=LogEntry.Kind.PUBLISHED))
    return mailboxes.annotate(key_since=Coalesce(renewed, first), left_at=Max("holders__until"))


def to_rotate(mailboxes: QuerySet[Mailbox]) -> QuerySet[Any]:
    """Somebody who held it left after the last new sealing key: they could still open what is sealed today."""
    left: QuerySet[Any] = with_handover(mailboxes)
    return left.filter(left_at__gt=F("key_since"))


def expiring(now: datetime, until: datetime) -> QuerySet[Certificate]:
    """Newest certificates of our own mailboxes of which a date falls into this time."""
    ends = Q(kem_expires_at__gt=now, kem_expires_at__lte=until) | Q(expires_at__gt=now, expires_at__lte=until)
    rows = Certificate.objects.newest().exclude(state=State.REVOKED).filter(ends, mailbox__here=True, mailbox__closed_on=None)
    return rows.select_related("mailbox").defer("octets")
