"""One's own account: all of it on one page, and the profile."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bartholdi.faces.portal.forms.account import Profile
from bartholdi.faces.portal.providers import offered
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts import queries, roles, services
from bartholdi.office.accounts.models import User
from bartholdi.office.lib import times


@signed_in
def overview(request: Visit) -> HttpResponse:
    facts = {"rows": _rows(request), "roles": [roles.LABELS[role] for role in sorted(request.user.roles)]}
    return render(request, "account/overview.html", facts)


def _rows(request: Visit) -> list[dict[str, Any]]:
    """What there is, and where it is changed."""
    user = request.user
    has_password = user.has_usable_password()
    connected = [str(account.get_provider_account()) for account in queries.providers(user)]
    doubtful = _("not confirmed yet")
    addresses = [each.email if each.verified else f"{each.email} ({doubtful})" for each in queries.addresses(user)]
    sessions = len(queries.sessions(user))
    rows = [
        (_("Name"), user.name, "account_profile", ""),
        (_("Language of letters"), user.get_language_display(), "account_profile", ""),
        (_("Time zone"), times.place(user.zone), "account_profile", ""),
        (_("Addresses"), "\n".join(addresses), "account_email", ""),
        (_("Second step"), _second_steps(user), "mfa_index", ""),
        (
            _("Password"),
            _("Chosen") if has_password else _("None: you sign in with a code"),
            "account_change_password" if has_password else "account_set_password",
            "" if has_password else _("Choose one"),
        ),
        (_("Connected accounts"), "\n".join(connected) or _("No account connected"), "socialaccount_connections", ""),
        (_("Signed in on"), _browsers(sessions), "account_sessions", _("See and end")),
    ]
    shown = [row for row in rows if row[2] != "socialaccount_connections" or connected or offered(request)]
    return [{"label": label, "value": value, "url": reverse(name), "change_label": act} for label, value, name, act in shown]


def _second_steps(user: User) -> str:
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    said = [_("Authenticator app")] if Authenticator.Type.TOTP in kinds else []
    if passkeys:
        said.append(ngettext("%(number)s passkey", "%(number)s passkeys", passkeys) % {"number": passkeys})
    return "\n".join(said) or _("No second step")


def _browsers(number: int) -> str:
    return ngettext("%(number)s browser", "%(number)s browsers", number) % {"number": number}


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
