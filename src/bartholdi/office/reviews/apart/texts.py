"""Reads what applications and reviewers wrote, each text once for all: how well they fit, and why."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bartholdi.cores.matching.affinity import Matcher, Memory, Reviewer, Store, Text
from bartholdi.cores.matching.affinity.encoder import Vectors
from bartholdi.cores.matching.affinity.packaged import Packaged
from bartholdi.office.lib.apart import Told
from bartholdi.office.lib.vectors import Folder

SPAN = 4.0  # standard deviations above a stranger that count as a full fit
READING = 16  # texts between two words of progress


class Telling:
    """The usual encoder, loaded when something is to be read and not before; it says how far it has come."""

    name, dimension = Packaged.name, Packaged.dimension

    def __init__(self, told: Told, texts: int) -> None:
        self._told, self._texts, self._read = told, texts, 0
        self._packaged: Packaged | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        self._packaged = self._packaged or Packaged()
        found = self._packaged.encode(texts)
        self._read += len(texts)
        self._told(min(self._read, self._texts), self._texts, "reading")
        return found


@contextmanager
def matched(given: dict[str, Any], told: Told) -> Iterator[Matcher]:
    """Who comes second waits: one process at a time appends to the store."""
    reviewers = [Reviewer(str(key), tuple(_publications(key, rows))) for key, rows in given["reviewers"]]
    texts = len(given["applications"]) + sum(len(each.publications) for each in reviewers)
    encoder = Telling(told, texts)
    told(0, texts, "reading")
    if not given["store"]:
        yield Matcher.of(reviewers, encoder, Memory(encoder))
        return
    folder = Path(given["store"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store: Store = Folder(folder, encoder)
        yield Matcher.of(reviewers, encoder, store)


def asked(given: dict[str, Any]) -> list[Text]:
    """The applications that say something; one without a title and an abstract fits nobody."""
    return [
        Text(str(key), _whole(title), _whole(abstract), language=language if language in {"en", "fr"} else "")
        for key, title, abstract, language in given["applications"]
        if any(letter.isalnum() for letter in title + abstract)
    ]


def hundredths(score: float) -> int:
    """From 0, like a stranger’s, to 100."""
    return round(100 * min(max(score / SPAN, 0.0), 1.0))


def _publications(key: Any, rows: list[list[str]]) -> Iterator[Text]:
    for number, (title, abstract) in enumerate(rows):
        if any(letter.isalnum() for letter in title + abstract):
            yield Text(f"{key}.{number}", _whole(title), _whole(abstract))


def _whole(text: str) -> str:
    """Half a character, which some files hold, is no reason to refuse all."""
    return text.encode("utf-8", "ignore").decode()
