"""Reads the whole chain again and names every entry that was altered, removed or moved."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bartholdi.office.journal.models import GENESIS, Entry, Head


@dataclass(frozen=True)
class Fault:
    """One broken place; `sentence` is for people."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Verdict:
    entries: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(*, noted: str = "") -> Verdict:
    """Checks every seal; `noted` is a head (`number:digest`) written down elsewhere earlier, which must still be in the chain."""
    faults: list[Fault] = []
    noted_number, _colon, noted_digest = noted.partition(":")
    noted_seen = not noted
    number, digest, count = 0, GENESIS, 0
    for entry in _entries():
        count += 1
        if entry.number != number + 1:
            faults.append(Fault(entry.number, _("Entries are missing just before this one.")))
        elif entry.previous != digest:
            faults.append(Fault(entry.number, _("This entry does not follow the one before it: an entry was altered, moved or replaced.")))
        if entry.computed_digest() != entry.digest:
            faults.append(Fault(entry.number, _("This entry was altered after it was written.")))
        if noted and str(entry.number) == noted_number:
            noted_seen = entry.digest == noted_digest
        number, digest = entry.number, entry.digest
    head = Head.objects.filter(pk=1).first()
    if head is None or (head.number, head.digest) != (number, digest):
        faults.append(Fault(number, _("The end of the journal was cut off or replaced: it does not match the journal’s own mark.")))
    if not noted_seen:
        faults.append(Fault(int(noted_number) if noted_number.isdigit() else 0, _("The journal no longer contains the mark that you noted.")))
    return Verdict(count, f"{number}:{digest}", tuple(faults))


def _entries() -> Iterator[Entry]:
    return Entry.objects.order_by("number").defer("search_text").iterator(chunk_size=2000)
