"""Many organisations at once, from a source that is read in order: what is new comes in, what changed follows, what the office
wrote stays. A few hundred rows are held at a time."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction

from bartholdi.office.directory.models import LookupKey, Organisation, OrganisationDomain, OrganisationLink, OrganisationName
from bartholdi.office.directory.models.organisation import filing_name
from bartholdi.office.directory.permissions import POLICY
from bartholdi.office.directory.services.filing import keys_of
from bartholdi.office.directory.sources import Record
from bartholdi.office.journal.acts import Actor, record
from bartholdi.office.lib.searching import normalised

Source = Callable[[], Iterable[Record | None]]
Progress = Callable[[int], None]
BATCH = 500
COLUMNS = ("name_en", "name_fr", "acronym", "city", "region", "country", "latitude", "longitude", "website", "withdrawn")
WRITTEN = (*COLUMNS, "filed_under", "source_digest", "search_text")
CHANGES = ("added", "changed", "marked", "linked", "unlinked")


def load_organisations(source: Source, *, named: str, by: Actor, told: Progress = lambda done: None) -> Counter[str]:
    """`source` is read twice: links need both of their ends. Each batch is a transaction, so that others can write meanwhile; a load
    that stops half way is finished by the next. The journal gets one entry, if anything changed."""
    POLICY.require(by, "load_organisations", None)
    counts: Counter[str] = Counter()
    try:
        touched: set[str] = set()
        for batch in batches(source()):
            with transaction.atomic():
                touched |= _load(batch, counts)
            told(counts["read"])
        if touched:
            _link(source, touched, counts)
    finally:
        if any(counts[change] for change in CHANGES) and not connection.needs_rollback:
            record("directory.load_organisations", None, by=by, change={"source": named, **+counts})
    return counts


def batches(records: Iterable[Record | None]) -> Iterator[list[Record | None]]:
    running = iter(records)
    while batch := list(islice(running, BATCH)):
        yield batch


def _load(batch: list[Record | None], counts: Counter[str]) -> set[str]:
    """Returns the identifiers of those whose links are to be looked at."""
    sound = {each.ror: each for each in batch if each is not None}
    counts["read"] += len(batch)
    counts["unreadable"] += batch.count(None)
    there = {row.ror: row for row in Organisation.objects.filter(ror__in=sound).defer("search_text")}
    fresh, stale = [], []
    for ror, each in sound.items():
        row, digest = there.get(ror), digest_of(each)
        if row is None:
            fresh.append((_write(Organisation(ror=ror), each, digest), each))
        elif row.edited or row.merged_into_id or (each.source == "table" and row.source_digest.startswith("ror:")):
            counts["kept"] += 1
            _mark(row, each, counts)
        elif row.source_digest != digest:
            stale.append((_write(row, each, digest), each))
    Organisation.objects.bulk_create([row for row, _each in fresh])
    if stale:
        rows = [row for row, _each in stale]
        Organisation.objects.bulk_update(rows, WRITTEN)
        for model in (OrganisationName, OrganisationDomain, LookupKey):
            model.objects.filter(organisation__in=rows).delete()
    _hang([*fresh, *stale])
    counts["added"] += len(fresh)
    counts["changed"] += len(stale)
    return {each.ror for _row, each in (*fresh, *stale)}


def digest_of(each: Record) -> str:
    return f"{each.source}:{hashlib.sha256(repr(each).encode()).hexdigest()}"[:64]


def _write(row: Organisation, each: Record, digest: str) -> Organisation:
    for name in COLUMNS:
        setattr(row, name, getattr(each, name))
    row.filed_under, row.source_digest = filing_name(row), digest
    names = [text for text, _language, _kind in each.names]
    row.search_text = normalised(each.name_en, each.name_fr, each.acronym, each.city, each.ror, *names, *each.domains)
    return row


def _mark(row: Organisation, each: Record, counts: Counter[str]) -> None:
    """That the registry withdrew it is news also where the facts are the office's own."""
    if each.source == "ror" and row.withdrawn != each.withdrawn:
        row.withdrawn = each.withdrawn
        Organisation.objects.filter(pk=row.pk).update(withdrawn=each.withdrawn)
        LookupKey.objects.filter(organisation=row).delete()
        names = [(name.text, name.kind) for name in row.names.all()]
        LookupKey.objects.bulk_create(keys_of(row, names, [domain.domain for domain in row.domains.all()]))
        counts["marked"] += 1


def _hang(pairs: list[tuple[Organisation, Record]]) -> None:
    """What belongs to each row: its names, domains and keys."""
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=row, text=text, language=language, kind=kind)
        for row, each in pairs
        for text, language, kind in each.names
    )
    OrganisationDomain.objects.bulk_create(
        OrganisationDomain(organisation=row, domain=domain) for row, each in pairs for domain in each.domains
    )
    LookupKey.objects.bulk_create(
        key for row, each in pairs for key in keys_of(row, [(text, kind) for text, _language, kind in each.names], each.domains)
    )


def _link(source: Source, touched: set[str], counts: Counter[str]) -> None:
    above: dict[int, set[int]] = {}
    for child, parent in OrganisationLink.objects.order_by().values_list("child", "parent").iterator():
        above.setdefault(child, set()).add(parent)
    for batch in batches(each for each in source() if each is not None and each.ror in touched):
        with transaction.atomic():
            _link_some([each for each in batch if each is not None], above, counts)


def _link_some(batch: list[Record], above: dict[int, set[int]], counts: Counter[str]) -> None:
    rors = {each.ror for each in batch} | {parent for each in batch for parent in each.parents}
    rows: dict[str | None, Any] = dict(Organisation.objects.filter(ror__in=rors).values_list("ror", "pk"))
    wanted = {rows[each.ror]: {rows[ror] for ror in each.parents if ror in rows} for each in batch}
    gone = [(child, parent) for child, parents in wanted.items() for parent in above.get(child, set()) - parents]
    for child, parent in gone:
        OrganisationLink.objects.filter(child=child, parent=parent).delete()
        above[child].discard(parent)
    fresh = []
    for child, parents in wanted.items():
        for parent in sorted(parents - above.get(child, set())):
            if not _circles(child, parent, above):
                above.setdefault(child, set()).add(parent)
                fresh.append(OrganisationLink(child_id=child, parent_id=parent))
    OrganisationLink.objects.bulk_create(fresh)
    counts["linked"] += len(fresh)
    counts["unlinked"] += len(gone)


def _circles(child: int, parent: int, above: dict[int, set[int]]) -> bool:
    seen: set[int] = set()
    waiting = {parent}
    while waiting:
        if child in waiting:
            return True
        seen |= waiting
        waiting = {higher for each in waiting for higher in above.get(each, ())} - seen
    return False
