"""The texts of the demonstration, one TOML file a page with both languages side by side."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bartholdi.demo import moments
from bartholdi.office.lib.bilingual import LANGUAGES

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Sheet:
    """One page: `key` is its file without the ending; the list of a section has the section's name."""

    key: str
    facts: dict[str, Any]  # what both languages share
    words: dict[str, dict[str, Any]]  # language -> name -> text

    @property
    def section(self) -> str:
        return self.key.partition("/")[0]

    @property
    def is_list(self) -> bool:
        return "/" not in self.key


@cache
def read(key: str) -> dict[str, Any]:
    """Any file of the folder, such as "office" or "programmes/fadex"."""
    return tomllib.loads((FOLDER / f"{key}.toml").read_text())


def sheet(key: str, *, today: date) -> Sheet:
    data = read(key if (FOLDER / f"{key}.toml").exists() else f"{key}/_index")
    facts = {name: value for name, value in data.items() if name not in LANGUAGES}
    year = moments.day(facts["closes"], today).year if "closes" in facts else today.year
    return Sheet(key, facts, {language: _dated(data[language], year) for language in LANGUAGES})


def _dated(value: Any, year: int) -> Any:
    """`{year}` is the year in which the call closes, `{next}` the one after."""
    if isinstance(value, str):
        return value.replace("{year}", str(year)).replace("{next}", str(year + 1))
    if isinstance(value, list):
        return [_dated(each, year) for each in value]
    return {name: _dated(each, year) for name, each in value.items()}


def every(*, today: date) -> list[Sheet]:
    """All pages below the first one, parents before children, in the order of menus and lists."""
    return [sheet(key, today=today) for key in keys()]


def keys() -> list[str]:
    found: list[str] = []
    for key in read("home")["order"]:
        found.append(key)
        if "/" not in key:
            order = read(f"{key}/_index").get("order") or sorted(path.stem for path in (FOLDER / key).glob("[!_]*.toml"))
            found += [f"{key}/{name}" for name in order]
    return found
