"""What reviewing, decisions, awards and dispatches have for today; each number of what this person may see, and only where they can act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.permissions import TERMS_POLICY
from bartholdi.office.awards.queries import free_places
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.permissions import ANNOUNCEMENT_POLICY
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.dispatches.models import Draft
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.lib import times
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews import desk_queries
from bartholdi.office.reviews.meeting_queries import coming
from bartholdi.office.reviews.models import Conflict
from bartholdi.office.reviews.permissions import SEAT_POLICY

Task = dict[str, str]
SOON = timedelta(days=3)
MOST = 6  # lines of one kind: the lists have the rest


def of_the_reviewing(user: Any, now: datetime) -> Iterator[Task]:
    if not SEAT_POLICY.allows(user, "propose_seat", None):
        return
    if count := desk_queries.late(user, now=now):
        title = ngettext("%(count)s review is late", "%(count)s reviews are late", count)
        hint = gettext("Reminders leave by themselves; who cannot judge is replaced on the board.")
        yield _task(
            title % {"count": count}, f"{reverse('desk:reviews')}?standing=late", pgettext("reviews", "Late"), "attention", hint
        )
    if count := Conflict.objects.visible_to(user).open().filter(application__call__rehearsal_of=None).count():
        title = ngettext(
            "%(count)s conflict of interest is to be decided", "%(count)s conflicts of interest are to be decided", count
        )
        hint = gettext("Confirm or dismiss it before anybody is asked to judge.")
        yield _task(title % {"count": count}, f"{reverse('desk:conflicts')}?state=open", gettext("Waiting"), "waiting", hint)


def of_the_meetings(user: Any, now: datetime) -> Iterator[Task]:
    """A member of the panel without a case reader's role finds theirs in the portal."""
    if not reads_cases(user):
        return
    for each in coming(user, now + SOON)[:MOST]:
        name = each.panel or gettext("All panels together")
        yield {
            "title": gettext("%(panel)s meets") % {"panel": f"{each.call.title} – {name}"},
            "url": reverse("desk:meeting", args=[each.pk]),
            "state": each.get_state_display()
            if each.started_at
            else times.instant_for(each.begins_at, each.call.zone, user.zone),
            "tone": "good" if each.started_at else "info",
        }


def of_the_decisions(user: Any) -> Iterator[Task]:
    """What somebody else proposed waits for this person, and what is approved for anybody who announces."""
    if not ANNOUNCEMENT_POLICY.allows(user, "announce", None):
        return
    rows = Decision.objects.visible_to(user).joint().filter(application__call__rehearsal_of=None).order_by()
    proposed = Count("pk", filter=Q(state=DecisionState.PROPOSED) & ~Q(proposed_by=user))
    approved = Count("pk", filter=Q(state=DecisionState.APPROVED))
    found = rows.values_list("application__call").annotate(proposed=proposed, approved=approved)
    waiting = {call: (first, then) for call, first, then in found.filter(Q(proposed__gt=0) | Q(approved__gt=0))[:MOST]}
    for call in _calls(waiting):
        url = reverse("desk:call-decisions", args=[call.pk])
        to_approve, to_announce = waiting[call.pk]
        if count := to_approve:
            title = ngettext("%(count)s decision waits for your approval", "%(count)s decisions wait for your approval", count)
            yield _task(
                title % {"count": count}, f"{url}?state=proposed", pgettext("decision", "Proposed"), "waiting", call.title
            )
        if count := to_announce:
            title = ngettext("%(count)s decision can be announced", "%(count)s decisions can be announced", count)
            yield _task(
                title % {"count": count}, f"{url}?state=approved", pgettext("decision", "Approved"), "waiting", call.title
            )


def of_the_awards(user: Any, now: datetime) -> Iterator[Task]:
    if not TERMS_POLICY.allows(user, "set_terms", None):
        return
    rows = Award.objects.visible_to(user).unanswered().filter(answer_by__lt=now).order_by()
    real = rows.filter(decision__application__call__rehearsal_of=None)
    late = dict(real.values_list("decision__application__call").annotate(Count("pk"))[:MOST])
    for call in _calls(late):
        title = ngettext("%(count)s award was not answered in time", "%(count)s awards were not answered in time", late[call.pk])
        url = reverse("desk:call-awards", args=[call.pk])
        yield _task(title % {"count": late[call.pk]}, url, pgettext("award", "Not answered in time"), "attention", call.title)


def of_the_reserve(user: Any, now: datetime) -> Iterator[Task]:
    """A place is free, and somebody waits for it."""
    if not ANNOUNCEMENT_POLICY.allows(user, "announce", None):
        return
    free: Counter[int] = Counter()
    for (call, _fund), places in free_places(user, now).items():
        free[call] += max(places, 0)
    found = [call for call, places in free.items() if places]
    rows = Decision.objects.visible_to(user).joint().filter(outcome=Outcome.RESERVE, state=DecisionState.ANNOUNCED)
    waiting = rows.filter(application__call__in=found).order_by().values_list("application__call", flat=True).distinct()[:MOST]
    for each in _calls(waiting if found else ()):
        title = ngettext(
            "%(count)s place is free for the reserve list", "%(count)s places are free for the reserve list", free[each.pk]
        )
        url = f"{reverse('desk:call-decisions', args=[each.pk])}#reserve-title"
        yield _task(title % {"count": free[each.pk]}, url, gettext("Waiting"), "waiting", each.title)


def of_the_dispatches(user: Any, now: datetime) -> Iterator[Task]:
    waiting, late = delivery.to_open(user, now)
    url = reverse("desk:dispatches")
    if late:
        title = ngettext("%(count)s dispatch was not opened in time", "%(count)s dispatches were not opened in time", late)
        yield _task(title % {"count": late}, url, pgettext("dispatches", "Late"), "attention")
    if count := waiting - late:
        title = ngettext("%(count)s dispatch waits to be opened", "%(count)s dispatches wait to be opened", count)
        yield _task(title % {"count": count}, url, gettext("Waiting"), "waiting")
    if count := Draft.objects.visible_to(user).filter(ready=True).exclude(author=user).count():
        title = ngettext(
            "%(count)s dispatch waits for a second person to release it",
            "%(count)s dispatches wait for a second person to release them",
            count,
        )
        yield _task(title % {"count": count}, url, gettext("Waiting"), "waiting")


def _calls(found: Any) -> list[Call]:
    return list(Call.objects.filter(pk__in=list(found)).order_by("closes_at", "pk")) if found else []


def _task(title: str, url: str, state: str, tone: str, hint: str = "") -> Task:
    return {"title": title, "url": url, "state": state, "tone": tone, "hint": hint}
