"""The files that applicants bring: one page for each theme, which says that it is invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from django.utils import timezone

from bartholdi.demo.themes import Subject
from bartholdi.office.lib.papers import Paper, pdfs

SOURCE = Path(__file__).with_name("paper.typ")


class Papers:
    """Set once, by one child process."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        dice = Random("papers")  # noqa: S311  the same papers each time
        now = timezone.now()
        texts = [each.text("en", dice) for each in subjects]
        facts = [{"title": text.title, "text": text.abstract} for text in texts]
        made = pdfs([Paper(SOURCE, each, at=now) for each in facts])
        self._made = dict(zip([each.subject["en"] for each in subjects], made, strict=True))

    def of(self, theme: Subject) -> bytes:
        return self._made[theme.subject["en"]]
