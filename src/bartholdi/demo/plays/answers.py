"""Answers to any questionnaire of a call, that make sense together: a theme's words, real institutions, and what the rules ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from bartholdi.cores.formspec import Field, Spec, check
from bartholdi.demo.plays import cast
from bartholdi.demo.themes import Subject
from bartholdi.office.applications import invented
from bartholdi.office.applications.findings import judged_before
from bartholdi.office.applications.models import Application
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import Call

WORDY = 200  # words of a long text that asks for more than an abstract
TITLE = 150  # characters of a title at most, fewer where the question says so
THROWS = 60
USUAL = ("US", "US", "US", "CA", "IN", "BR", "DE", "FR")  # where applicants are from


@dataclass(frozen=True)
class Hand:
    """Whose answers: what they work on, in which language they write, on which day, and where they are."""

    theme: Subject
    language: str
    dice: Random
    today: date
    where: Organisation | None = None


def eligible(call: Call, hand: Hand) -> dict[str, Any]:
    """The first that the rules do not refuse: dates and stays are thrown until they fit."""
    for _throw in range(THROWS):
        given = answers(call, hand)
        found = judged_before(call, given)
        if found is None or found.verdict != Application.Finding.NOT:
            return given
    return given


def answers(call: Call, hand: Hand) -> dict[str, Any]:
    """In their normal form, without files."""
    edition = call.edition
    if edition is None:
        return {}
    spec = edition.parsed()
    asked = {rule["options"]["answer"]: rule for rule in call.rules if "answer" in rule.get("options", {})}
    given = {field.key: _answer(field, asked.get(field.key, {}), hand) for field in spec.fields()}
    title, abstract = call.columns.get("title", ""), call.columns.get("abstract", "")
    text = hand.theme.text(hand.language, hand.dice)
    if (field := spec.field(title)) is not None:
        given[title] = text.title[: min(TITLE, field.options.get("max_characters", TITLE))]
    if (field := spec.field(abstract)) is not None:
        given[abstract] = _shortened(text.abstract, field)
    verdict = check(spec, {key: value for key, value in given.items() if value is not None}, final=False)
    return dict(verdict.answers)


def of_letter(spec: Spec, hand: Hand) -> dict[str, Any]:
    """What the writer of a letter answers."""
    given = {field.key: _answer(field, {}, hand) for field in spec.fields()}
    return dict(check(spec, {key: value for key, value in given.items() if value is not None}, final=False).answers)


def _answer(field: Field, rule: dict[str, Any], hand: Hand) -> Any:
    dice = hand.dice
    match field.kind:
        case "long_text":
            return _shortened(hand.theme.text(hand.language, dice).abstract, field)
        case "organisation":
            return _organisation(rule, hand)
        case "country":
            return _country(field, rule, dice)
        case "person":
            return _person(hand)
        case "choice":
            return str(field.options["choices"][dice.randrange(len(field.options["choices"]))].value)
    return invented.answer(field, dice, hand.today)


def _shortened(text: str, field: Field) -> str:
    words = text.split()[: field.options.get("max_words", WORDY)]
    return " ".join(words)[: field.options.get("max_characters", 20_000)]


def _person(hand: Hand) -> dict[str, str]:
    host = cast.place("FR", hand.dice)
    return {"name": cast.name(hand.dice, "fr"), "email": cast.address(f"host{hand.dice.randrange(10**6)}", host)}


def _organisation(rule: dict[str, Any], hand: Hand) -> dict[str, str] | None:
    """Their own where it may be, so that colleagues are colleagues everywhere."""
    countries = rule.get("options", {}).get("only") or ["US", "FR"]
    is_own = hand.where is not None and hand.where.country in countries
    found = hand.where if is_own else cast.place(hand.dice.choice(countries), hand.dice)
    return {"name": found.name, "ror": found.ror or "", "country": found.country} if found else None


def _country(field: Field, rule: dict[str, Any], dice: Random) -> str:
    options = rule.get("options", {})
    wanted = options.get("only") or field.options.get("only") or USUAL
    kept_out = {*options.get("except", ()), *field.options.get("except", ())}
    return str(dice.choice([code for code in wanted if code not in kept_out] or wanted))
