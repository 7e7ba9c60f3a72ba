"""The public page of a call, its deadlines as a calendar, and the open calls for machines."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail import views as wagtail

from bartholdi.faces.ui.downloads import send
from bartholdi.faces.website import calendars, countdown
from bartholdi.faces.website.listed import address
from bartholdi.office.applications import findings
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.models import Call, CallPaper


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where no call has this name, a page of the tree may have it."""
    rows = Call.objects.public().select_related("programme")
    gives = Exists(CallPaper.objects.filter(call=OuterRef("pk")))  # most calls give out none: then they cost no query
    call = rows.annotate(gives_papers=gives).filter(slug=slug).first()
    if call is None:
        answer: HttpResponseBase = wagtail.serve(request, f"calls/{slug}/")
        return answer
    return render(request, "website/call.html", about(call))


def about(call: Any) -> dict[str, Any]:
    now = call.moment()
    standing = call.standing
    until = call.opens_at if standing == "coming" else call.closes_at
    return {
        "call": call,
        "standing": standing,
        "left": countdown.left(now, until) if until and standing in {"coming", "open"} else "",
        "letters": list(call.letters.all()),
        "milestones": list(call.milestones.filter(public=True)),
        "papers": list(call.papers.all()) if call.gives_papers else [],
        "contacts": list(call.contacts.all()),
        "begin": reverse("apply", args=[call.slug]) if standing == "open" and call.kind == Call.Kind.COMPETITION else "",
        "rules": findings.explained(call),
        "check": reverse("apply-check", args=[call.slug]) if findings.asks_something(call) else "",
        "lists": {name: lines(getattr(call, name)) for name in ("for_whom", "offers", "needs")},
    }


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@require_safe
def deadlines(request: HttpRequest, slug: str) -> HttpResponse:
    call = Call.objects.public().filter(slug=slug).first()
    if call is None:
        raise Http404
    url = request.build_absolute_uri(reverse("call", args=[slug]))
    letters, milestones = list(call.letters.all()), list(call.milestones.filter(public=True))
    content = calendars.deadlines(call, letters, milestones, url=url, host=request.get_host())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return answer


@require_safe
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A template or guide that the call gives out."""
    return send(get_object_or_404(CallPaper, call__in=Call.objects.public().filter(slug=slug), pk=pk))


@require_safe
def open_calls(request: HttpRequest) -> JsonResponse:
    """Both languages at once; what closes first comes first."""
    rows = Call.objects.open(timezone.now()).select_related("programme").order_by("closes_at", "pk")
    return JsonResponse({"calls": [facts(call, request) for call in rows]})


def facts(call: Call, request: HttpRequest) -> dict[str, Any]:
    return {
        "reference": call.code,
        "slug": call.slug,
        "programme": {"en": call.programme.name_en, "fr": call.programme.name_fr},
        "title": {"en": call.title_en, "fr": call.title_fr},
        "summary": {"en": call.summary_en, "fr": call.summary_fr},
        "kind": call.kind,
        "year": call.year,
        "opens": call.opens_at,
        "closes": call.closes_at,
        "zone": call.zone,
        "languages": call.languages,
        "url": {language: address(call, request, language) for language in LANGUAGES},
    }
