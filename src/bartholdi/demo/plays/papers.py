"""The files that applicants bring: one page for each theme, which says that it is invented."""

from __future__ import annotations

from pathlib import Path
from random import Random

from django.utils import timezone

from bartholdi.demo.themes import Theme, themes
from bartholdi.office.lib.papers import Paper, pdfs

SOURCE = Path(__file__).with_name("paper.typ")


class Papers:
    """Set once, by one child process."""

    def __init__(self) -> None:
        dice = Random("papers")  # noqa: S311  the same papers each time
        now = timezone.now()
        facts = [{"title": each.title("en", dice), "text": each.abstract("en", dice)} for each in themes()]
        made = pdfs([Paper(SOURCE, each, at=now) for each in facts])
        self._made = dict(zip([each.subject["en"] for each in themes()], made, strict=True))

    def of(self, theme: Theme) -> bytes:
        return self._made[theme.subject["en"]]
