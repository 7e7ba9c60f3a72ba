"""Beginning an application from the page of its call, with an account or without one yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.faces.portal import drafts, limits
from bartholdi.faces.portal.answering import address
from bartholdi.faces.portal.forms.leads import SideForm
from bartholdi.faces.ui import arrival
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import findings, queries, services
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call


def start(request: HttpRequest, slug: str) -> HttpResponse:
    """GET tells what is asked and until when; POST begins, and a draft stands on the server at once."""
    call = get_object_or_404(Call.objects.visible_to(request.user).real().select_related("programme"), slug=slug)
    form = SideForm(request.POST if request.method == "POST" else None, call=call)  # there may be nothing to choose
    if request.method == "POST" and form.is_valid():
        return _begin(request, call, form.cleaned_data.get("side"))
    begun = list(_begun(request, call)[:5])
    return render(request, "portal/start.html", {**_about(request, call), "form": form, "begun": begun})


def _begin(request: HttpRequest, call: Call, side: Any) -> HttpResponse:
    """Somebody without an account begins one draft for a call in one browser; a second click leads back to it."""
    if request.user.is_authenticated:
        made = services.start(call, by=request.user, arrived_at=arrival.of(request), side=side)
        return redirect(address("application", made))
    if begun := _begun(request, call).first():
        return redirect(address("application", begun))
    if not limits.allowed(request, "start"):
        raise Refused(_("Too many applications were begun from here within an hour. Sign in, then begin yours."))
    holder = drafts.new_holder()
    made = services.start(call, by=holder, arrived_at=arrival.of(request), side=side)
    answer = redirect(address("application", made))
    drafts.remember(request, answer, made, holder)
    return answer


def _begun(request: HttpRequest, call: Call) -> Any:
    """What this person, or this browser, has begun for this call and can go on with."""
    if isinstance(request.user, User):
        rows = Application.objects.of(request.user)
    else:
        rows = Application.objects.filter(claim_digest__in=[each.claim_digest for each in drafts.held(request).values()])
    return rows.filter(call=call, state__in=WRITABLE)


def _about(request: HttpRequest, call: Call) -> dict[str, Any]:
    now = queries.clock(call, timezone.now())
    closes = queries.closing(call, user=request.user)
    opened = call.state == "announced" and call.opens_at is not None and now >= call.opens_at
    is_open = bool(opened and closes and now < closes and call.kind == Call.Kind.COMPETITION and call.edition_id)
    check = reverse("apply-check", args=[call.slug]) if findings.asks_something(call) else ""
    return {"call": call, "check": check, "until": closes, "is_open": is_open, "coming": not opened, "days": drafts.DAYS}
