"""Reads the whole chain again and names every entry that was altered, removed or moved."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from bartholdi.office.journal.models import GENESIS, Entry, EntryQuerySet, Head

# SQLite keeps anything in any column: a date that is none, bytes that are no letters.
UNREADABLE = (AttributeError, TypeError, ValueError, DatabaseError)


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
    # Read before the entries: what is appended meanwhile is newer than this mark, never missing from it.
    mark = Head.objects.filter(pk=1).first()
    seen = {0: GENESIS}  # the seals at the marks that must be in the chain
    wanted = {mark.number if mark else 0, number_of(noted)}
    number, digest, count = 0, GENESIS, 0
    for entry in _entries():
        count += 1
        if isinstance(entry, int):
            faults.append(altered(entry))
            number, digest = entry, ""
            continue
        faults += _faults(entry, number, digest)
        number, digest = entry.number, entry.digest
        if number in wanted:
            seen[number] = digest
    if mark is None or seen.get(mark.number) != mark.digest or not Head.objects.filter(number__gte=number).exists():
        faults.append(
            Fault(number, _("The end of the journal was cut off or replaced: it does not match the journal’s own mark."))
        )
    if noted and seen.get(number_of(noted)) != noted.partition(":")[2]:
        faults.append(Fault(max(0, number_of(noted)), _("The journal no longer contains the mark that you noted.")))
    return Verdict(count, f"{number}:{digest}", tuple(faults))


def number_of(noted: str) -> int:
    """The number in a noted mark; none stands at -1."""
    number = noted.partition(":")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 20 else -1


def _faults(entry: Entry, number: int, digest: str) -> Iterator[Fault]:
    """What is wrong with one entry that should follow the entry of this number and seal."""
    if entry.number != number + 1:
        yield Fault(entry.number, _("Entries are missing just before this one."))
    elif entry.previous != digest:
        yield Fault(entry.number, _("This entry does not follow the one before it: an entry was altered, moved or replaced."))
    if not _is_sealed(entry):
        yield altered(entry.number)


def altered(number: int) -> Fault:
    return Fault(number, _("This entry was altered after it was written."))


def _is_sealed(entry: Entry) -> bool:
    try:
        return entry.computed_digest() == entry.digest
    except UNREADABLE:
        return False


def _entries() -> Iterator[Entry | int]:
    """In their order; only the number of one whose columns hold what can no longer be read."""
    last = -1
    try:
        for entry in _rows().iterator(chunk_size=2000):
            last = entry.number
            yield entry
    except UNREADABLE:  # which row it was, the database does not say: from here on one by one
        for number in list(_rows().filter(number__gt=last).values_list("number", flat=True)):
            yield _one(number)


def _one(number: int) -> Entry | int:
    try:
        return _rows().get(number=number)
    except UNREADABLE:
        return number


def _rows() -> EntryQuerySet:
    return Entry.objects.order_by("number").defer("search_text")
