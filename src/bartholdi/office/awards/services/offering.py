"""Offers the award of a funded decision, with the terms of its call; gives more time to answer; offers again what was declined by mistake."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.applications.telling import said, tell
from bartholdi.office.applications.workflow import State
from bartholdi.office.awards.kinds import AGAIN
from bartholdi.office.awards.models import Award, Terms
from bartholdi.office.awards.permissions import AWARD_POLICY, TERMS_POLICY
from bartholdi.office.awards.queries import is_free, laureate_of
from bartholdi.office.awards.workflow import AWARD_WORKFLOW
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.settings import CENT
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.times import moment_at
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call

EVENING = time(23, 59)


def terms_of(call: Call) -> Terms:
    """Those that were set, or the defaults, not saved."""
    return Terms.objects.filter(call=call).first() or Terms(call=call)


def set_terms(
    call: Call,
    *,
    answer_days: int,
    monthly: bool,
    months: int | None,
    instalments: int,
    starts_from: date | None,
    starts_until: date | None,
    by: User,
) -> Terms:
    """For the awards that are offered from now on."""
    terms = terms_of(call)
    with act("awards.set_terms", terms, by=by, policy=TERMS_POLICY):
        terms.answer_days, terms.monthly, terms.months, terms.instalments = answer_days, monthly, months, instalments
        terms.starts_from, terms.starts_until = starts_from, starts_until
    return terms


@transaction.atomic
def offer(decision: Decision, *, by: User) -> Award:
    """Once: in the transaction that tells the laureate."""
    if found := Award.objects.filter(decision=decision).first():
        return found
    application = decision.application
    terms, now = terms_of(application.call), application.call.moment()
    award = Award(decision=decision, laureate=_laureate(application), offered_at=now)
    with act("awards.offer_award", award, by=by, policy=AWARD_POLICY):
        award.answer_by = evening(now, application.call, terms.answer_days)
        award.monthly, award.months, award.parts = terms.monthly, terms.months, terms.instalments
        award.starts_from, award.starts_until = terms.starts_from, terms.starts_until
        award.currency = _currency(decision)
        award.ceiling = _ceiling(decision, terms) if award.currency else None
    return award


def evening(now: datetime, call: Call, days: int) -> datetime:
    """The end of the day after so many days, where the call decides; one hour earlier where clocks jump over it."""
    day = now.astimezone(ZoneInfo(call.zone)).date() + timedelta(days=days)
    return moment_at(day, EVENING, call.zone) or now + timedelta(days=days)


def _laureate(application: Application) -> User | None:
    """Who began it."""
    rows = Access.objects.current().filter(application=application, role=Access.Role.APPLICANT, user__is_active=True)
    first = rows.select_related("user").order_by("since", "pk").first()
    return first.user if first else None


def _currency(decision: Decision) -> str:
    return decision.fund.fund.currency if decision.fund else decision.application.currency


def _ceiling(decision: Decision, terms: Terms) -> Decimal | None:
    """Of a month, what a fraction of a cent is left over stays in the fund."""
    if decision.amount is None or not terms.monthly or not terms.months:
        return decision.amount
    return (decision.amount / terms.months).quantize(CENT, rounding=ROUND_DOWN)


def extend_answer(award: Award, until: date, *, by: User) -> None:
    """To the evening of a later day; who did not answer in time can answer again."""
    call = award.decision.application.call
    moment = moment_at(until, EVENING, call.zone)
    with act("awards.extend_answer", award, by=by, policy=AWARD_POLICY, workflow=AWARD_WORKFLOW):
        if moment is None or moment <= max(award.answer_by, call.moment()):
            raise Refused(gettext("Nothing was changed: choose a day later than the one that was said, and later than today."))
        award.answer_by = moment


@transaction.atomic
def take_decline_back(award: Award, until: date, *, reason: str, by: User) -> None:
    """Of somebody who declined by mistake, while their place is free; their own words go with it, and a letter asks them anew."""
    application = award.decision.application
    call = application.call
    lock(call)  # two that would take the last place back come one after the other
    with act("awards.take_decline_back", award, by=by, policy=AWARD_POLICY, workflow=AWARD_WORKFLOW) as running:
        now, moment, why = call.moment(), moment_at(until, EVENING, call.zone), clean_text(reason)
        _require_place(award, now)
        if not why:
            raise Refused(gettext("Nothing was changed: say in a sentence why the award is offered again."))
        if moment is None or moment <= now:
            raise Refused(
                gettext("Nothing was changed: choose a day that is still to come, until which the laureate may answer.")
            )
        award.offered_at, award.answer_by, award.answered_at, award.reason = now, moment, None, ""
        running.note(remark=why)

    def facts(reader: Recipient) -> dict[str, str]:
        return {"until": said(award.answer_by, call, reader), "path": reverse("portal:award", args=[application.pk])}

    tell(AGAIN, application, facts, by=by, to=laureate_of(award))


def _require_place(award: Award, now: datetime) -> None:
    if award.decision.application.state != State.FUNDED:
        raise Refused(gettext("Nothing was changed: this application is not funded any more."))
    if not is_free(award, now):
        raise Refused(gettext("Nothing was changed: this place was given to somebody from the reserve list meanwhile."))
