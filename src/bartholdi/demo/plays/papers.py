"""The files that applicants bring: one page for each theme, which says that it is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import Random

from bartholdi.demo.themes import Subject
from bartholdi.office.lib.papers import Paper, pdfs

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes each time
SOURCE = Path(__file__).with_name("paper.typ")


class Papers:
    """Set once, by one child process, as soon as the first is wanted."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = subjects

    @cached_property
    def _made(self) -> dict[str, bytes]:
        dice = Random("papers")  # noqa: S311  the same papers each time
        texts = [each.text("en", dice) for each in self._subjects]
        facts = [{"title": text.title, "text": text.abstract} for text in texts]
        made = pdfs([Paper(SOURCE, each, at=MOMENT) for each in facts])
        return dict(zip([each.subject["en"] for each in self._subjects], made, strict=True))

    def of(self, theme: Subject, number: int = 1) -> bytes:
        """`number` tells apart several papers of one theme: the same file twice is one file."""
        return self._made[theme.subject["en"]] + b"%%%d\n" % number
