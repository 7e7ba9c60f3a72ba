"""What is done for awards by the clock: laureates who have not answered are reminded, each time once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.applications.telling import said, tell
from bartholdi.office.awards.kinds import REMINDER
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.queries import laureate_of
from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.journal.acts import System, act, lock

BY = System("awards")
BEFORE = (timedelta(days=7), timedelta(days=2))


def look_after_awards(now: datetime) -> int:
    """Says how many were reminded. Run twice, it writes nothing twice."""
    rows = Award.objects.unanswered().filter(answer_by__gt=now, answer_by__lte=now + max(BEFORE))
    rows = rows.filter(decision__application__call__rehearsal_of=None)
    waiting = list(rows.select_related("decision__application__call", "laureate").order_by("answer_by", "pk"))
    return sum(_remind(award, step) for award in waiting if (step := step_of(award, now)))


def step_of(award: Award, now: datetime) -> datetime | None:
    """The instant of the reminder that is due; none while they were told after it."""
    step = max((award.answer_by - before for before in BEFORE if award.answer_by - before <= now), default=None)
    told = max(award.offered_at, award.reminded_at or award.offered_at)
    return step if step is not None and told < step else None


@transaction.atomic
def _remind(award: Award, step: datetime) -> int:
    """Read again, locked: they may have answered, or another worker may have reminded them, while this one was at others."""
    lock(award)
    if award.state != AwardState.OFFERED or (award.reminded_at and award.reminded_at >= step):
        return 0
    application, to = award.decision.application, laureate_of(award)

    def facts(reader: Recipient) -> dict[str, str]:
        path = reverse("portal:award", args=[application.pk])
        return {"until": said(award.answer_by, application.call, reader), "path": path}

    with act("awards.remind_laureate", award, by=BY):
        award.reminded_at = timezone.now()
        return tell(REMINDER, application, facts, by=BY, to=to, dedupe=f"award-reminder:{award.pk}:{step.isoformat()}")
