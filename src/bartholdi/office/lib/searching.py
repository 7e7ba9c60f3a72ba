"""Search that answers alike on every database: accents off, lower case, English and French stems, whole words or their beginnings."""

import functools
import re

import snowballstemmer
from anyascii import anyascii
from django.db import models
from django.db.models import Q

WORD = re.compile(r"[a-z0-9]+(?:['’.@_+-][a-z0-9]+)*")
_STEMMERS = (snowballstemmer.stemmer("english"), snowballstemmer.stemmer("french"))


@functools.lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """The word and its stems: a query in one language finds a text in the other where they share a root."""
    return frozenset({word, *(stemmer.stemWord(word) for stemmer in _STEMMERS)})


def words(text: str) -> list[str]:
    """Each whole form, then what a joined form is made of: an address is found by its parts too."""
    found = WORD.findall(anyascii(text).lower())
    parts = [part for form in found for part in re.split(r"[^a-z0-9]+", form)]
    return list(dict.fromkeys([*found, *parts]))


def normalised(*texts: str) -> str:
    """What the `search_text` column keeps: every form once, each between spaces."""
    forms = {form for text in texts for word in words(text) for form in stems(word)}
    return f" {' '.join(sorted(forms))} " if forms else ""


def matching(query: str, *, column: str = "search_text") -> Q:
    """A filter: every word of the query, as the beginning of a word or by a whole stem (Zoé does not find a zone)."""
    condition = Q()
    for word in WORD.findall(anyascii(query).lower())[:12]:
        either = Q(**{f"{column}__contains": f" {word}"})
        for stem in stems(word) - {word}:
            either |= Q(**{f"{column}__contains": f" {stem} "})
        condition &= either
    return condition


class Searchable(models.Model):
    """A row found by full text; the app says which texts in `searched()`, and saves through save()."""

    search_text = models.TextField(editable=False, default="", blank=True)
    search_stands = False  # set on a row by whoever knows that the next save changes nothing that is searched

    class Meta:
        abstract = True

    def searched(self) -> tuple[str, ...]:
        raise NotImplementedError

    def save(self, **kwargs: object) -> None:
        if not self.search_stands:
            self.search_text = normalised(*self.searched())
        self.search_stands = False
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text"}  # type: ignore[misc]
        super().save(**kwargs)  # type: ignore[arg-type]
