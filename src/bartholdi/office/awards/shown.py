"""An award in words, for whoever may read it: its facts, and its plan of instalments, in the language of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext, ngettext, pgettext

from bartholdi.cores.formspec.words.shown import money
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.lib import countries, times
from bartholdi.office.lib.bilingual import language

TONES = {AwardState.OFFERED: "waiting", AwardState.ACCEPTED: "good", AwardState.DECLINED: "neutral"}


@dataclass(frozen=True)
class Row:
    number: int
    due_on: date
    amount: str
    to: str


def tone(award: Award, at: datetime) -> str:
    return "attention" if award.is_lapsed(at) else TONES[AwardState(award.state)]


def facts(award: Award) -> list[tuple[str, str]]:
    """What there is to say, each with its label."""
    said = [
        (gettext("Ceiling"), amount(award, award.ceiling)),
        (gettext("Longest stay"), _months(award.months)),
        (gettext("The stay begins"), _window(award)),
    ]
    if award.state == AwardState.ACCEPTED and award.starts_on and award.ends_on:
        days = {"first": times.day(award.starts_on), "last": times.day(award.ends_on)}
        said.append((gettext("Stay"), gettext("%(first)s to %(last)s") % days))
        if award.ceiling is not None:
            said += [
                (gettext("Other income"), amount(award, award.other_income)),
                (gettext("Paid"), amount(award, award.stipend)),
            ]
    return [(label, value) for label, value in said if value]


def amount(award: Award, value: Decimal | None) -> str:
    """EUR 1,750.00 a month; EUR 20,000.00."""
    if value is None:
        return ""
    said = money(value.quantize(Decimal("0.01")), award.currency, language())
    return gettext("%(amount)s a month") % {"amount": said} if award.monthly else said


def _months(number: int | None) -> str:
    return ngettext("%(n)s month", "%(n)s months", number) % {"n": number} if number else ""


def _window(award: Award) -> str:
    early, late = award.starts_from, award.starts_until
    if early and late:
        return gettext("from %(early)s to %(late)s") % {"early": times.day(early), "late": times.day(late)}
    if early:
        return gettext("from %(day)s on") % {"day": times.day(early)}
    return gettext("until %(day)s") % {"day": times.day(late)} if late else ""


def rows(award: Award) -> list[Row]:
    """The plan of instalments: one query."""
    names = countries.names(language())
    found = award.instalments.select_related("side", "organisation")
    return [
        Row(
            each.number,
            each.due_on,
            money(each.amount, each.currency, language()),
            str(
                each.organisation
                or (names.get(each.side.country, each.side.country) if each.side else pgettext("paid to", "Laureate"))
            ),
        )
        for each in found
    ]
