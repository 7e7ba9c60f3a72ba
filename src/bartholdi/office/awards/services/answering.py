"""The laureate's answer: accepts with days and other income, which plans the instalments; or declines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Party
from bartholdi.office.awards import money
from bartholdi.office.awards.models import Award, Instalment
from bartholdi.office.awards.permissions import AWARD_POLICY
from bartholdi.office.awards.workflow import AWARD_WORKFLOW
from bartholdi.office.decisions.settings import CENT
from bartholdi.office.journal.acts import act
from bartholdi.office.lib import times
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Side

MOST = Decimal(10) ** 10
LAST_YEAR = 2099  # of a stay; what is typed as 20270 is a slip


@transaction.atomic
def accept_award(
    award: Award,
    starts_on: date,
    ends_on: date,
    other_income: Decimal,
    *,
    by: User,
    arrived_at: datetime | None = None,
) -> None:
    """`arrived_at` decides whether it came in time, where it was sent before this moment."""
    call = award.decision.application.call
    at = arrived_at or call.moment()
    with act("awards.accept_award", award, by=by, policy=AWARD_POLICY, workflow=AWARD_WORKFLOW) as running:
        _require_in_time(award, at, call.zone)
        _require_days(award, starts_on, ends_on, at.astimezone(ZoneInfo(call.zone)).date())
        _require_income(other_income)
        award.starts_on, award.ends_on, award.other_income, award.answered_at = starts_on, ends_on, other_income, at
        instalments = planned(award)
        running.note(instalments=len(instalments))
    _write(award, instalments)


def decline_award(award: Award, reason: str, *, by: User) -> None:
    """Also after the day to answer: the office then knows that it need not wait."""
    with act("awards.decline_award", award, by=by, policy=AWARD_POLICY, workflow=AWARD_WORKFLOW):
        award.reason, award.answered_at = clean_text(reason), award.decision.application.call.moment()


def planned(award: Award) -> list[money.Planned]:
    """What its days and its other income make of it; the sides by their keys where both are paid."""
    if award.stipend is None or award.starts_on is None or award.ends_on is None:
        return []
    call = award.decision.application.call
    months = money.whole_months(award.starts_on, award.ends_on)
    total = award.stipend * months if award.monthly else award.stipend
    days = money.days_due(award.starts_on, award.ends_on, months if award.monthly else award.parts)
    sides = list(call.sides.order_by("letter").values_list("pk", flat=True)) if call.lead_per_side else []
    return money.plan(total, days, sides or (None,))


def _write(award: Award, planned: Sequence[money.Planned]) -> None:
    """With the organisation of each side's lead, where the directory knows it."""
    parties = Party.objects.current().filter(application=award.decision.application_id).exclude(side=None)
    places = dict(parties.exclude(organisation=None).order_by("-pk").values_list("side_id", "organisation_id"))
    sides = Side.objects.in_bulk([each.side for each in planned if each.side])
    Instalment.objects.bulk_create(
        Instalment(
            award=award,
            number=each.number,
            due_on=each.due_on,
            amount=each.amount,
            currency=award.currency,
            side=sides[each.side] if each.side else None,
            organisation_id=places.get(each.side) if each.side else None,
        )
        for each in planned
    )


def _require_in_time(award: Award, at: datetime, zone: str) -> None:
    if at > award.answer_by:
        raise Refused(
            gettext("Nothing was saved: you could answer until %(until)s. Write to the office if you still want the award.")
            % {"until": times.instant(award.answer_by, zone)}
        )


def _require_days(award: Award, starts_on: date, ends_on: date, today: date) -> None:
    earliest = award.starts_from or today
    if ends_on < starts_on:
        raise Refused(gettext("Nothing was saved: the last day does not come before the first."))
    if starts_on < earliest:
        raise Refused(gettext("Nothing was saved: the first day is %(day)s or later.") % {"day": times.day(earliest)})
    if award.starts_until and starts_on > award.starts_until:
        raise Refused(gettext("Nothing was saved: the first day is %(day)s or earlier.") % {"day": times.day(award.starts_until)})
    if ends_on.year > LAST_YEAR:
        raise Refused(gettext("Nothing was saved: look at the year of the last day."))
    months = money.whole_months(starts_on, ends_on)
    if award.months and not money.fits(starts_on, ends_on, award.months):
        said = ngettext(
            "Nothing was saved: the award is for %(n)s month at most.",
            "Nothing was saved: the award is for %(n)s months at most.",
            award.months,
        )
        raise Refused(said % {"n": award.months})
    if award.monthly and months == 0:
        raise Refused(gettext("Nothing was saved: the award is paid for whole months; choose one month at least."))


def _require_income(other: Decimal) -> None:
    if not other.is_finite() or other < 0:
        raise Refused(gettext("Nothing was saved: other income is zero or more."))
    if other >= MOST or other != other.quantize(CENT):
        raise Refused(gettext("Nothing was saved: write other income as a usual amount, with two decimals at most."))
