"""Publication lists as people have them: BibTeX of a reference manager, JSON of OpenAlex. Pure: bytes in, plain facts out."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.utils.translation import gettext

from bartholdi.office.lib.words import clean_line, clean_text
from bartholdi.office.lib.workflow import Refused

MOST = 2_000
AUTHORS = 60  # of a paper with thousands of authors, sharing it says nothing about two of them
_YEAR = re.compile(r"\b(1[89]|20)[0-9]{2}\b")
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # a broken entry is told by us, to whom it concerns


def read(content: bytes) -> list[dict[str, Any]]:
    """`title`, `abstract`, `year` (or None), `authors` (names as printed) of each. Refuses what is neither, or holds nothing."""
    text = content.decode("utf-8-sig", errors="replace").replace("\0", "")
    found = list(_openalex(text) if text.lstrip()[:1] in {"{", "["} else _bibtex(text))
    rows = [row for row in found if row["title"]]
    if not rows:
        raise Refused(gettext("Nothing was taken: the file holds no publication. Bring BibTeX, or JSON of OpenAlex."))
    if len(rows) > MOST:
        raise Refused(gettext("Nothing was taken: one file holds %(most)s publications at most.") % {"most": MOST})
    return rows


def _bibtex(text: str) -> Iterator[dict[str, Any]]:
    """An entry that cannot be read is left out; the others count."""
    for entry in parse_string(text, append_middleware=[LatexDecodingMiddleware()]).entries:
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        names = [clean_line(name) for name in re.split(r"\s+and\s+", fields.get("author", "")) if name.strip()]
        yield _row(fields.get("title", ""), fields.get("abstract", ""), fields.get("year") or fields.get("date", ""), names)


def _openalex(text: str) -> Iterator[dict[str, Any]]:
    """A page of works, a list of works, or one."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(gettext("Nothing was taken: the file is no sound JSON. Download it again.")) from error
    works = loaded.get("results", [loaded]) if isinstance(loaded, dict) else loaded
    for work in works if isinstance(works, list) else []:
        if isinstance(work, dict):
            title = work.get("display_name") or work.get("title") or ""
            names = [_author(each) for each in _list(work.get("authorships"))]
            yield _row(
                title, _abstract(work.get("abstract_inverted_index")), work.get("publication_year"), list(filter(None, names))
            )


def _author(authorship: Any) -> str:
    author = authorship.get("author") if isinstance(authorship, dict) else None
    name = author.get("display_name") if isinstance(author, dict) else None
    return clean_line(name) if isinstance(name, str) else ""


def _abstract(index: Any) -> str:
    """OpenAlex keeps an abstract as word -> places."""
    if not isinstance(index, dict):
        return ""
    placed = [(place, str(word)) for word, places in index.items() for place in _list(places) if isinstance(place, int)]
    return " ".join(word for _place, word in sorted(placed))


def _row(title: Any, abstract: Any, year: Any, authors: list[str]) -> dict[str, Any]:
    found = _YEAR.search(str(year or ""))
    return {
        "title": clean_line(title if isinstance(title, str) else "")[:600],
        "abstract": clean_text(abstract if isinstance(abstract, str) else "")[:20_000],
        "year": int(found[0]) if found else None,
        "authors": [name[:200] for name in authors] if len(authors) <= AUTHORS else [],
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
