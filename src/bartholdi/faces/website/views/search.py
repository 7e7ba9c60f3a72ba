"""Search over the pages of the reader's language."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from bartholdi.faces.website import searching
from bartholdi.faces.website.listed import desk_calls
from bartholdi.faces.website.models import (
    AgreementIndexPage,
    CallPage,
    EventPage,
    OfficePage,
    PortraitPage,
    ProgrammePage,
    StoryPage,
)
from bartholdi.faces.website.showing import shown
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call

GROUPS = {
    ProgrammePage: _("Programmes"),
    CallPage: _("Calls"),
    StoryPage: _("Stories"),
    AgreementIndexPage: _("Agreements"),
    EventPage: _("Events"),
    PortraitPage: _("Portraits"),
    OfficePage: _("Pages"),
}
LONGEST = 200
MOST = 60


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    locale = Locale.objects.get(language_code=language())
    pages = searching.found(shown(Page.objects.filter(depth__gt=1), request, locale_id=locale.pk), query, most=MOST)
    calls = desk_calls(shown(CallPage.objects.all(), request, locale_id=locale.pk)).search(query)[:MOST] if query else ()
    groups = grouped(specific(pages), calls, of_the_register(query), query, request)
    return render(
        request, "website/search.html", {"query": query, "groups": groups, "count": sum(len(rows) for _kind, rows in groups)}
    )


def specific(pages: list[Page]) -> list[Any]:
    """Each page as its own type, in the order of relevance: one query per type."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    by_key = {page.pk: page for page in rows}
    return [by_key[page.pk] for page in pages if isinstance(by_key.get(page.pk), OfficePage)]


def of_the_register(query: str) -> Iterable[Agreement]:
    """Each by its public words only: what finds it is what its page says, never what is reserved."""
    return Agreement.objects.public().search(query).defer("search_text", "remark")[:MOST] if query else ()


def grouped(
    pages: list[Any], calls: Iterable[Call], agreements: Iterable[Agreement], query: str, request: HttpRequest
) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The calls of the desk that no page shows stand among the pages of calls; the agreements below the page of their list."""
    rows: dict[type[OfficePage], list[dict[str, Any]]] = {kind: [] for kind in GROUPS}
    for page in pages:
        kind = next(kind for kind in GROUPS if isinstance(page, kind))
        words = searching.excerpt(page.texts()[1:], query, otherwise=page.summary)
        rows[kind].append({"title": page.title, "url": page.get_url(request), "excerpt": words})
    for call in calls:
        words = searching.excerpt([call.summary, call.for_whom, call.offers], query, otherwise=call.summary)
        rows[CallPage].append({"title": call.title, "url": reverse("call", args=[call.slug]), "excerpt": words})
    for agreement in agreements:
        words = searching.excerpt([agreement.summary], query, otherwise=agreement.summary)
        rows[AgreementIndexPage].append(
            {"title": agreement.name, "url": reverse("agreement", args=[agreement.slug]), "excerpt": words}
        )
    return [(GROUPS[kind], found) for kind, found in rows.items() if found]
