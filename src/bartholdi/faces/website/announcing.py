"""Tells the other faces which calls are open, in the reader's language."""

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale

from bartholdi.faces.ui.announced import Call
from bartholdi.faces.website import listed
from bartholdi.faces.website.models import CallPage
from bartholdi.faces.website.showing import shown

MOST = 4  # the rest is a click away, on the website


def open_now(request: HttpRequest) -> list[Call]:
    """What closes first comes first; what has no deadline comes last."""
    ours = Locale.objects.filter(language_code=get_language() or "en").values("pk")[:1]
    now, pages = timezone.now(), shown(CallPage.objects.defer_streamfields(), request, locale_id=ours)
    written = pages.open(now).order_by(F("closing_at").asc(nulls_last=True), "title")[:MOST]
    by_themselves = listed.desk_calls(pages).open(now).order_by("closes_at", "pk")[:MOST]
    rows = [*listed.of_pages(written, request), *listed.of_the_desk(by_themselves)]
    nearest = sorted(rows, key=lambda call: (call.closing or listed.FAR, call.title))[:MOST]
    return [Call(title=call.title, url=call.url, closes=call.closing, zone=call.clock) for call in nearest]
