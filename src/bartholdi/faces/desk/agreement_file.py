"""An agreement as its case file shows it: what it waits for, its dates as a picture, its facts, its parts and its outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext

from bartholdi.faces.desk.forms.agreement_parts import WORDS
from bartholdi.faces.ui.countries import country_name
from bartholdi.office.agreements import terms, words
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.agreements.permissions import POLICY
from bartholdi.office.agreements.workflow import WORKFLOW
from bartholdi.office.lib import times
from bartholdi.office.lib.files import weight

ROWS = {
    "side": "sides",
    "party": "parties",
    "signatory": "signatories",
    "link": "links",
    "milestone": "milestones",
    "outcome": "indicators",
    "document": "documents",
}


@dataclass(frozen=True)
class Row:
    part: Any
    name: str
    line: str
    tag: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Group:
    """The parts of one kind: its name, the words of its button, and its rows."""

    kind: str
    title: Any
    add: Any
    rows: list[Row]


def moves(user: Any, agreement: Agreement) -> set[str]:
    """What can be done now: the workflow has the move from here, or knows none of that name, and the person may."""
    barred = set(WORKFLOW.moves) - WORKFLOW.open_moves(agreement.state)
    return POLICY.actions(user, agreement) - barred


def tasks(user: Any, agreement: Agreement, today: date) -> list[dict[str, Any]]:
    """What the agreement waits for, each with the page that mends it, for those who may."""
    mends = POLICY.allows(user, "change_part", agreement)
    return [{"title": title, "url": url if mends else ""} for title, url in _waits(agreement, today)]


def _waits(agreement: Agreement, today: date) -> Iterator[tuple[str, str]]:
    if agreement.concluded:
        for found in terms.missing(agreement.terms()):
            side = next((each for each in agreement.sides.all() if str(each) == found.side), None)
            yield words.missing(found, country_name(found.side)), _where(agreement, found.what, side)
    elif agreement.state != "abandoned":
        if not agreement.sides.all():
            yield gettext("Say how each side calls the text."), add_url(agreement, "side")
        if len(agreement.parties.all()) < 2:
            yield gettext("Add the parties: two at least."), add_url(agreement, "party")
    for signatory in agreement.signatories.all():
        if signatory.lacks_mandate:
            title = gettext("%(person)s signs by a mandate: write the day on which it was given.")
            yield title % {"person": signatory}, part_url(agreement, "signatory", signatory)
    for each in agreement.milestones.all():
        if each.is_late(today):
            late = gettext("Late: %(milestone)s, due on %(day)s.") % {"milestone": each.label, "day": times.day(each.due_on)}
            yield late, part_url(agreement, "milestone", each)


def _where(agreement: Agreement, what: str, side: Any) -> str:
    if side is not None:
        return part_url(agreement, "side", side)
    if what == "sides":
        return add_url(agreement, "side")
    return reverse("desk:agreement-edit", args=[agreement.pk, "dates"])


def add_url(agreement: Agreement, kind: str) -> str:
    return reverse("desk:agreement-part-add", args=[agreement.pk, kind])


def part_url(agreement: Agreement, kind: str, part: Any) -> str:
    return reverse("desk:agreement-part", args=[agreement.pk, kind, part.pk])


def facts(agreement: Agreement) -> list[tuple[str, str]]:
    return [
        (gettext("Legal nature"), str(agreement.get_nature_display())),
        (gettext("Languages of the text"), words.languages(agreement)),
        (gettext("Themes"), ", ".join(str(each) for each in agreement.themes.all())),
        (gettext("Followed by"), str(agreement.keeper or "")),
        (gettext("Former names"), "; ".join(_until(each) for each in agreement.former_names.all())),
    ]


def _until(former: Any) -> str:
    return gettext("%(name)s, until %(day)s") % {
        "name": former.name,
        "day": words.dated(former.until, month_only=former.month_only),
    }


def parts(agreement: Agreement, today: date) -> list[Group]:
    return [
        Group(kind, title, add, [LINES[kind](part, today) for part in getattr(agreement, ROWS[kind]).all()])
        for kind, (title, add, _change) in WORDS.items()
    ]


def side_row(side: Any, today: date) -> Row:
    notified = gettext("notified on %(day)s") % {"day": times.day(side.notified_on)} if side.notified_on else ""
    titles = " · ".join(gettext("“%(title)s”") % {"title": title} for title in (side.title_en, side.title_fr) if title)
    return Row(side, country_name(side.country), " · ".join(each for each in (titles, notified) if each))


def party_row(party: Any, today: date) -> Row:
    side = country_name(party.side.country) if party.side else ""
    said = (side, words.joined(party))
    return Row(party, party.name, " · ".join(each for each in said if each))


def signatory_row(each: Any, today: date) -> Row:
    given = gettext("given on %(day)s") % {"day": times.day(each.mandated_on)} if each.mandated_on else ""
    said = (each.role if each.name else "", each.party.name if each.party else "", str(each.get_mandate_display()), given)
    tag = "" if each.public else pgettext("part of an agreement", "Reserved")
    return Row(each, str(each), " · ".join(part for part in said if part), tag, "neutral")


def link_row(link: Any, today: date) -> Row:
    text = str(link.target or link.text)
    return Row(link, text, f"{link.get_kind_display()} · {link.year}" if link.year else str(link.get_kind_display()))


def milestone_row(each: Any, today: date) -> Row:
    said = [times.day(each.due_on), str(each.owner or ""), gettext("public") if each.public else gettext("reserved")]
    if each.done_on:
        tag, tone = gettext("Done"), "good"
    elif each.is_late(today):
        tag, tone = pgettext("milestone", "Late"), "attention"
    else:
        tag, tone = pgettext("milestone", "To come"), "waiting"
    return Row(each, each.label, " · ".join(part for part in said if part), tag, tone)


def outcome_row(indicator: Any, today: date) -> Row:
    counts = [(each.year, number_format(each.value.normalize(), force_grouping=True)) for each in indicator.counts.all()]
    colon = gettext(":")
    said = " · ".join(f"{year}{colon} {value}" for year, value in counts)
    return _reserved(indicator, indicator.name, said)


def document_row(document: Any, today: date) -> Row:
    said = (str(document.get_kind_display()), str(document.get_language_display()), document.name, weight(document.size))
    return _reserved(document, document.title, " · ".join(said))


def _reserved(part: Any, name: str, line: str) -> Row:
    return Row(part, name, line, "" if part.public else pgettext("part of an agreement", "Reserved"), "neutral")


LINES: dict[str, Any] = {
    "side": side_row,
    "party": party_row,
    "signatory": signatory_row,
    "link": link_row,
    "milestone": milestone_row,
    "outcome": outcome_row,
    "document": document_row,
}
