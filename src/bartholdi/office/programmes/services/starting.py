"""Starting a call from a blueprint: the programme if it is missing, the questionnaires, every date, and every part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.cores.formspec import dump, dumps
from bartholdi.office.directory.models import Organisation
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import blueprint as blueprints
from bartholdi.office.programmes import carried
from bartholdi.office.programmes.blueprint import Blueprint
from bartholdi.office.programmes.models import Call, Fund, Panel, Programme
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.services.calls import add_call
from bartholdi.office.programmes.services.exporting import unnumbered
from bartholdi.office.programmes.services.funds import FundFacts, add_fund
from bartholdi.office.programmes.services.papers import carry_papers
from bartholdi.office.programmes.services.parts import place
from bartholdi.office.programmes.services.programmes import Name, ProgrammeFacts, add_programme
from bartholdi.office.questionnaires import services as questionnaires
from bartholdi.office.questionnaires.models import Edition, Purpose, Questionnaire

TEXTS = ("summary", "for_whom", "offers", "needs")
PLAIN = ("kind", "zone", "grace_minutes", "lead_per_side", "blind")


class Dated(NamedTuple):
    """One date of a call as a blueprint plans it: `what` is opens, closes, or the label of a letter or milestone."""

    what: str
    label: Any  # a Label, or None for opening and closing
    at: datetime


def planned(blueprint: Blueprint, opens_on: date) -> list[Dated]:
    """Every date of the call that would begin on this day, in their order."""
    call = blueprint.call
    dates = [
        Dated("opens", None, blueprints.opening(opens_on, call.opens, call.zone)),
        Dated("closes", None, blueprints.instant(opens_on, call.closes, call.zone)),
        *(Dated("letter", each.label, blueprints.instant(opens_on, each.due, call.zone)) for each in blueprint.letters),
        *(Dated("milestone", each.label, blueprints.instant(opens_on, each.at, call.zone)) for each in blueprint.milestones),
    ]
    return sorted(dates, key=lambda each: each.at)


def start_call(blueprint: Blueprint, *, year: int, opens_on: date, by: Actor, after: Call | None = None) -> Call:
    """In preparation, with everything the blueprint says; what the office must add is on its checklist.

    `after` is the call that the blueprint was made of: its papers, which no blueprint holds, come along.
    """
    with transaction.atomic():
        programme = Programme.objects.filter(slug=blueprint.programme.slug).first() or _programme(blueprint, by=by)
        editions = {name: _edition(each, name, year, by=by) for name, each in sorted(blueprint.questionnaires.items())}
        try:
            values = _values(blueprint, year, opens_on)
        except OverflowError:
            raise Refused(gettext("Nothing was started: these days lie outside the calendar.")) from None
        values |= {"edition": editions[blueprints.APPLICATION], "review_edition": editions.get(blueprints.REVIEW)}
        call = add_call(programme, values, by=by, blueprint=f"{blueprint.name} {blueprint.version}")
        funds = [(_fund(each, by=by), each.places) for each in blueprint.funds]
        with act("programmes.start_call", call, by=by, policy=POLICY) as running:
            placed = _place_parts(call, blueprint, opens_on, editions, funds)
            placed |= {"papers": carry_papers(after, call)} if after else {}
            running.note(blueprint=call.blueprint, **placed)
        carried.begin(call, blueprint, opens_on, by=by)
    return call


def _programme(blueprint: Blueprint, *, by: Actor) -> Programme:
    facts = blueprint.programme
    named = {f"name_{code}": getattr(facts.name, code) for code in ("en", "fr")}
    said = {f"summary_{code}": getattr(facts.summary, code) for code in ("en", "fr")} if facts.summary else {}
    names = tuple(Name(text=each.text, starts=each.since, ends=each.until) for each in facts.aliases)
    return add_programme(ProgrammeFacts(slug=facts.slug, mission=facts.mission, names=names, **named, **said), by=by)


def _values(blueprint: Blueprint, year: int, opens_on: date) -> dict[str, Any]:
    call = blueprint.call
    values: dict[str, Any] = {name: getattr(call, name) for name in PLAIN}
    for language in ("en", "fr"):
        values[f"title_{language}"] = getattr(call.title, language).replace("{year}", str(year))
        values |= {f"{text}_{language}": getattr(getattr(call, text), language) for text in TEXTS}
    return {
        **values,
        "slug": _free("slug", f"{call.slug}-{year}", "-{}"),
        "code": _free("code", f"{call.code}{year % 100:02}", "{}"),
        "year": year,
        "languages": list(call.languages),
        "opens_at": blueprints.opening(opens_on, call.opens, call.zone),
        "closes_at": blueprints.instant(opens_on, call.closes, call.zone),
        "columns": dict(call.columns),
        "rules": [dict(rule) for rule in blueprint.rules],
        "notices": blueprints.plain(blueprint.notices or {}),
    }


def _free(column: str, wanted: str, more: str) -> str:
    """The wanted one, or with -b, -c … (of a code: B, C …) where another call has it."""
    taken = set(Call.objects.filter(**{f"{column}__startswith": wanted}).values_list(column, flat=True))
    letters = "bcdefghijklmnopqrstuvwxyz" if column == "slug" else "BCDEFGHIJKLMNOPQRSTUVWXYZ"
    for found in (wanted, *(wanted + more.format(letter) for letter in letters)):
        if found not in taken:
            return found
    raise Refused(gettext("Nothing was started: there are too many calls of this programme in this year."))


def _edition(asked: Any, name: str, year: int, *, by: Actor) -> Edition:
    """The edition that says just this, if the office has it; otherwise a new questionnaire, so that nobody's draft is overwritten."""
    there = (
        Edition.objects.filter(questionnaire__name_en__startswith=asked.name.en).select_related("questionnaire").order_by("-pk")
    )
    for edition in there:
        if unnumbered(edition.questionnaire) == asked.name and edition.spec == dump(asked.sections):
            return edition
    purpose = Purpose.REVIEW if name == blueprints.REVIEW else Purpose.APPLICATION
    name_en, name_fr = _free_names(asked.name, year)
    made = questionnaires.create(name_en=name_en, name_fr=name_fr, purpose=purpose, by=by)
    questionnaires.save_draft(made, text=dumps(asked.sections), version=made.version, by=by)
    return questionnaires.publish(made, version=made.version, by=by)


def _free_names(name: Any, year: int) -> tuple[str, str]:
    """As the blueprint names it; where one of the names is taken, both with the year."""
    for ending in ("", f" ({year})", *(f" ({year}, {number})" for number in range(2, 100))):
        found = (f"{name.en}{ending}", f"{name.fr}{ending}")
        if (
            not Questionnaire.objects.filter(name_en=found[0]).exists()
            and not Questionnaire.objects.filter(name_fr=found[1]).exists()
        ):
            return found
    raise Refused(gettext("Nothing was started: there are too many questionnaires called “%(name)s”.") % {"name": name.en})


def _place_parts(
    call: Call, blueprint: Blueprint, opens_on: date, editions: Mapping[str, Edition], funds: list[tuple[Fund, int | None]]
) -> dict[str, int]:
    """All of them in one act; gives how many of each kind there are."""
    zone = blueprint.call.zone
    sides: dict[str | None, Any] = {country: place(call, "side", {"country": country}) for country in blueprint.call.sides}
    for milestone in blueprint.milestones:
        values = {"key": milestone.key, "public": milestone.public, "at": blueprints.instant(opens_on, milestone.at, zone)}
        place(call, "milestone", {**values, **_both("label", milestone.label)})
    for letter in blueprint.letters:
        values = {name: getattr(letter, name) for name in ("key", "role", "minimum", "maximum", "way", "grace_minutes")}
        values |= {"not_also": list(letter.not_also), "closes_at": blueprints.instant(opens_on, letter.due, zone)}
        values |= {"side": sides.get(letter.side), "edition": editions.get(letter.questionnaire or "")}
        place(call, "letter", {**values, **_both("label", letter.label), **_both("ask", letter.ask)})
    for panel in blueprint.panels:
        values = {"side": sides.get(panel.side), "reviews_each": panel.reviews_each, "fields": Panel.between_bars(panel.fields)}
        place(call, "panel", {**values, **_both("name", panel.name)})
    for contact in blueprint.contacts:
        place(call, "contact", {"name": contact.name, "email": contact.email, "side": sides.get(contact.side)})
    for fund, places in funds:
        place(call, "fund", {"fund": fund, "places": places})
    parts = ("milestones", "letters", "panels", "contacts", "funds")
    return {"sides": len(sides)} | {name: len(getattr(blueprint, name)) for name in parts}


def _both(name: str, text: Any) -> dict[str, str]:
    return {f"{name}_en": text.en, f"{name}_fr": text.fr}


def _fund(asked: Any, *, by: Actor) -> Fund:
    """A fund of the office is used as it is."""
    if (there := Fund.objects.filter(key=asked.key).first()) is not None:
        return there
    funder = Organisation.objects.filter(ror=asked.funder).first() if asked.funder else None
    return add_fund(
        FundFacts(key=asked.key, currency=asked.currency, use=asked.use, funder=funder, **_both("name", asked.name)),  # type: ignore[arg-type]
        by=by,
    )
