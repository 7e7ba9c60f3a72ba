"""Invented applicants with invented answers, for rehearsals: the same each time, and no address that a letter could reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from bartholdi.cores.formspec import Field, Spec, check

FIRST = (
    "Amina",
    "Bastien",
    "Clara",
    "Dorian",
    "Élise",
    "Farid",
    "Grace",
    "Hugo",
    "Inès",
    "Jules",
    "Kofi",
    "Léa",
    "Mateo",
    "Nora",
)
LAST = (
    "Abara",
    "Berthelot",
    "Castellane",
    "Delorme",
    "Esposito",
    "Fontaine",
    "Garland",
    "Hartwell",
    "Ito",
    "Jourdain",
    "Kessler",
)
WORDS = (
    "coastal", "quantum", "glacier", "memory", "archive", "neural", "membrane", "harvest", "signal", "border", "forest", "protein",
    "river", "theatre", "climate", "carbon", "tremor", "lattice", "market", "language",
)  # fmt: skip
INSTITUTIONS = (
    {"name": "Lakeshore University (invented)", "country": "US"},
    {"name": "Université d’Iroise (invented)", "country": "FR"},
    {"name": "Tidewater College (invented)", "country": "US"},
)


def name(dice: Random) -> str:
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}"


def answers(spec: Spec, dice: Random, *, today: date) -> dict[str, Any]:
    """Answers in their normal form, hidden ones left out. Files are not invented: there would be nothing to open."""
    given = {field.key: answer(field, dice, today) for field in spec.fields()}
    verdict = check(spec, {key: value for key, value in given.items() if value is not None}, final=False)
    return dict(verdict.answers)


def answer(field: Field, dice: Random, today: date) -> Any:
    make = MAKERS.get(field.kind)
    return make(field.options, dice, today) if make else None


def text(options: Any, dice: Random, _today: date) -> str:
    most = min(options.get("max_words", 6), 6)
    return " ".join(dice.sample(WORDS, max(most, 1))).capitalize()[: options.get("max_characters", 250)]


def long_text(options: Any, dice: Random, _today: date) -> str:
    words = min(max(options.get("min_words", 0), 40), options.get("max_words", 40))
    sentences = " ".join(dice.choice(WORDS) for _ in range(words)).capitalize()
    return f"{sentences}."[: options.get("max_characters", 20_000)]


def number(options: Any, dice: Random, _today: date) -> str:
    return str(between(options, dice, 0, 100))


def between(options: Any, dice: Random, usual_low: int, usual_high: int) -> int:
    """A whole number that the question allows, and a usual one where it allows that."""
    low, high = int(options.get("min", usual_low)), int(options.get("max", usual_high))
    if low > high:  # only one of the two is the question's own
        low, high = (high, high) if "max" in options else (low, low)
    return dice.randint(low, high)


def money(options: Any, dice: Random, _today: date) -> dict[str, str]:
    return {"amount": str(between(options, dice, 100, 10_000)), "currency": options["currencies"][0]}


def day(options: Any, dice: Random, today: date) -> str:
    first = options.get("min") or today - timedelta(days=1_500)
    return (first + timedelta(days=dice.randint(0, 700))).isoformat()


def period(options: Any, dice: Random, today: date) -> dict[str, str]:
    first = options.get("min") or today + timedelta(days=200)
    length = options.get("min_days") or options.get("min_months", 4) * 31
    return {"from": first.isoformat(), "to": (first + timedelta(days=length)).isoformat()}


def choice(options: Any, dice: Random, _today: date) -> str:
    return str(dice.choice(options["choices"]).value)


def choices(options: Any, dice: Random, today: date) -> list[str]:
    return [choice(options, dice, today)]


def discipline(options: Any, dice: Random, _today: date) -> list[str]:
    headings = {entry.under for entry in options["entries"]}
    return [str(dice.choice([entry.value for entry in options["entries"] if entry.value not in headings]))]


def country(options: Any, dice: Random, _today: date) -> str:
    wanted = options.get("only") or [code for code in ("US", "CA", "IN", "FR", "DE") if code not in options.get("except", ())]
    return str(dice.choice(wanted))


def person(_options: Any, dice: Random, _today: date) -> dict[str, str]:
    return {"name": name(dice), "email": "nobody@invented.invalid"}


def table(options: Any, dice: Random, today: date) -> list[dict[str, Any]]:
    rows = max(options.get("min_rows", 1), 1)
    return [{column.key: answer(column, dice, today) for column in options["columns"]} for _ in range(rows)]


MAKERS: dict[str, Callable[[Any, Random, date], Any]] = {
    "text": text,
    "long_text": long_text,
    "number": number,
    "money": money,
    "date": day,
    "period": period,
    "yes_no": lambda _options, dice, _today: dice.random() < 0.7,
    "choice": choice,
    "choices": choices,
    "country": country,
    "organisation": lambda _options, dice, _today: dice.choice(INSTITUTIONS),
    "goals": lambda _options, dice, _today: [dice.randint(1, 17)],
    "discipline": discipline,
    "person": person,
    "table": table,
    "statement": lambda _options, _dice, _today: True,
}
