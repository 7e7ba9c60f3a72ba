"""The leads of an application: inviting the other one, taking back, removing; and the invited one's side of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.faces.portal.answering import address
from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.forms.leads import InviteForm
from bartholdi.faces.portal.heading import about
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.applications import queries, services
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.permissions import LEAD_POLICY
from bartholdi.office.applications.services import inviting

ACTS = {"revoke_lead": services.revoke_lead, "invite_again": services.invite_again, "remove_lead": services.remove_lead}


def show(request: Applying, application: Application) -> HttpResponse:
    if not application.call.lead_per_side:
        raise Http404
    form = InviteForm(request.POST or None, application=application)
    rescue.kept(request, form)
    if request.method == "POST" and form.is_valid():
        invite = services.invite_lead(application, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(name)s gets a letter with a link.") % {"name": invite.party.name})
        return redirect(address("application_leads", application))
    leads = [
        {"party": party, "can": LEAD_POLICY.actions(request.user, party), "self": party.user_id == request.user.pk}
        for party in queries.leads(application)
    ]
    return render(request, "portal/application/leads.html", {**about(request, application), "leads": leads, "form": form})


def act(request: Applying, application: Application, party: int, act: str) -> HttpResponse:
    """Removing asks first, on a page of its own."""
    lead = get_object_or_404(queries.leads(application), pk=party)
    if act not in ACTS:
        raise Http404
    if request.method == "POST":
        ACTS[act](lead, by=request.user)
        messages.success(request, _("Done. %(name)s is told where needed.") % {"name": lead.name})
        gone = act == "remove_lead" and lead.user_id == request.user.pk
        return redirect("portal:home") if gone else redirect(address("application_leads", application))
    facts = {"party": lead, "act": act, "self": lead.user_id == request.user.pk}
    return render(request, "portal/application/lead_act.html", {**about(request, application), **facts})


def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """GET shows, to whoever has the link; POST accepts, with an account."""
    invite = inviting.found(key)
    if invite is None:
        raise Http404
    if request.method == "POST":
        return accept(request, key=key)  # type: ignore[return-value]
    party = invite.party
    facts = {"invite": invite, "party": party, "call": party.application.call, "is_open": invite.is_open(timezone.now())}
    fits = request.user.is_authenticated and inviting.has_address(request.user, party.email)
    answer = render(request, "portal/invitation.html", {**facts, "fits": fits})
    answer["Referrer-Policy"] = "same-origin"  # the address is the key; with "no-referrer" its form would be refused
    answer["Cache-Control"] = "private, no-store"
    return answer


@signed_in
def accept(request: Applying, key: str) -> HttpResponse:
    invite = inviting.found(key)
    if invite is None:
        raise Http404
    application = services.accept_lead(invite, by=request.user, now=timezone.now())
    messages.success(request, _("You are now a lead of this application, and can write it."))
    return redirect(address("application", application))
