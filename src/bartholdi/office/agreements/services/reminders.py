"""What is done for agreements by the clock: letters before a milestone, once it is late, and before an agreement ends or is renewed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import terms
from bartholdi.office.agreements.models import Agreement, Milestone
from bartholdi.office.agreements.workflow import CONCLUDED
from bartholdi.office.journal.acts import System
from bartholdi.office.lib import times
from bartholdi.office.notices import services as notices
from bartholdi.office.notices.models import Notice

BY = System("agreements")
BEFORE_THE_END = (180, 90, 30, 7)  # days
LATE_FOR = timedelta(days=7)  # how long a milestone is told late: after that it is no news


def look_after_agreements(today: date) -> int:
    """Says how many letters were written. Run twice, it writes nothing twice."""
    written = sum(_remind(each, today) for each in _open_milestones(today))
    return written + sum(_warn(each, today) for each in _kept(today))


def _open_milestones(today: date) -> list[Milestone]:
    rows = Milestone.objects.filter(done_on=None, owner__is_active=True, due_on__gte=today - LATE_FOR)
    return [each for each in rows.select_related("agreement", "owner") if each.is_late(today) or each.is_near(today)]


def _remind(milestone: Milestone, today: date) -> int:
    owner, late = milestone.owner, milestone.is_late(today)
    if owner is None:
        return 0
    with translation.override(owner.language):
        facts = {"what": milestone.label, "due": times.day(milestone.due_on), "late": late}
    step = "late" if late else "near"
    once = f"agreement-milestone:{milestone.pk}:{owner.pk}:{milestone.due_on}:{step}"
    return _write("milestone_due", milestone.agreement, owner, facts, once=once)


def _kept(today: date) -> list[Agreement]:
    """In force, and followed by somebody: those that end on a settled day, and those that go on by themselves."""
    rows = Agreement.objects.filter(state__in=CONCLUDED, keeper__is_active=True, enters_on__lte=today)
    return list(rows.exclude(ends_on__lt=today).select_related("keeper").prefetch_related("sides"))


def _warn(agreement: Agreement, today: date) -> int:
    last, renews = last_call(agreement, today)
    if last is None or agreement.keeper is None:
        return 0
    passed = [before for before in BEFORE_THE_END if last - timedelta(days=before) <= today <= last]
    if not passed:
        return 0
    keeper = agreement.keeper
    with translation.override(keeper.language):
        facts = {"renews": renews, "day": times.day(last)}
    once = f"agreement-end:{agreement.pk}:{keeper.pk}:{last}:{min(passed)}"
    return _write("end_near", agreement, keeper, facts, once=once)


def last_call(agreement: Agreement, today: date) -> tuple[date | None, bool]:
    """The day that its keeper must not miss: the last one for a notice where it is renewed tacitly, else its last day."""
    if agreement.ends_on is not None:
        return agreement.ends_on, False
    if not agreement.renewed_months:
        return None, False
    found = terms.period_on(agreement.terms(), today)
    return (found.notice_by if found else None), True


def _write(kind: str, agreement: Agreement, reader: User, facts: dict[str, Any], *, once: str) -> int:
    if Notice.objects.filter(dedupe=once).exists():
        return 0
    with translation.override(reader.language):
        context = {
            "name": str(reader),
            "agreement": agreement.name,
            "path": reverse("desk:agreement", args=[agreement.pk]),
            **facts,
        }
    with transaction.atomic():
        notices.queue(
            f"agreements.{kind}",
            to=reader.email,
            label=str(reader),
            language=reader.language,
            context=context,
            by=BY,
            cause=f"agreements.agreement:{agreement.pk}",
            dedupe=once,
        )
    return 1
