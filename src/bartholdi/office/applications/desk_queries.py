"""What the desk asks about applications: rows for its list, what a case file shows, and what waits for somebody today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from bartholdi.office.applications.models import Access, Application, Extension, Override, Party, PromisedExtension, Submission
from bartholdi.office.applications.queries import closing
from bartholdi.office.applications.workflow import HANDED_IN, State
from bartholdi.office.programmes.models import Call, Invitation, Side
from bartholdi.office.questionnaires.models import Edition

SOON = timedelta(days=7)


def for_the_list(applications: QuerySet[Any]) -> QuerySet[Any]:
    """Everything that a row shows, and nothing else. Calls, which are few, are asked apart: joined, SQLite begins with them, and sorts
    all rows before it takes fifty."""
    rehearsals = Call.objects.exclude(rehearsal_of=None).order_by().values("pk")
    rows = applications.exclude(call__in=rehearsals).select_related("side", "nomination__organisation")
    rows = rows.prefetch_related(Prefetch("call", Call.objects.only("title_en", "title_fr", "edition", "columns")))
    shown = ("side__country", "side__letter")
    named = ("nomination__organisation__name_en", "nomination__organisation__name_fr")
    own = ("call", "serial", "reference", "state", "side", "nomination", "language", "title", "field", "amount", "currency")
    return rows.only(*own, "finding", "doubted", "started_at", "submitted_at", "returned_until", *shown, *named)


def calls_with_applications() -> QuerySet[Call]:
    """To choose from: those that were announced, the newest first."""
    rows = Call.objects.real().exclude(state="draft").order_by("-closes_at", "-pk")
    return rows.only("title_en", "title_fr", "year", "slug")


def nominators() -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(call__rehearsal_of=None).select_related("organisation")
    return rows.order_by("organisation__filed_under").only("organisation__name_en", "organisation__name_fr")


def countries() -> list[str]:
    """Of the sides of all calls."""
    return sorted(Side.objects.filter(call__rehearsal_of=None).order_by().values_list("country", flat=True).distinct())


def extensions_of(application: Application) -> list[Extension]:
    """Those that concern it: its own, everyone's, and those of the people who apply with it."""
    people = Access.objects.current().filter(application=application, role=Access.Role.APPLICANT).values("user")
    whose = Q(application=application) | Q(application=None, user=None) | Q(application=None, user__in=people)
    return list(Extension.objects.filter(whose, call=application.call_id).select_related("user"))


def extensions_of_call(call: Call) -> list[Extension | PromisedExtension]:
    """Of the call as a whole and of single people, the newest first; those of one application stand on its case file."""
    given: list[Extension | PromisedExtension] = list(
        Extension.objects.filter(call=call, application=None).select_related("user")
    )
    given += PromisedExtension.objects.filter(call=call)
    return sorted(given, key=lambda each: each.given_at, reverse=True)


def parties_of(application: Application) -> QuerySet[Party]:
    """What a table of them shows, and no more."""
    rows: QuerySet[Party] = application.parties.select_related("side", "organisation", "user")
    shown = ("application", "role", "name", "email", "organisation_name", "removed_at", "user__email", "side__letter")
    return rows.only(*shown, "organisation__name_en", "organisation__name_fr")


def standings_of(application: Application) -> QuerySet[Access]:
    """Who may see this file, and who no longer."""
    return application.access.select_related("user").order_by(F("until").asc(nulls_first=True), "since", "pk")


def submissions_of(application: Application) -> list[Submission]:
    """The newest first, which alone comes with its answers."""
    return list(application.submissions.select_related("edition").defer("edition__spec", "answers"))


def newest_submission(application: Application) -> Submission | None:
    return application.submissions.select_related("edition").first()


def overrides_of(application: Application, user: Any) -> list[Override]:
    """What officers found, the newest first."""
    return list(Override.objects.visible_to(user).filter(application=application))


def editions_of(applications: QuerySet[Application]) -> QuerySet[Edition]:
    """The editions to which submitted ones among these answered."""
    editions = Submission.objects.filter(application__in=applications).values("edition")
    return Edition.objects.filter(pk__in=editions).select_related("questionnaire").order_by("questionnaire__name_en", "-number")


@dataclass(frozen=True)
class Closing:
    """A call that closes soon, with its last instant for everyone."""

    call: Call
    at: datetime
    started: int
    submitted: int


def closing_soon(user: Any, now: datetime) -> list[Closing]:
    """Within a week, or kept open for longer by an extension for everyone."""
    announced = Call.objects.real().announced().filter(opens_at__lte=now)
    extended = Extension.objects.filter(application=None, user=None, until__gt=now).values("call")
    calls = list(
        announced.filter(Q(closes_at__gt=now, closes_at__lte=now + SOON) | Q(pk__in=extended)).order_by("closes_at")[:20]
    )
    counted = _counted(user, calls)
    found = []
    for call in calls:
        at = closing(call)
        if at is not None and now < at <= now + SOON:
            found.append(Closing(call, at, *counted.get(call.pk, (0, 0))))
    return sorted(found, key=lambda each: each.at)


def _counted(user: Any, calls: Iterable[Call]) -> dict[int, tuple[int, int]]:
    rows = Application.objects.visible_to(user).filter(call__in=[call.pk for call in calls]).order_by().values("call")
    counts = rows.annotate(started=Count("pk"), submitted=Count("pk", filter=Q(state__in=HANDED_IN)))
    return {row["call"]: (row["started"], row["submitted"]) for row in counts}


def waiting(user: Any, now: datetime) -> dict[str, int]:
    """How many need an officer, and how many were sent back and did not come again in time."""
    seen = Application.objects.visible_to(user).filter(call__rehearsal_of=None, call__state="announced")
    return {
        "needs_officer": seen.filter(state=State.SUBMITTED, finding=Application.Finding.NEEDS_OFFICER).count(),
        "doubted": seen.filter(state=State.SUBMITTED, doubted=True).count(),
        "overdue": seen.filter(state=State.RETURNED, returned_until__lte=now).count(),
    }


def with_places_used(call: Call) -> QuerySet[Any]:
    """The invited institutions of a call, each with `used`."""
    holding = Count("applications", filter=~Q(applications__state=State.WITHDRAWN))
    rows = call.invitations.select_related("organisation", "side").defer("organisation__search_text")
    return rows.annotate(used=holding).order_by("organisation__filed_under", "pk")
