"""Starting a call in a few clicks: choose a blueprint, see every date, create."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.faces.desk.forms.call_start import BringForm, StartForm
from bartholdi.faces.desk.views.calls import find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes import services
from bartholdi.office.programmes.blueprint import Blueprint
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.shipped import shipped

AHEAD = 28  # days from today to the opening that is proposed


def choose(request: HttpRequest) -> HttpResponse:
    """Those that come with Bartholdi, the calls of this office, and a file."""
    POLICY.require(request.user, "add_call", None)
    found = [
        {"url": reverse("desk:call-start", args=[name]), "title": said(each.programme.name), "hint": said(each.call.summary)}
        for name, each in shipped().items()
    ]
    mine = Call.objects.visible_to(request.user).real().exclude(edition=None).exclude(closes_at=None).exclude(opens_at=None)
    recent = mine.only("title_en", "title_fr", "year", "closes_at").order_by("-closes_at")[:8]
    return render(request, "desk/call_choose.html", {"blueprints": found, "recent": recent, "form": BringForm()})


def begin(request: HttpRequest, name: str) -> HttpResponse:
    if name not in shipped():
        raise Http404
    return proposed(request, shipped()[name])


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The next edition of a call, from the call itself."""
    call = find(request, pk)
    opened = timezone.localdate(call.opens_at) if call.opens_at else timezone.localdate()
    first = {"opens_on": opened + timedelta(days=364), "year": call.year + 1}
    return proposed(request, services.as_blueprint(call), first=first, after=call)


def bring(request: HttpRequest) -> HttpResponse:
    """A file first; then its text goes with the form."""
    if request.method != "POST":
        return redirect("desk:call-choose")
    if "text" in request.POST:
        return proposed(request, services.read_blueprint(request.POST["text"]), text=request.POST["text"])
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "desk/call_bring.html", {"form": form})
    text = form.text()
    return proposed(request, services.read_blueprint(text), text=text)


def proposed(
    request: HttpRequest, blueprint: Blueprint, *, text: str = "", first: dict[str, Any] | None = None, after: Call | None = None
) -> HttpResponse:
    """Every date before anything is created; created by the second button only."""
    POLICY.require(request.user, "add_call", None)
    soon = timezone.localdate() + timedelta(days=AHEAD)
    first = {**(first or {"opens_on": soon, "year": soon.year + 1}), "text": text}
    form = StartForm(request.POST) if "opens_on" in request.POST else StartForm(initial=first)
    rescue.kept(request, form)
    given = form.cleaned_data if form.is_valid() else first
    if form.is_bound and form.is_valid() and "create" in request.POST:
        start = {"year": given["year"], "opens_on": given["opens_on"]}
        call = services.start_call(blueprint, **start, after=after, by=whoever(request))
        messages.success(request, gettext("The call is in preparation. What is still missing stands below."))
        return redirect("desk:call", call.pk)
    dates = services.planned(blueprint, given["opens_on"])
    context = {"form": form, "blueprint": blueprint, "dates": dates, "name": said(blueprint.programme.name)}
    context["papers"] = list(after.papers.all()) if after else []
    return render(request, "desk/call_start.html", context)


def said(text: Any) -> str:
    return str(text.said(language()))
