"""Sentences in both languages with places for facts, which are written as each language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from bartholdi.cores.formspec.words.shown import day, number, size

# One text, or two: for one thing and for several. French counts zero as one.
Form: TypeAlias = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said in each language. `{name}` stands for a fact, `{name:size}` for a number of bytes."""

    en: Form
    fr: Form

    def said(self, facts: Mapping[str, Any], language: str) -> str:
        form = self.fr if language == "fr" else self.en
        if not isinstance(form, str):
            count = facts.get("n", 2)
            form = form[0 if (count < 2 if language == "fr" else count == 1) else 1]
        return form.format_map(_Facts(facts, language))


class _Facts(dict[str, "_Fact"]):
    """The facts in one language; one that is not there is shown as an ellipsis, since a sentence must never fail."""

    def __init__(self, facts: Mapping[str, Any], language: str) -> None:
        super().__init__({name: _Fact(value, language) for name, value in facts.items()})
        self.language = language

    def __missing__(self, name: str) -> "_Fact":
        return _Fact("…", self.language)


class _Fact:
    """One fact, which writes itself."""

    def __init__(self, value: Any, language: str) -> None:
        self.value = value
        self.language = language

    def __format__(self, style: str) -> str:
        value = self.value
        if style == "size" and isinstance(value, int):
            return size(value, self.language)
        if isinstance(value, dict):
            return str(value.get(self.language, ""))
        if isinstance(value, date):
            return day(value, self.language)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return number(value, self.language)
        return str(value)
