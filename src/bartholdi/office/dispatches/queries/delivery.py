"""What waits in the mailboxes that somebody holds: new, overdue by urgency, missing numbers, drafts. Always the same few queries."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q

from bartholdi.office.dispatches.models import Addressee, Dispatch, Draft, GapNote, Mailbox, Range, Urgency
from bartholdi.office.dispatches.queries.certificates import with_keys
from bartholdi.office.dispatches.workflow import DispatchState

ByUrgency = dict[str, int]
MOST = 20  # ranges of missing numbers that are shown of one sender
ORDER = [Urgency.FLASH, Urgency.IMMEDIATE, Urgency.PRIORITY, Urgency.ROUTINE]


@dataclass(frozen=True)
class Gap:
    """Numbers from one post to a mailbox that stand between known ones and never came; `more` when there are further ranges."""

    sender: Mailbox
    ranges: tuple[Range, ...]
    more: bool = False

    @property
    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)


@dataclass
class Box:
    """One mailbox and what waits in it, by urgency. `late`: not opened in time; `awaited`: sent, and the reader is late."""

    mailbox: Mailbox
    waiting: ByUrgency = field(default_factory=dict)
    drafts: int = 0
    ready: int = 0
    late: ByUrgency = field(default_factory=dict)
    awaited: ByUrgency = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)


def boxes(user: Any, now: datetime) -> list[Box]:
    """Of the mailboxes that this person holds, each as `with_keys` gives it."""
    found = {each.pk: Box(each) for each in with_keys(Mailbox.objects.here().held_by(user).order_by("post"))}
    for mailbox, urgency, late, count in _waiting("mailbox", found, now):
        if count > late:
            found[mailbox].waiting[urgency] = count - late
        if late:
            found[mailbox].late[urgency] = late
    for mailbox, urgency, late, _count in _waiting("dispatch__sender", found, now):
        if late:
            found[mailbox].awaited[urgency] = late
    drafts = Draft.objects.filter(mailbox__in=found).order_by().values_list("mailbox")
    for mailbox, count, ready in drafts.annotate(count=Count("pk"), ready=Count("pk", filter=Q(ready=True))):
        found[mailbox].drafts, found[mailbox].ready = count, ready
    for mailbox, missing in gaps(found).items():
        found[mailbox].gaps = missing
    return list(found.values())


def to_open(user: Any, now: datetime) -> tuple[int, int]:
    """How many wait in all the mailboxes that this person holds, and how many of them are late."""
    held = Mailbox.objects.here().held_by(user).order_by().values("pk")
    rows = Addressee.objects.waiting().filter(mailbox__in=held, stored_at__isnull=False)
    found = rows.aggregate(waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    return found["waiting"], found["late"]


def _waiting(whose: str, mailboxes: Iterable[int], now: datetime) -> Any:
    rows = Addressee.objects.waiting().filter(**{f"{whose}__in": mailboxes}).order_by().values_list(whose, "dispatch__urgency")
    if whose == "mailbox":
        rows = rows.exclude(stored_at=None)
    late = Count("pk", filter=Q(due_at__lt=now))
    return rows.annotate(late=late, count=Count("pk")).values_list(whose, "dispatch__urgency", "late", "count")


def gaps(mailboxes: Iterable[int]) -> dict[int, list[Gap]]:
    """Of each mailbox, by sender: what is missing between known numbers. One that its sender declared not used, or still writes
    under, is known here; of another installation only what came is, and what somebody noted after having asked."""
    known = Addressee.objects.filter(mailbox__in=mailboxes, number__gt=0).order_by()
    spans = known.values_list("mailbox", "dispatch__sender").annotate(
        first=Min("number"), last=Max("number"), count=Count("number", distinct=True)
    )
    holed = [(mailbox, sender) for mailbox, sender, first, last, count in spans if last - first + 1 > count]
    if not holed:
        return {}
    senders = Mailbox.objects.in_bulk({sender for _mailbox, sender in holed})
    either = Q()
    for mailbox, sender in holed:
        either |= Q(mailbox=mailbox, dispatch__sender=sender)
    numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for mailbox, sender, number in known.filter(either).order_by("number").values_list("mailbox", "dispatch__sender", "number"):
        numbers[mailbox, sender].append(number)
    noted: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    notes = GapNote.objects.current().filter(mailbox__in=mailboxes).order_by()
    for mailbox, sender, first, last in notes.values_list("mailbox", "sender", "first", "last"):
        noted[mailbox, sender].append((first, last))
    found: dict[int, list[Gap]] = defaultdict(list)
    for (mailbox, sender), there in numbers.items():
        if ranges := less(missing(there), noted[mailbox, sender]):
            found[mailbox].append(Gap(senders[sender], tuple(ranges[-MOST:]), len(ranges) > MOST))
    return dict(found)


def missing(numbers: Sequence[int]) -> list[Range]:
    """The ranges between ascending numbers."""
    return [Range(before + 1, after - 1) for before, after in pairwise(numbers) if after - before > 1]


def less(ranges: Sequence[Range], taken: Iterable[tuple[int, int]]) -> list[Range]:
    """What remains of ascending ranges without those `taken` out."""
    left = list(ranges)
    for first, last in taken:
        parts = [part for low, high in left for part in (Range(low, min(high, first - 1)), Range(max(low, last + 1), high))]
        left = [part for part in parts if part.first <= part.last]
    return left


def whole(rows: Any) -> Any:
    """One dispatch with what its page shows."""
    near = ("addressees__mailbox", "blobs", "recalls__sender")
    return rows.select_related("sender", "author", "released_by", "about__sender").prefetch_related(*near)


def received(rows: Any, mailbox: Mailbox) -> Any:
    """Of those somebody may see, as addressees: each with its own number and what became of it."""
    rows = rows.filter(mailbox=mailbox, role__in=Addressee.READERS, stored_at__isnull=False)
    return rows.select_related("dispatch__sender", "mailbox").defer(
        "receipt", "mailbox__search_text", "dispatch__sender__search_text"
    )


def sent(rows: Any, mailbox: Mailbox) -> Any:
    addressees = Addressee.objects.select_related("mailbox").defer("receipt", "mailbox__search_text").order_by("role", "pk")
    return rows.filter(sender=mailbox).select_related("sender").prefetch_related(Prefetch("addressees", addressees), "blobs")


HEAD = ("from", "to", "number", "identity", "digest", "sent or stored", "state", "outcome", "reason", "receipt SHA-256")


def between(one: Mailbox, other: Mailbox) -> Iterator[Addressee]:
    """What went between two mailboxes, both ways, in order of the numbers; read piece by piece. Of what the other is still writing,
    nothing; a number that it gave up stands there, so that nobody looks for it."""
    came = Q(stored_at__isnull=False) | Q(dispatch__state=DispatchState.VOID)
    both = (Q(mailbox=one, dispatch__sender=other) & came) | Q(mailbox=other, dispatch__sender=one)
    rows = Addressee.objects.filter(both, role__in=Addressee.READERS).select_related("dispatch__sender", "mailbox")
    yield from rows.order_by("dispatch__sender", "number", "pk").iterator(chunk_size=1_000)


def line(row: Addressee) -> tuple[str, ...]:
    """In no language: the other end's list has the same words, and a program may compare them."""
    at = row.dispatch.sent_at
    receipt = bytes(row.receipt)
    return (
        row.dispatch.sender.post,
        row.mailbox.post,
        str(row.number),
        row.dispatch.identity,
        row.dispatch.digest,
        at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else "",
        row.dispatch.state,
        row.outcome,
        row.reason,
        hashlib.sha256(receipt).hexdigest() if receipt else "",
    )


def correspondents(mailbox: Mailbox) -> Any:
    """With whom it ever exchanged anything."""
    sent = Addressee.objects.filter(dispatch__sender=mailbox, role__in=Addressee.READERS).order_by().values("mailbox")
    known = Addressee.objects.filter(mailbox=mailbox, role__in=Addressee.READERS, stored_at__isnull=False)
    received = known.order_by().values("dispatch__sender")
    return Mailbox.objects.filter(Q(pk__in=sent) | Q(pk__in=received)).exclude(pk=mailbox.pk).order_by("post")


def twins(dispatch: Dispatch, readers: Iterable[Addressee]) -> list[Addressee]:
    """What came to the same mailbox from the same sender under the same number: copies, of which one at most is what was sent."""
    same = Q(pk__in=[])
    for each in readers:
        if each.number and not dispatch.sender.here:
            same |= Q(mailbox=each.mailbox_id, number=each.number)
    rows = Addressee.objects.filter(same, dispatch__sender=dispatch.sender_id, stored_at__isnull=False)
    return list(rows.exclude(dispatch=dispatch).select_related("dispatch__sender", "mailbox").order_by("stored_at", "pk")[:MOST])
