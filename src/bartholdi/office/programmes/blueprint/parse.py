"""Blueprints as text: strict reading that reports every fault at its place, and what must fit together."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bartholdi.cores import eligibility
from bartholdi.cores.formspec.place import Fault, Place
from bartholdi.office.programmes.blueprint.shape import Blueprint, build

LONGEST = 2_000_000  # characters: some thirty times a long blueprint
APPLICATION, REVIEW = "application", "review"


class BlueprintError(ValueError):
    """A text that is no sound blueprint; `faults` are all its faults, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path or 'blueprint'}: {fault.code}" for fault in self.faults[:20]))


def loads(text: str) -> Blueprint:
    """The blueprint of a TOML text. Raises BlueprintError."""
    if len(text) > LONGEST:
        raise BlueprintError([Fault("", "spec_too_big", {"n": LONGEST})])
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError, ArithmeticError) as error:
        raise BlueprintError([Fault("", "not_toml", {"why": str(error)[:200]})]) from error
    return parse(data)


def parse(data: object) -> Blueprint:
    place = Place()
    found: Blueprint = build(Blueprint, data, place)
    if not place.faults:
        check_together(found, place)
    if place.faults:
        raise BlueprintError(place.faults)
    return found


def check_together(found: Blueprint, place: Place) -> None:
    """What each part says of another."""
    check_times(found, place)
    check_sides(found, place)
    check_questionnaires(found, place)
    check_answers(found, place)
    check_awards(found, place.at("awards"))
    for name in ("milestones", "letters", "funds"):
        check_keys([each.key for each in getattr(found, name)], place.at(name))
    for index, letter in enumerate(found.letters):
        if letter.minimum > letter.maximum:
            place.at("letters").at(index).at("minimum").fault("above_maximum")
    for index, alias in enumerate(found.programme.aliases):
        if alias.since and alias.until and alias.since > alias.until:
            place.at("programme").at("aliases").at(index).at("until").fault("ends_before")
    check_names([alias.text for alias in found.programme.aliases], place.at("programme").at("aliases"), "text")


def check_times(found: Blueprint, place: Place) -> None:
    if (found.call.closes.days, found.call.closes.time) <= (0, found.call.opens):
        place.at("call").at("closes").fault("closes_before_it_opens")
    for index, letter in enumerate(found.letters):
        if (letter.due.days, letter.due.time) <= (0, found.call.opens):
            place.at("letters").at(index).at("due").fault("closes_before_it_opens")


def check_awards(found: Blueprint, place: Place) -> None:
    awards = found.awards
    if awards is None:
        return
    if awards.monthly and awards.months is None:
        place.at("months").fault("months_missing")
    if awards.starts_from is not None and awards.starts_until is not None and awards.starts_from > awards.starts_until:
        place.at("starts_until").fault("starts_before")


def check_sides(found: Blueprint, place: Place) -> None:
    for name in ("letters", "panels", "contacts"):
        for index, each in enumerate(getattr(found, name)):
            if each.side is not None and each.side not in found.call.sides:
                place.at(name).at(index).at("side").fault("expected_one_of", values=", ".join(found.call.sides))


def check_questionnaires(found: Blueprint, place: Place) -> None:
    """Beside the two forms, each questionnaire is that of a letter, and has the key of the first letter that asks it."""
    here = place.at("questionnaires")
    if APPLICATION not in found.questionnaires:
        here.at(APPLICATION).fault("property_missing")
    used = {APPLICATION, REVIEW}
    for index, letter in enumerate(found.letters):
        if letter.questionnaire is None or letter.questionnaire in used - {APPLICATION, REVIEW}:
            continue
        if letter.questionnaire not in found.questionnaires or letter.questionnaire != letter.key:
            place.at("letters").at(index).at("questionnaire").fault("not_its_questionnaire", key=letter.key)
        used.add(letter.questionnaire)
    for name in found.questionnaires:
        if name not in used:
            here.at(name).fault("questionnaire_unused")
    for language in ("en", "fr"):
        check_names([getattr(each.name, language) for each in found.questionnaires.values()], here, language)


def check_answers(found: Blueprint, place: Place) -> None:
    form = found.questionnaires.get(APPLICATION)
    if form is None:
        return
    for column, key in found.call.columns.items():
        if form.sections.field(key) is None:
            place.at("call").at("columns").at(column).fault("unknown_answer", key=key)
    check_routes(found, form, place)
    for index, rule in enumerate(found.rules):
        for key in sorted(eligibility.needs(eligibility.parse([rule]))):
            if form.sections.field(key) is None:
                place.at("rules").at(index).fault("unknown_answer", key=key)


def check_routes(found: Blueprint, form: Any, place: Place) -> None:
    """The fields of a panel are values that can be chosen in the question that gives an application its field."""
    asked = form.sections.field(found.call.columns.get("field", ""))
    offered = (asked.options.get("choices") or asked.options.get("entries") or ()) if asked else ()
    values = [str(each.value) for each in offered]
    for index, panel in enumerate(found.panels):
        for at, value in enumerate(panel.fields):
            if value not in values:
                place.at("panels").at(index).at("fields").at(at).fault("expected_one_of", values=", ".join(values))


def check_keys(keys: Iterable[str], place: Place) -> None:
    check_names(keys, place, "key")


def check_names(names: Iterable[str], place: Place, step: str) -> None:
    there: set[Any] = set()
    for index, name in enumerate(names):
        if name in there:
            place.at(index).at(step).fault("used_twice", value=name)
        there.add(name)
