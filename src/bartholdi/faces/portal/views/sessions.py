"""Where one is signed in: the list, and its end, one by one or all others."""

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bartholdi.faces.portal.browsers import named
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts import queries, services


@signed_in
def show(request: Visit) -> HttpResponse:
    rows = [
        {"session": session, "browser": named(session.user_agent), "current": session.session_key == request.session.session_key}
        for session in queries.sessions(request.user)
    ]
    rows.sort(key=lambda row: not row["current"])  # this one first, then the latest
    return render(request, "account/sessions.html", {"rows": rows})


@require_POST
@signed_in
def end(request: Visit, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    get_adapter().end_sessions([session])
    services.record_change("accounts.end_session", request.user, by=request.user)
    messages.success(request, _("That session has ended."))
    return redirect("account_sessions")


@require_POST
@signed_in
def end_others(request: Visit) -> HttpResponse:
    others = list(UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key))
    get_adapter().end_sessions(others)
    if others:
        services.record_change("accounts.end_other_sessions", request.user, by=request.user, number=str(len(others)))
    told = ngettext("%(number)s other session has ended.", "%(number)s other sessions have ended.", len(others))
    messages.success(request, told % {"number": len(others)})
    return redirect("account_sessions")
