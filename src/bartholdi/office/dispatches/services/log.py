"""The log of certificate events: a chain to which is only added, its head, and the walk that finds what was altered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.utils import timezone

from bartholdi.cores.sealing import canonical
from bartholdi.office.dispatches.models import Certificate, LogEntry
from bartholdi.office.journal.acts import Actor, label
from bartholdi.office.journal.models import Head


def append(kind: str, certificate: Certificate, *, by: Actor, statement: bytes = b"") -> LogEntry:
    """One more event, inside the act that it tells of. Whoever comes second waits: no gap, no fork."""
    Head.objects.select_for_update().get(pk=1)
    last = LogEntry.objects.order_by("-number").first()
    entry = LogEntry(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        kind=kind,
        mailbox=certificate.mailbox,
        fingerprint=certificate.fingerprint,
        certificate=certificate.digest,
        by=label(by),
        statement=statement,
        before=last.digest if last else "",
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def head() -> tuple[int, str] | None:
    """The number and the digest of the newest event; receipts and statements carry it."""
    found = LogEntry.objects.order_by("-number").values_list("number", "digest").first()
    return (int(found[0]), str(found[1])) if found else None


def check() -> LogEntry | None:
    """Walks the whole chain. The first entry that does not fit the one before it, or itself; None: all fit."""
    before = ""
    for number, entry in enumerate(LogEntry.objects.order_by("number").select_related("mailbox").iterator(), 1):
        if (entry.number, entry.before, entry.digest) != (number, before, digest(entry)):
            return entry
        before = entry.digest
    return None


def facts(entry: LogEntry) -> dict[str, Any]:
    """Every column but the digest over them, as they are hashed and as they are written into a file."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "mailbox": entry.mailbox.post,
        "fingerprint": entry.fingerprint,
        "certificate": entry.certificate,
        "by": entry.by,
        "statement": b64encode(bytes(entry.statement)).decode(),
        "before": entry.before,
    }


def digest(entry: LogEntry) -> str:
    """SHA-256 of the facts, written by RFC 8785: a stranger can compute it from the downloaded file."""
    return sha256(canonical.written(facts(entry))).hexdigest()


def lines(entries: Iterable[LogEntry]) -> Iterator[bytes]:
    """One line of canonical JSON for each event, with its digest."""
    for entry in entries:
        yield canonical.written({**facts(entry), "digest": entry.digest}) + b"\n"
