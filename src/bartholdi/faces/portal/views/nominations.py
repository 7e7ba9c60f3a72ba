"""Pages behind the links of nominations: an institution names its candidates without an account; a candidate takes the application up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from bartholdi.faces.portal.forms.nominations import NominateForm
from bartholdi.faces.ui import arrival, rescue
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.nominator import Nominator
from bartholdi.office.applications.services import nominations as services
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Invitation


def find(token: str) -> Invitation:
    """A link that was replaced, or never was one, opens nothing."""
    invitation = services.invitation_of(token)
    if invitation is None:
        raise Http404
    return invitation


def show(request: HttpRequest, token: str) -> HttpResponse:
    """The candidates so far, the places that are left, and the form for the next one. To look changes nothing."""
    invitation = find(token)
    form = NominateForm(request.POST or None, invitation=invitation)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            given = form.cleaned_data
            services.nominate(invitation, **given, arrived_at=arrival.of(request), by=Nominator(invitation))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("%(name)s is nominated, and has been written to.") % {"name": given["name"]})
            return redirect("nominations", token)
    return private(render(request, "portal/nominations.html", shown(invitation, token) | {"form": form}))


def shown(invitation: Invitation, token: str) -> dict[str, object]:
    rows = services.nominations(invitation)
    return {
        "invitation": invitation,
        "call": invitation.call,
        "token": token,
        "rows": rows,
        "left": max(0, invitation.quota - len(rows)),
        "closing": queries.closing(invitation.call),
        "open": services.is_open(invitation.call),
    }


def withdraw(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Asks first; a POST does it."""
    invitation = find(token)
    rows = [each for each in services.nominations(invitation) if each.pk == pk]
    if not rows:
        raise Http404
    if request.method == "POST":
        services.withdraw_nomination(rows[0], by=Nominator(invitation), arrived_at=arrival.of(request))
        messages.success(request, gettext("The nomination is withdrawn. The place is free again."))
        return redirect("nominations", token)
    return private(
        render(request, "portal/nomination_withdraw.html", {"application": rows[0], "token": token, "call": invitation.call})
    )


def candidate(request: HttpRequest, token: str) -> HttpResponse:
    """What a candidate's link shows: for what they are nominated, and how to take it up."""
    application = found(token)
    context = {"application": application, "call": application.call, "token": token}
    context["closing"] = queries.closing(application.call, application=application)
    return private(render(request, "portal/nomination.html", context))


def found(token: str) -> Application:
    application = services.nominated(token)
    if application is None:
        raise Http404
    return application


@signed_in
def take_up(request: HttpRequest, token: str) -> HttpResponse:
    """Behind sign-in, so that the way there leads back here."""
    application = found(token)
    if request.method == "POST":
        services.take_up(application, by=get_object_or_404(User, pk=request.user.pk))
        messages.success(request, gettext("The application is yours now."))
        return redirect("portal:application", application.pk)
    return redirect("nomination", token)


def private(response: HttpResponse) -> HttpResponse:
    """The address is a key: no cache keeps its page, no search engine lists it."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # with "no-referrer" browsers post a form without its origin, and it is refused
    return response
