"""Tells the other faces which calls are open, and which events belong to an agreement, in the reader's language."""

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale

from bartholdi.faces.ui.agreements import Event
from bartholdi.faces.ui.announced import Call
from bartholdi.faces.website import listed
from bartholdi.faces.website.models import CallPage, EventPage
from bartholdi.faces.website.showing import named, shown
from bartholdi.office.agreements.models import Agreement

MOST = 4  # the rest is a click away, on the website
# What a call in a list is made of: a page and a call have a hundred columns more.
OF_A_CALL = ("state", "opens_at", "closes_at", "zone")
OF_A_PAGE = ("summary", "until_when", "opens", "closes", "zone", "call", *(f"call__{name}" for name in OF_A_CALL))
SAID = ("slug", "title_en", "title_fr", "summary_en", "summary_fr", "rehearsed_at", "programme__name_en", "programme__name_fr")


def open_now(request: HttpRequest) -> list[Call]:
    """What closes first comes first; what has no deadline comes last."""
    now, pages = timezone.now(), shown(CallPage.objects.all(), request, locale_id=_ours())
    written = named(pages.open(now), *OF_A_PAGE).order_by(F("closing_at").asc(nulls_last=True), "title")[:MOST]
    by_themselves = listed.desk_calls(pages).open(now).only(*SAID, *OF_A_CALL).order_by("closes_at", "pk")[:MOST]
    rows = [*listed.of_pages(written, request), *listed.of_the_desk(by_themselves)]
    nearest = sorted(rows, key=lambda call: (call.closing or listed.FAR, call.title))[:MOST]
    return [Call(title=call.title, url=call.url, closes=call.closing, zone=call.clock) for call in nearest]


def events_of(agreement: Agreement, request: HttpRequest) -> list[Event]:
    rows = named(shown(EventPage.objects.filter(agreements=agreement), request, locale_id=_ours()), "starts", "zone")
    return [
        Event(title=page.title, url=page.get_url(request) or "", starts=page.starts, zone=page.zone)
        for page in rows.order_by("-starts", "title")
    ]


def _ours() -> QuerySet:
    return Locale.objects.filter(language_code=get_language() or "en").values("pk")[:1]
