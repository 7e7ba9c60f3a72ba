"""The life of one agreement as dated moments: what happened, what is computed, and what is still to come, for staff or for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext

from bartholdi.office.agreements import terms
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.countries import names


@dataclass(frozen=True)
class Moment:
    """`month_only`: no more is known than the month. What is reserved is never in the story of the public."""

    day: date
    label: str
    month_only: bool = False


def story(agreement: Agreement, today: date, *, reserved: bool) -> list[Moment]:
    """In the order of the days; `reserved` adds what is for staff only. Asks for nothing that `queries.whole` has not brought."""
    found = [*_of_the_text(agreement), *_computed(agreement, today), *_of_the_parties(agreement)]
    found += [Moment(each.done_on or each.due_on, each.label) for each in agreement.milestones.all() if reserved or each.public]
    if reserved and (limit := notice_by(agreement, today)):
        found.append(Moment(limit, gettext("Last day to give notice")))
    return sorted(found, key=lambda moment: moment.day)  # of one day: signed, then in force


def notice_by(agreement: Agreement, today: date) -> date | None:
    """The last day to say that it shall not be renewed, where it is renewed tacitly and that day has not passed."""
    if agreement.ends_on is not None or not agreement.renewed_months or agreement.enters_on is None:
        return None
    period = terms.period_on(agreement.terms(), today)
    return period.notice_by if period and period.notice_by >= today else None


def _of_the_text(agreement: Agreement) -> Iterator[Moment]:
    if agreement.signed_on and agreement.concluded:
        place = agreement.signed_at
        yield Moment(
            agreement.signed_on, gettext("Signed: %(place)s") % {"place": place} if place else pgettext("moment", "Signed")
        )
    for side in agreement.sides.all():
        if side.notified_on:
            country = names(language()).get(side.country, side.country)
            yield Moment(side.notified_on, gettext("Notification: %(side)s") % {"side": country})
    for former in agreement.former_names.all():
        yield Moment(former.until, gettext("Renamed; until then “%(name)s”") % {"name": former.name}, former.month_only)
    if agreement.denounced_on:
        yield Moment(agreement.denounced_on, pgettext("moment", "Denounced"))


def _computed(agreement: Agreement, today: date) -> Iterator[Moment]:
    if agreement.enters_on:
        yield Moment(agreement.enters_on, gettext("Enters into force"))
    for day in terms.renewals(agreement.terms(), until=today):
        yield Moment(day, gettext("Renewed tacitly"))
    if agreement.ends_on:
        replaced = agreement.replaced_on is not None
        yield Moment(agreement.ends_on, gettext("Last day, then replaced") if replaced else gettext("Last day in force"))


def _of_the_parties(agreement: Agreement) -> Iterator[Moment]:
    for party in agreement.parties.all():
        if party.joined_on:
            yield Moment(party.joined_on, gettext("Joins: %(party)s") % {"party": party.name}, party.month_only)
