"""From names to the keys of the look-up: accents off, lower case, one space between words, at each word where one may begin to type."""

import re
from collections.abc import Iterable, Iterator

from anyascii import anyascii

LENGTH = 48  # of a key: nobody types further before choosing
BEGINNINGS = 8  # words of a name from which it may be typed
SMALL = frozenset(
    ["a", "an", "and", "at", "d", "de", "des", "du", "e", "et", "for", "in", "l", "la", "le", "les", "of", "on", "s", "the"]
)  # typos: off
_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    return _WORD.findall(anyascii(text).lower())


def phrase(text: str) -> str:
    return " ".join(words(text))


def key(text: str) -> bytes:
    return text.encode()[:LENGTH]


def whole(names: Iterable[str]) -> set[bytes]:
    return {key(said) for name in names if (said := phrase(name))}


def later(names: Iterable[str]) -> set[bytes]:
    return {key(beginning) for name in names for beginning in _later(words(name))}


def _later(found: list[str]) -> Iterator[str]:
    for place in range(1, min(len(found), BEGINNINGS)):
        if found[place] not in SMALL:
            yield " ".join(found[place:])


def after(beginning: bytes) -> bytes:
    """The first key that does not begin so: no letter of ours is as high."""
    return beginning + b"\xff"
