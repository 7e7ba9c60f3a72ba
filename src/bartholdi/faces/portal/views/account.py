"""One's own account: all of it on one page, and the profile."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bartholdi.faces.portal import zones
from bartholdi.faces.portal.forms.account import Profile
from bartholdi.faces.portal.providers import offered
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts import queries, roles, services
from bartholdi.office.accounts.models import User


@signed_in
def overview(request: Visit) -> HttpResponse:
    user = request.user
    second_steps = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    facts = {
        "addresses": queries.addresses(user),
        "passkeys": second_steps.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in second_steps,
        "has_password": user.has_usable_password(),
        "providers": [account.get_provider_account() for account in queries.providers(user)],
        "providers_offered": bool(offered(request)),
        "sessions": queries.sessions(user).count(),
        "roles": [roles.LABELS[role] for role in sorted(user.roles)],
        "zone_city": zones.city(user.zone),
    }
    return render(request, "account/overview.html", facts)


@signed_in
def profile(request: Visit) -> HttpResponse:
    user = User.objects.get(email=request.user.email)  # a row of its own: a refused form must not rename the page's head
    form = Profile(request.POST or None, instance=user)
    rescue.kept(request, form)
    if request.method == "POST" and form.is_valid():
        services.change_profile(User.objects.get(email=user.email), **form.cleaned_data, by=request.user)
        messages.success(request, _("Your profile is saved."))
        return redirect("account_overview")
    return render(request, "account/profile.html", {"form": form})
