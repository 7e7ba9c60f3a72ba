"""What is matched: texts with a key, reviewers with their publications; and what is refused, with how to mend it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bartholdi.cores.matching.affinity.words import LANGUAGES, language

HALF = re.compile("[\ud800-\udfff]")  # surrogates, which stand for a character in pairs only
MENDS = {
    "empty": "a text has neither title nor abstract with a word in it: give one, or leave the text out",
    "unreadable": "a text holds half a character: read its file again, as UTF-8",
    "twice": "a key stands for two of them: give each its own",
    "language": f"a language is one of {', '.join(LANGUAGES)}, or empty where it is to be guessed",
    "no_publications": "no reviewer has a publication: give at least one",
    "not_finite": "a vector holds what is no number: embed its text again, without the store",
    "shape": "the encoder gave another number of vectors than texts, or of another length than it says",
    "dimension": "the store holds vectors of another length: use a new store for this encoder",
    "encoder": "the store holds vectors of another encoder: use a new store for this one",
    "damaged": "the store ends in the middle of a vector, or its index does not match: delete it, it is filled again",
    "unknown": "there is no such reviewer",
}


class Unmatchable(ValueError):
    """`code` is a key of MENDS, which says how to mend it. `facts` are its particulars."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {MENDS[code]} ({facts})" if facts else f"{code}: {MENDS[code]}")


@dataclass(frozen=True)
class Text:
    """An application or a publication. `full`: its full text, where there is one; `fields`: codes of subjects, of any one scheme."""

    key: str
    title: str
    abstract: str = ""
    full: str = ""
    language: str = ""
    fields: frozenset[str] = frozenset()

    @property
    def short(self) -> str:
        return unicodedata.normalize("NFC", f"{self.title}\n{self.abstract}".strip())

    @property
    def spoken(self) -> str:
        return self.language or language(self.short)


@dataclass(frozen=True)
class Reviewer:
    key: str
    publications: tuple[Text, ...]


def digest(text: str) -> str:
    """What a vector is kept by: the same text is embedded once, whoever wrote it."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def checked(texts: Sequence[Text]) -> Sequence[Text]:
    """Themselves; Unmatchable with the key of the first that is empty, unreadable, or of an unknown language."""
    for text in texts:
        if HALF.search(text.short + text.full):
            raise Unmatchable("unreadable", key=text.key)
        if not any(letter.isalnum() for letter in text.short):
            raise Unmatchable("empty", key=text.key)
        if text.language and text.language not in LANGUAGES:
            raise Unmatchable("language", key=text.key, language=text.language)
    return texts


def distinct(keys: Sequence[str]) -> None:
    """Unmatchable where a key occurs twice."""
    if repeated := [key for key, count in Counter(keys).items() if count > 1]:
        raise Unmatchable("twice", key=min(repeated))
