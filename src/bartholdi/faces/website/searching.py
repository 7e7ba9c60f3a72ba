"""Finding pages: each word of the question by any of its stems, in the reader's language; both databases answer alike."""

import itertools
import re
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from anyascii import anyascii
from wagtail.models import Page
from wagtail.search.query import PlainText, SearchQuery

from bartholdi.office.lib.searching import WORD, stems

MOST = 12  # words of a question that count
AROUND = 90  # characters of an excerpt on each side of what was found


def question(text: str) -> SearchQuery | None:
    words = WORD.findall(anyascii(text).lower())[:MOST]
    if not words:
        return None
    return reduce(and_, (reduce(or_, (PlainText(form) for form in sorted(stems(word)))) for word in words))


def found(pages: Any, text: str, *, most: int) -> list[Page]:
    asked = question(text)
    return list(pages.search(asked)[:most]) if asked is not None else []


def excerpt(texts: Iterable[str], text: str, *, otherwise: str) -> list[tuple[str, bool]]:
    """A piece of these texts around the first word that was found, in parts: (words, is this what was asked)."""
    wanted = {form for word in WORD.findall(anyascii(text).lower()) for form in stems(word)}
    whole = re.sub(r"\s+", " ", " ".join(texts)).strip()
    hits = (match for match in re.finditer(r"[^\W_]+", whole) if stems(anyascii(match.group()).lower()) & wanted)
    first = next(hits, None)
    if first is None:
        return [(otherwise, False)]
    begin = whole.rfind(" ", 0, max(0, first.start() - AROUND)) + 1 if first.start() > AROUND else 0
    end = whole.find(" ", first.start() + 2 * AROUND)
    end = len(whole) if end == -1 else end
    parts, at = [], begin
    for match in itertools.chain([first], itertools.takewhile(lambda hit: hit.end() <= end, hits)):
        parts += [(whole[at : match.start()], False), (match.group(), True)]
        at = match.end()
    parts.append((whole[at:end], False))
    return [("… ", False)] * bool(begin) + parts + [(" …", False)] * (end < len(whole))
