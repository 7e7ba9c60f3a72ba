"""A person's own applications, for their first page: what can still be changed, the nearest date first; then the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bartholdi.faces.portal.heading import TONES
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import arrival
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Access, Application, Submission
from bartholdi.office.applications.workflow import State
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.lib import times
from bartholdi.office.reviews.meeting_queries import with_minutes
from bartholdi.office.reviews.models import Meeting
from bartholdi.office.reviews.models.meeting import sitting
from bartholdi.office.reviews.workflow import MeetingState

MOST = 50  # of one person; whoever has more sees the newest


def named(call: str) -> tuple[str, ...]:
    return f"{call}__title_en", f"{call}__title_fr"


# Of the more than seventy of an application, its call and its answers: half the time of this page went into reading columns.
COLUMNS = (
    *("reference", "title", "state", "returned_until", "call", "response"),
    *named("call"),
    *(f"call__{name}" for name in ("state", "opens_at", "closes_at", "zone", "grace_minutes", "rehearsed_at")),
    *("response__edition", "response__answers", "response__hidden"),
)

OFFERED = (
    *("state", "answer_by", "decision", "decision__application", "decision__application__reference"),
    *(f"decision__application__call__{name}" for name in ("zone", "rehearsed_at")),
)


def applications(request: Visit) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that can be changed, the others, and awards to answer: asked for only where something is funded. What an extension
    grants is asked in the same query."""
    now, zone, user = arrival.of(request), request.user.zone, request.user
    to_do: list[tuple[datetime, dict[str, Any]]] = []
    past: list[tuple[int, dict[str, Any]]] = []
    is_funded = False
    rows = queries.with_closing(Application.objects.of(user).select_related("call", "response"), user)
    for each in rows.only(*COLUMNS)[:MOST]:
        is_funded |= each.state == State.FUNDED
        until = queries.may_change_until(each, user=user)
        if until and queries.is_writable(each, at=now, until=until):
            to_do.append((until, _task(each, until, zone)))
        else:
            past.append((each.pk, _task(each, None, zone)))
    offered, declined = awards(request) if is_funded else ([], {})
    left = [task | declined.get(pk, {}) for pk, task in past]
    return [task for _at, task in sorted(to_do, key=lambda pair: pair[0])], left, offered


def _task(application: Application, until: datetime | None, zone: str) -> dict[str, Any]:
    call, state = application.call, State(application.state)
    hints = [call.title] if application.title else []
    if until:
        hints += [_("Until %(when)s") % {"when": times.instant_for(until, call.zone, zone)}, *_lacking(application)]
    return {
        "title": f"{application.reference} – {application.title or call.title}",
        "url": reverse("portal:application", args=[application.pk]),
        "hint": " · ".join(hints),
        "state": str(state.label),  # get_state_display() weighs all labels anew for each row
        "tone": TONES[state],
    }


def _lacking(application: Application) -> list[str]:
    if application.state == State.SUBMITTED:
        return []
    if application.state == State.RETURNED:
        return [_("More is needed")]
    missing = sum(len(page.missing) for page in queries.progress(application))
    said = ngettext("%(number)s answer is missing", "%(number)s answers are missing", missing) % {"number": missing}
    return [said if missing else _("Ready to be submitted")]


def kept_papers(request: Visit) -> list[Submission]:
    """What was sent under this person's name before they left the application."""
    now = Access.objects.current().filter(user=request.user, role=Access.Role.APPLICANT).order_by().values("application")
    rows = Submission.objects.filter(leads=request.user).exclude(application__in=now)
    shown = rows.select_related("application__call").only("number", "application__reference", *named("application__call"))
    return list(shown.order_by("-arrived_at")[:MOST])


def awards(request: Visit) -> tuple[list[dict[str, Any]], dict[int, dict[str, str]]]:
    """Those that they can still accept or decline in time; by application, what to say of those that they declined."""
    rows = Award.objects.of(request.user).exclude(state=AwardState.ACCEPTED).filter(decision__application__state=State.FUNDED)
    rows = rows.filter(Q(laureate=None) | Q(laureate=request.user)).select_related("decision__application__call")
    offered, declined = [], {}
    for each in rows.only(*OFFERED).order_by("answer_by")[:MOST]:
        if each.state == AwardState.DECLINED:
            declined[each.decision.application_id] = {"state": _("Award declined"), "tone": "neutral"}
        elif not each.is_lapsed(each.decision.application.call.moment()):
            offered.append(_offered(each, request.user.zone))
    return offered, declined


def _offered(award: Award, zone: str) -> dict[str, Any]:
    application = award.decision.application
    return {
        "title": " – ".join([_("Accept or decline the award"), application.reference]),
        "url": reverse("portal:award", args=[application.pk]),
        "hint": _("Until %(when)s") % {"when": times.instant_for(award.answer_by, application.call.zone, zone)},
        "state": award.get_state_display(),
        "tone": "attention",
    }


def meetings(request: Visit) -> list[dict[str, Any]]:
    """Of the panels on which they sit, while these are not over."""
    rows = Meeting.objects.visible_to(request.user).filter(call__rehearsal_of=None).exclude(state=MeetingState.CLOSED)
    own = rows.filter(call__in=sitting(request.user).values("panel__call")).select_related("call", "panel")
    return [
        {
            "title": _("Meeting %(reference)s") % {"reference": each.reference},
            "url": reverse("portal:meeting", args=[each.pk]),
            "hint": times.instant_for(each.begins_at, each.call.zone, request.user.zone),
            "state": each.get_state_display(),
            "tone": "attention" if each.state == MeetingState.RUNNING else "neutral",
        }
        for each in own.defer("call__search_text", "call__rules").order_by("begins_at")[:MOST]
    ]


def minutes(user: User) -> list[dict[str, Any]]:
    """Of the meetings of their panels that are over."""
    return [
        {
            "title": _("Minutes %(reference)s") % {"reference": each.reference},
            "url": reverse("portal:meeting-minutes", args=[each.pk]),
            "hint": " · ".join([each.call.title, _day_of(each)]),
        }
        for each in with_minutes(user)[:MOST]
    ]


def _day_of(meeting: Meeting) -> str:
    """On which it was held, whenever it had been planned."""
    return times.day(timezone.localtime(meeting.started_at or meeting.begins_at, ZoneInfo(meeting.call.zone)).date())
