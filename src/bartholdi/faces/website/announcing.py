"""Tells the other faces which calls are open, in the reader's language."""

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale

from bartholdi.faces.ui.announced import Call
from bartholdi.faces.website.models import CallPage
from bartholdi.faces.website.showing import named, shown
from bartholdi.office.programmes import models as programmes

MOST = 4  # the rest is a click away, on the website


def open_now(request: HttpRequest) -> list[Call]:
    """What closes first comes first; what has no deadline comes last."""
    ours = Locale.objects.filter(language_code=get_language() or "en").values("pk")[:1]
    calls = shown(CallPage.objects.all(), request, locale_id=ours).open(timezone.now()).select_related(None)
    own = named(calls.exclude(call__state="announced"), "closes", "zone")  # those that the desk runs are told below
    nearest = own.order_by(F("closes").asc(nulls_last=True), "title")[:MOST]
    return [Call(title=call.title, url=call.get_url(request) or "", closes=call.closes, zone=call.zone) for call in nearest]


def open_at_the_desk(request: HttpRequest) -> list[Call]:
    """Those that the desk runs: their dates are the desk's."""
    rows = programmes.Call.objects.open(timezone.now()).only("title_en", "title_fr", "slug", "closes_at", "zone")
    nearest = rows.order_by("closes_at", "pk")[:MOST]
    return [
        Call(title=call.title, url=reverse("call", args=[call.slug]), closes=call.closes_at, zone=call.zone) for call in nearest
    ]
