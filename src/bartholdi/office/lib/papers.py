"""Papers as PDF: tagged (PDF/UA-1), the same bytes for the same facts and moment. Typst sets them in a process of its own: its fonts
and caches would make the server a tenth larger for good."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bartholdi.office.lib import apart

TAGGED = ("ua-1",)  # for people who have it read aloud


class Undrawable(Exception):
    """A character that none of the machine's fonts can draw: a tagged paper may not hold it."""


@dataclass(frozen=True)
class Paper:
    """`facts` are what the source reads as `sys.inputs.data`; `at` is the date that the file says of itself."""

    source: Path
    facts: dict[str, Any]
    at: datetime
    tagged: bool = True


def pdf(source: Path, facts: dict[str, Any], *, at: datetime, undrawn: Callable[[], None]) -> bytes:
    """Where a character can be drawn with none of the machine's fonts, the standard forbids the paper, but its reader needs it:
    `undrawn` says so in the facts, and it is made without."""
    paper = Paper(source, facts, at)
    try:
        return next(pdfs([paper]))
    except Undrawable:
        undrawn()
        return next(pdfs([replace(paper, tagged=False)]))


def pdfs(papers: Iterable[Paper]) -> Iterator[bytes]:
    """Many by one child, in their order; Undrawable where tagging fails."""
    given = [
        {
            "source": str(paper.source),
            "data": json.dumps(paper.facts, ensure_ascii=False),
            "at": int(paper.at.timestamp()),
            "standards": list(TAGGED) if paper.tagged else [],
        }
        for paper in papers
    ]
    for made in apart.run("bartholdi.office.lib.papers_apart:compiled", given):
        if "fault" in made:
            raise Undrawable(made["fault"])
        yield base64.b64decode(made["pdf"])
