"""Sealed octets on the disk: written before the rows that name them, so that a fault leaves a file too many, never a row without one.

What is still being uploaded grows in a folder of its own (`staged`), because not every storage can add to a file; once whole, it moves
to the private storage. Files that no row names are swept once a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction

from bartholdi.office.dispatches.models import Blob, Dispatch, Draft
from bartholdi.office.lib.stored import private, random_place

GRACE = timedelta(days=1)  # an upload may rest so long, and a file may wait so long for its row
FOLDER = "dispatches"


@contextmanager
def kept(content: bytes | File[bytes], name: str = "") -> Iterator[str]:
    """The name of a new file; where what follows fails, the file goes again."""
    name = private().save(name or random_place(Dispatch(), ""), ContentFile(content) if isinstance(content, bytes) else content)
    try:
        yield name
    except BaseException:
        delete(name)
        raise


def forget(names: Iterable[str | None]) -> None:
    """Once the rows that named them are gone for good."""
    for name in filter(None, names):
        transaction.on_commit(partial(delete, name))


def delete(name: str) -> None:
    """What cannot be deleted now, the daily sweep finds."""
    with suppress(OSError):
        private().delete(name)


def staged(dispatch: Dispatch, identity: str) -> Path:
    """Where an attachment grows until it is whole."""
    folder = Path(settings.DATA) / "staged" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{dispatch.pk}-{identity}"


def sweep(now: datetime) -> int:
    """Deletes what no row names and nobody works on; says how many files."""
    named = set(Dispatch.objects.sealed().values_list("envelope", flat=True))
    named |= set(Blob.objects.values_list("file", flat=True)) | set(Draft.objects.values_list("envelope", flat=True))
    lost = [name for name in _stored() if name not in named and private().get_modified_time(name) < now - GRACE]
    for name in lost:
        delete(name)
    return len(lost) + _sweep_staged(now)


def _stored() -> Iterator[str]:
    storage = private()
    with suppress(FileNotFoundError):
        for part in storage.listdir(FOLDER)[0]:
            yield from (f"{FOLDER}/{part}/{name}" for name in storage.listdir(f"{FOLDER}/{part}")[1])


def _sweep_staged(now: datetime) -> int:
    folder, swept = Path(settings.DATA) / "staged" / FOLDER, 0
    for path in folder.glob("*") if folder.exists() else ():
        if path.stat().st_mtime < (now - GRACE).timestamp():
            path.unlink(missing_ok=True)
            swept += 1
    return swept
