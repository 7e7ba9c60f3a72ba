"""Sentences in both languages with places for facts, which are written as each language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from bartholdi.cores.eligibility.rules import Label
from bartholdi.cores.eligibility.spans import Span

# One text, or two: for one thing and for several. French counts zero as one.
Form: TypeAlias = str | tuple[str, str]

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_UNITS = {
    "en": (("year", "years"), ("month", "months"), ("day", "days")),
    "fr": (("an", "ans"), ("mois", "mois"), ("jour", "jours")),
}
_OF_COUNTRIES = frozenset(
    {"country", "countries", "only", "except"}
)  # the facts that are countries: anything else stays as it is
_AND = {"en": "and", "fr": "et"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said in each language; `{name}` stands for a fact, and `n` decides between one and several."""

    en: Form
    fr: Form

    def said(self, facts: Mapping[str, Any], language: str, countries: Mapping[str, str]) -> str:
        form = self.fr if language == "fr" else self.en
        if not isinstance(form, str):
            form = form[0 if _is_one(facts.get("n", 2), language) else 1]
        written = {name: fact(value, language, countries if name in _OF_COUNTRIES else {}) for name, value in facts.items()}
        return form.format_map(_Facts(written))


class _Facts(dict[str, str]):
    """A fact that is not there is shown as an ellipsis, since a sentence must never fail."""

    def __missing__(self, name: str) -> str:
        return "…"


def fact(value: Any, language: str, countries: Mapping[str, str]) -> str:
    """One fact as people write it: numbers, dates, lengths of time, lists, countries by their names."""
    if isinstance(value, Span):
        return length(value, language)
    if isinstance(value, Label):
        return value.fr if language == "fr" else value.en
    if isinstance(value, tuple):
        return _listed([fact(one, language, countries) for one in value], language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number(value, language)
    return countries.get(value, value) if isinstance(value, str) else str(value)


def number(value: Decimal | int, language: str) -> str:
    """12345.5 as 12,345.5 in English and as 12 345,5 in French (with narrow no-break spaces)."""
    said = format(value, ",f") if isinstance(value, Decimal) else format(value, ",")
    return said.replace(",", "\u202f").replace(".", ",") if language == "fr" else said


def day(value: date, language: str) -> str:
    """1 September 2027, 1er septembre 2027."""
    month = _MONTHS["fr" if language == "fr" else "en"][value.month - 1]
    return f"{'1er' if language == 'fr' and value.day == 1 else value.day}\u00a0{month} {value.year}"


def length(span: Span, language: str) -> str:
    """8 years, 2 months and 1 day; what is zero is not said."""
    units = _UNITS["fr" if language == "fr" else "en"]
    parts = [
        f"{number(count, language)}\u00a0{one if _is_one(count, language) else several}"
        for count, (one, several) in zip(span, units, strict=True)
        if count
    ]
    return _listed(parts, language) if parts else f"0\u00a0{units[2][0 if language == 'fr' else 1]}"


def _listed(parts: list[str], language: str) -> str:
    joint = _AND["fr" if language == "fr" else "en"]
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _is_one(count: Any, language: str) -> bool:
    return isinstance(count, int | Decimal) and (count < 2 if language == "fr" else count == 1)
