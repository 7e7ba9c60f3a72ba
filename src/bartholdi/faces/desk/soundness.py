"""The journal's last examination: made when asked for, kept with its time for whoever looks next."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from bartholdi.office.journal.verify import Fault, verify

KEY = "desk:journal-soundness"
SHOWN = 50  # faults: one broken link is news, the thousandth is not


@dataclass(frozen=True)
class Soundness:
    at: datetime
    entries: int
    head: str
    count: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        return self.count == 0


def look() -> Soundness:
    verdict = verify()
    found = Soundness(timezone.now(), verdict.entries, verdict.head, len(verdict.faults), verdict.faults[:SHOWN])
    cache.set(KEY, found, timeout=None)
    return found


def last() -> Soundness | None:
    found = cache.get(KEY)
    return found if isinstance(found, Soundness) else None
