"""Real abstracts and publication lists, of a folder that an operator names: read for the demonstration, never kept with the project."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bartholdi.demo.themes import Text, Theme, themes

ABSTRACTS, LISTS = "abstracts.jsonl.gz", "publications.jsonl.gz"
# What the demonstration calls a discipline, and what the files call it.
CALLED = {
    "earth": "earth-climate",
    "ocean": "earth-climate",
    "quantum": "physics",
    "health": "medicine-health",
    "computing": "computer-science",
    "society": "social-sciences",
    "space": "astronomy",
}
ENOUGH = 5  # texts of a discipline in one language; with fewer, the other language is written


class NoData(Exception):
    """The folder does not hold what was asked for; the text is a sentence."""


@dataclass(frozen=True)
class Real:
    """A discipline with its texts by language, and what each of its researchers published; reviewers speak of it in the invented words."""

    theme: Theme
    texts: dict[str, list[Text]] = field(default_factory=lambda: defaultdict(list))
    lists: list[list[Text]] = field(default_factory=list)

    @property
    def discipline(self) -> str:
        return self.theme.discipline

    @property
    def subject(self) -> dict[str, str]:
        return self.theme.subject

    @property
    def topics(self) -> str:
        return self.subject["en"]

    def text(self, language: str, dice: Random) -> Text:
        there = self.texts.get(language, [])
        return dice.choice(there if len(there) >= ENOUGH else self.texts["en"])

    def works(self, dice: Random, many: int) -> list[Text]:
        return dice.choice(self.lists)[: many * 2]

    def words(self, language: str, dice: Random) -> dict[str, str]:
        return self.theme.words(language, dice)


def subjects(folder: Path) -> list[Real]:
    """One for each discipline of the demonstration. NoData where the files are not there."""
    missing = [name for name in (ABSTRACTS, LISTS) if not (folder / name).is_file()]
    if missing:
        raise NoData(f"There is no {' and no '.join(missing)} in {folder}. Name the folder that holds them, or leave --data out.")
    made = {each.discipline: Real(each) for each in themes()}
    by_name: dict[str, list[Real]] = defaultdict(list)
    for real in made.values():
        by_name[CALLED.get(real.discipline, real.discipline)].append(real)
    for row in _rows(folder / ABSTRACTS):
        for real in by_name.get(row["discipline"], ()):
            real.texts[row["lang"]].append(Text(row["title"], row["abstract"]))
    for row in _rows(folder / LISTS):
        for real in by_name.get(row["discipline"], ()):
            real.lists.append([Text(each["title"], each["abstract"] or "") for each in row["publications"]])
    return list(made.values())


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
