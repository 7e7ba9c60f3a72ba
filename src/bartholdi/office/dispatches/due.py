"""By when a dispatch should be opened: as its sender said, or by its urgency, counted from its sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from bartholdi.office.dispatches.models import Urgency

OPEN_WITHIN = {
    Urgency.FLASH: timedelta(hours=1),
    Urgency.IMMEDIATE: timedelta(hours=4),
    Urgency.PRIORITY: timedelta(hours=24),
    Urgency.ROUTINE: timedelta(hours=72),
}


def due(urgency: str, open_by: datetime | None, sent_at: datetime) -> datetime:
    return open_by or sent_at + OPEN_WITHIN[Urgency(urgency)]
