"""Words of a text, its language where nobody says it, and the terms it is compared by: stems and pairs of neighbouring stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from bartholdi.cores.matching.affinity.stops import STOPS

WORD = re.compile(r"[^\W_]+")
STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in (("en", "english"), ("fr", "french"))}
LANGUAGES = tuple(STEMMERS)
ENOUGH = 400  # words are read to tell a language by


def words(text: str) -> list[str]:
    """In lower case; letters and figures, but neither single ones nor mere numbers."""
    found = WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word for word in found if len(word) > 1 and not word.isdigit()]


def language(text: str) -> str:
    """The language most of whose empty words occur; English where none do."""
    found = WORD.findall(unicodedata.normalize("NFC", text).lower())[:ENOUGH]
    return max(LANGUAGES, key=lambda each: sum(word in STOPS[each] for word in found))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    return str(STEMMERS[language].stemWord(word))


def terms(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(term, as it is written) for each word that says something, then for each pair of neighbours."""
    kept = [word for word in words(text) if word not in STOPS[language]]
    stems = [stem(word, language) for word in kept]
    yield from zip(stems, kept, strict=True)
    for place in range(len(kept) - 1):
        yield f"{stems[place]} {stems[place + 1]}", f"{kept[place]} {kept[place + 1]}"
