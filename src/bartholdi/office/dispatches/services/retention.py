"""Retention: past its day the sealed text is destroyed, and the tombstone stays: identity, digest, numbers, receipts."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bartholdi.office.dispatches.models import Dispatch
from bartholdi.office.dispatches.services import keeping
from bartholdi.office.dispatches.workflow import DISPATCHES
from bartholdi.office.journal.acts import System, act

WORKER = System("worker")
AT_ONCE = 500


def destroy_past(now: datetime) -> int:
    """What is kept until a day that is over; says how many. What is left over is taken the next day."""
    over = Dispatch.objects.sealed().filter(keep_until__lt=timezone.localdate(now), sent_at__isnull=False)
    found = list(over.order_by("keep_until", "pk")[:AT_ONCE])
    for dispatch in found:
        with act("dispatches.destroy", dispatch, by=WORKER, workflow=DISPATCHES):
            keeping.forget([dispatch.envelope.name, *dispatch.blobs.values_list("file", flat=True)])
            dispatch.blobs.all().delete()
            dispatch.envelope.name, dispatch.destroyed_at = "", now
    return len(found)
