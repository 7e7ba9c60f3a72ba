"""Writing a call as a blueprint, and reading one that somebody brings: what was started from one gives an equal one."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from bartholdi.cores.formspec import Label
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import blueprint as blueprints
from bartholdi.office.programmes import carried
from bartholdi.office.programmes.blueprint import Blueprint
from bartholdi.office.programmes.models import Call, Programme
from bartholdi.office.questionnaires.models import Questionnaire

TEXTS = ("summary", "for_whom", "offers", "needs")
PLAIN = ("kind", "zone", "grace_minutes", "lead_per_side", "blind")


def export_blueprint(call: Call) -> str:
    """The call as a blueprint: what was started from one, and not changed since, gives an equal one."""
    return blueprints.dumps(as_blueprint(call))


def as_blueprint(call: Call) -> Blueprint:
    if call.opens_at is None or call.closes_at is None or call.edition is None:
        raise Refused(
            gettext("Nothing was written: a blueprint needs the opening, the closing and the application form. Add them first.")
        )
    try:
        return blueprints.parse(_data(call, call.opens_at))
    except blueprints.BlueprintError as error:
        raise Unsound(error) from error


class Unsound(Refused):
    """A call that cannot be written as a blueprint, or a text that is none; `faults` are all its faults, each with its place."""

    def __init__(self, error: blueprints.BlueprintError) -> None:
        self.faults = error.faults
        said = [f"{fault.path or '–'}: {blueprints.say(fault, language())}" for fault in error.faults[:10]]
        super().__init__(" ".join([gettext("This is not a sound blueprint yet."), *said]))


def read_blueprint(text: str) -> Blueprint:
    """What somebody brings as a file."""
    try:
        return blueprints.loads(text)
    except blueprints.BlueprintError as error:
        raise Unsound(error) from error


def _data(call: Call, opens_at: datetime) -> dict[str, Any]:
    name, _space, version = call.blueprint.partition(" ")
    slug, code = _without_year(call)
    data: dict[str, Any] = {
        "format": blueprints.FORMAT,
        "name": name or slug,
        "version": int(version) if version.isdigit() else 1,
        "programme": _programme_data(call.programme),
        "call": {
            "slug": slug,
            "code": code,
            "title": {each: getattr(call, f"title_{each}").replace(str(call.year), "{year}") for each in ("en", "fr")},
            **{text: _read(call, text) for text in TEXTS},
            **{column: getattr(call, column) for column in PLAIN},
            "languages": call.languages,
            "opens": blueprints.clock(opens_at.astimezone(ZoneInfo(call.zone)).time()),
            "closes": _offset(call.closes_at, call),
            "sides": [side.country for side in call.sides.all()],
            "columns": call.columns,
        },
        "rules": call.rules,
        "notices": call.notices,
        **_parts_data(call),
        **carried.data(call),
    }
    return {name: value for name, value in data.items() if value not in ([], {})}


def _programme_data(programme: Programme) -> dict[str, Any]:
    aliases = [{"text": each.text, "since": each.starts, "until": each.ends} for each in programme.names.order_by("pk")]
    summary = _read(programme, "summary") if programme.summary else None
    data = {"slug": programme.slug, "name": _read(programme, "name"), "mission": programme.mission, "summary": summary}
    return {**data, **({"aliases": aliases} if aliases else {})}


def _parts_data(call: Call) -> dict[str, Any]:
    letters = list(call.letters.select_related("side", "edition__questionnaire"))
    return {
        "milestones": [
            {"key": each.key, "label": _read(each, "label"), "at": _offset(each.at, call), "public": each.public}
            for each in call.milestones.order_by("pk")
        ],
        "letters": [_letter_data(each, call, _first_asked(letters)) for each in letters],
        "panels": [
            {
                "name": _read(each, "name"),
                "side": _country(each),
                "reviews_each": each.reviews_each,
                "fields": each.routed or None,
            }
            for each in call.panels.select_related("side")
        ],
        "funds": [
            {
                "key": each.fund.key,
                "name": _read(each.fund, "name"),
                "funder": each.fund.funder.ror if each.fund.funder else None,
                "currency": each.fund.currency,
                "use": each.fund.use,
                "places": each.places,
            }
            for each in call.call_funds.select_related("fund__funder")
        ],
        "contacts": [
            {"name": each.name, "email": each.email, "side": _country(each)} for each in call.contacts.select_related("side")
        ],
        "questionnaires": {
            blueprints.APPLICATION: _asked(call.edition),
            **({blueprints.REVIEW: _asked(call.review_edition)} if call.review_edition else {}),
            **{key: _asked(edition) for edition, key in _first_asked(letters).items()},
        },
    }


def _first_asked(letters: list[Any]) -> dict[Any, str]:
    """Each edition by the key of the first letter that asks it."""
    found: dict[Any, str] = {}
    for letter in letters:
        if letter.edition is not None:
            found.setdefault(letter.edition, letter.key)
    return found


def _letter_data(letter: Any, call: Call, asked: dict[Any, str]) -> dict[str, Any]:
    if letter.closes_at is None:
        raise Refused(gettext("Nothing was written: “%(letter)s” has no date. Add it first.") % {"letter": letter})
    return {
        **{name: getattr(letter, name) for name in ("key", "role", "minimum", "maximum", "way", "grace_minutes")},
        "label": _read(letter, "label"),
        "ask": _read(letter, "ask"),
        "side": _country(letter),
        **({"not_also": letter.not_also} if letter.not_also else {}),
        "questionnaire": asked.get(letter.edition),
        "due": _offset(letter.closes_at, call),
    }


def _asked(edition: Any) -> dict[str, Any]:
    name = unnumbered(edition.questionnaire)
    return {"name": {"en": name.en, "fr": name.fr}, "sections": edition.spec["sections"]}


def _read(row: Any, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") for language in ("en", "fr")}


def _country(row: Any) -> str | None:
    return row.side.country if row.side else None


def _offset(at: Any, call: Call) -> dict[str, Any]:
    return blueprints.offset(at, call.opens_at, call.zone).plain()  # type: ignore[arg-type]


def _without_year(call: Call) -> tuple[str, str]:
    slug = re.sub(rf"-{call.year}(?:-[b-z])?$", "", call.slug)
    code = re.sub(rf"{call.year % 100:02}[B-Z]?$", "", call.code)
    return slug, code if re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", code) else call.code[:8]


def unnumbered(questionnaire: Questionnaire) -> Label:
    """Its name without the year that was added where the name was taken."""
    return Label(*(re.sub(r" \([0-9]{4}(?:, [0-9]+)?\)$", "", text) for text in (questionnaire.name_en, questionnaire.name_fr)))
