"""Which certificates may be trusted, and which must be renewed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce

from bartholdi.office.dispatches.models import Certificate, Holder, LogEntry, Mailbox
from bartholdi.office.dispatches.workflow import State

VOUCHED = (LogEntry.Kind.VERIFIED, LogEntry.Kind.ENDORSED)
NEW_KEYS = (LogEntry.Kind.ROTATED, LogEntry.Kind.CHANGED)


def pinned(user: Any) -> list[Certificate]:
    """What a reader may trust as signer: each key that was ever verified or endorsed, in its last edition (which tells of a revocation),
    and one's own mailboxes' newest. Only of mailboxes that this person may see."""
    own = Q(mailbox__in=Mailbox.objects.held_by(user).order_by().values("pk"), replaced_at=None) & ~Q(state=State.CHANGED)
    rows = Certificate.objects.filter(mailbox__in=Mailbox.objects.visible_to(user).order_by().values("pk"))
    rows = rows.filter(Q(state__in=(State.VERIFIED, State.ENDORSED)) | Exists(vouched()) | own).select_related("mailbox")
    last: dict[tuple[int, str], Certificate] = {}
    for each in rows.order_by("received_at", "pk"):
        last[each.mailbox_id, each.fingerprint] = each
    return list(last.values())


def last_events(found: Iterable[Certificate]) -> list[LogEntry | None]:
    """Of each certificate, the last event of its key in the log: whoever reads compares both."""
    rows = list(found)
    keys = LogEntry.objects.filter(mailbox__in={each.mailbox_id for each in rows}).order_by().values("mailbox", "fingerprint")
    numbers = keys.annotate(last=Max("number")).values("last")
    last = {
        (each.mailbox_id, each.fingerprint): each
        for each in LogEntry.objects.filter(number__in=numbers).select_related("mailbox")
    }
    return [last.get((each.mailbox_id, each.fingerprint)) for each in rows]


def vouched() -> QuerySet[LogEntry]:
    """For a query of certificates: whether anybody ever verified or endorsed the key of this one."""
    return LogEntry.objects.filter(kind__in=VOUCHED, mailbox=OuterRef("mailbox"), fingerprint=OuterRef("fingerprint"))


def directory(mailboxes: QuerySet[Mailbox]) -> QuerySet[Mailbox]:
    """As `with_keys`, with their current holders (`held`)."""
    held = Prefetch("holders", Holder.objects.current().select_related("user"), to_attr="held")
    return with_keys(mailboxes).prefetch_related(held)


def with_keys(mailboxes: QuerySet[Mailbox]) -> QuerySet[Mailbox]:
    """Mailboxes with their newest certificate (`newest`, a list) and whether a holder left after the last new key (`must_rotate`)."""
    newest = Prefetch("certificates", Certificate.objects.newest().defer("octets"), to_attr="newest")
    return with_handover(mailboxes).prefetch_related(newest)


def with_handover(mailboxes: QuerySet[Mailbox]) -> QuerySet[Any]:
    """`must_rotate`: somebody who held it left (`left_at`) after the sealing key was last made new (`key_since`): they could still open
    what is sealed today."""
    renewed = Max("log__at", filter=Q(log__kind__in=NEW_KEYS))
    first = Min("log__at", filter=Q(log__kind=LogEntry.Kind.PUBLISHED))
    rows = mailboxes.annotate(key_since=Coalesce(renewed, first), left_at=Max("holders__until"))
    return rows.annotate(must_rotate=Case(When(left_at__gt=F("key_since"), then=True), default=False))


def expiring(now: datetime, until: datetime) -> QuerySet[Certificate]:
    """Newest certificates of our own mailboxes of which a date falls into this time."""
    ends = Q(kem_expires_at__gt=now, kem_expires_at__lte=until) | Q(expires_at__gt=now, expires_at__lte=until)
    rows = Certificate.objects.newest().exclude(state=State.REVOKED).filter(ends, mailbox__here=True, mailbox__closed_on=None)
    return rows.select_related("mailbox").defer("octets")
