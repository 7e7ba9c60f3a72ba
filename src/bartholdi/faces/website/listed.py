"""Calls in the lists of the website: the editor's page where one shows the call, else the page that the desk's call has by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from bartholdi.faces.website.showing import with_parents
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.models.call import CallQuerySet
from bartholdi.office.programmes.workflow import State

if TYPE_CHECKING:
    from bartholdi.faces.website.models.calls import CallPage, CallPageQuerySet

LONG_AGO, FAR = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Listed:
    title: str
    url: str
    summary: str
    programme: str
    standing: str  # coming, open or closed
    opening: datetime | None
    closing: datetime | None
    clock: str
    until_when: str = ""


def going(pages: "CallPageQuerySet", request: HttpRequest, now: datetime) -> list[Listed]:
    """What is open or coming; what closes first, or opens first, stands before."""
    rows = desk_calls(pages).filter(state=State.ANNOUNCED, closes_at__gt=now)
    listed = [*of_pages(with_parents([*pages.open(now), *pages.coming(now)]), request), *of_the_desk(rows)]
    return sorted(
        listed, key=lambda call: (call.opening or LONG_AGO if call.standing == "coming" else call.closing or FAR, call.title)
    )


def over(pages: "CallPageQuerySet", request: HttpRequest, now: datetime, *, most: int) -> list[Listed]:
    """What has closed, the last first."""
    rows = desk_calls(pages).filter(Q(state=State.CONCLUDED) | Q(closes_at__lte=now)).order_by("-closes_at", "pk")[:most]
    listed = [*of_pages(with_parents(pages.closed(now)[:most]), request), *of_the_desk(rows)]
    return sorted(listed, key=lambda call: call.closing or LONG_AGO, reverse=True)[:most]


def of_programme(pages: "CallPageQuerySet", request: HttpRequest) -> list[Listed]:
    """The calls of these pages, and the other calls of the programmes that they belong to, the newest first."""
    found = list(pages.select_related("call"))
    programmes = {page.call.programme_id for page in found if page.call is not None}
    rows = desk_calls(pages).filter(programme__in=programmes) if programmes else ()
    listed = [*of_pages(found, request), *of_the_desk(rows)]
    return sorted(listed, key=lambda call: call.closing or FAR, reverse=True)


def desk_calls(pages: "CallPageQuerySet") -> CallQuerySet:
    """The public calls that none of these pages shows."""
    public = Call.objects.public().exclude(state=State.CANCELLED)
    return public.exclude(pages__in=pages.order_by().values("pk")).select_related("programme")


def of_pages(pages: Iterable["CallPage"], request: HttpRequest) -> list[Listed]:
    """Of pages with their desk's call at hand; the programme is named where `with_parents` gave them one."""
    return [
        Listed(
            title=page.title,
            url=page.get_url(request) or "",
            summary=page.summary,
            programme=programme(vars(page).get("above")),
            standing=page.standing,
            opening=page.opening,
            closing=page.closing,
            clock=page.clock,
            until_when=page.until_when,
        )
        for page in pages
    ]


def programme(above: Any) -> str:
    """A call may stand below the first page's list of calls, which is no programme."""
    return above.title if above is not None and above.depth > 3 else ""


def address(call: Call, request: HttpRequest, language: str) -> str:
    """Where the call stands by itself, for other sites."""
    with translation.override(language):
        return request.build_absolute_uri(reverse("call", args=[call.slug]))


def of_the_desk(calls: Iterable[Call]) -> list[Listed]:
    return [
        Listed(
            title=call.title,
            url=reverse("call", args=[call.slug]),
            summary=call.summary,
            programme=str(call.programme),
            standing=standing if (standing := call.standing) in {"coming", "open"} else "closed",
            opening=call.opens_at,
            closing=call.closes_at,
            clock=call.zone,
        )
        for call in calls
    ]
