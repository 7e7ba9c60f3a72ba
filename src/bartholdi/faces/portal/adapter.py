"""Joins allauth to the house: its mails become notices, its changes entries of the journal, its limits say until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.portal import drafts, limits
from bartholdi.office.accounts import arrivals, mails, queries, services
from bartholdi.office.journal.acts import System
from bartholdi.office.lib import identity
from bartholdi.office.lib.bilingual import language

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.http import HttpRequest, HttpResponse

    from bartholdi.office.accounts.models import User

SIGN_IN = System("sign-in")


class AccountAdapter(DefaultAccountAdapter):
    """Every hook here is one that allauth documents: no signal is needed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address or the password is not right."),
        "incorrect_code": _("This code is not right. Check the newest message we sent you."),
        "too_many_login_attempts": _("That code was wrong too often and has ended. Ask for a new one."),
        "email_taken": _("This address belongs to another account. If that is yours too, merge the two accounts."),
        "duplicate_email": _("This address is on your account already."),
        "enter_current_password": _("Your current password is not right."),
    }

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """A limit says how long to wait: allauth raises the same code for the last wrong try and for too many."""
        if code in {"too_many_login_attempts", "rate_limited"}:
            return ValidationError(limits.sentence(limits.seconds_to_wait(context.request)), code=code)
        return super().validation_error(code, *args)

    # Where people go ------------------------------------------------------------------------------------------------

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:today" if request.user.is_staff else "portal:home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("portal:home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{language()}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_overview")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """After proving a further address one is back at the list of them."""
        if self.request.user.is_authenticated:
            return reverse("account_email")
        return reverse("account_login")

    # Accounts -------------------------------------------------------------------------------------------------------

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.email = form.cleaned_data["email"].lower()
        user.name = form.cleaned_data.get("name") or user.name
        user.zone = form.cleaned_data.get("zone") or user.zone
        user.language = language()
        user.set_unusable_password()
        return services.sign_up(user) if commit else user

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An address was proved by its code: the first one at sign-up, later ones by their owner."""
        first = not queries.addresses(email_address.user).filter(verified=True).exists()
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            services.prove_address(email_address.user, email_address.email)
            if not first:
                mails.tell_of_change(email_address.user, "address_added", {"address": email_address.email})
        return confirmed

    # The journal ----------------------------------------------------------------------------------------------------

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        records = get_authentication_records(request, user)
        services.record_sign_in(user, method=" + ".join(dict.fromkeys(str(r.get("type") or r["method"]) for r in records)))
        answer = super().post_login(request, user, **kwargs)
        drafts.claim(request, answer, user)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        services.record_failed_sign_in(queries.verified_owner(credentials.get("email", "")), by=SIGN_IN, method="password")

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """In our words; a passkey first for whoever has no app, because recovery codes are for an emergency."""
        words = {
            "reauthenticate": gettext("Type your password"),
            "mfa_reauthenticate": gettext("Type a code of your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        if isinstance(user, AnonymousUser) or not user.is_authenticated:
            return []
        has_app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
        methods = [{**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]
        return sorted(methods, key=lambda method: not has_app and method["id"] == "mfa_reauthenticate")

    # Mails ----------------------------------------------------------------------------------------------------------

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mails.send(template_prefix, email, context, language=get_language() or "en")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """allauth calls this once per change of addresses, password, second steps and providers, and at no other time."""
        mails.record_and_tell(template_prefix, user, context or {}, to=email)


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys, authenticator apps and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. An app shows a new one every half minute; a recovery code works once."),
        "unverified_email": _("Confirm all your addresses first, or remove those that are not confirmed."),
        "cannot_generate_recovery_codes": _("Recovery codes stand in for a second step: add an app or a passkey first."),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  allauth's word
        return gettext("Passkey %(number)s") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}

    def _get_site_name(self) -> str:
        """What the device shows beside the account."""
        return identity.name()


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sign-in through ORCID or an OpenID Connect provider."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """One name, as the provider writes it."""
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = (data.get("name") or " ".join(part for part in parts if part))[:200]
        user.language = language()
        return user

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Some providers say "false" in letters, which Python takes for true: only a plain yes proves an address."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True or address.verified == "true"
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        return found

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        return {**super().get_signup_form_initial_data(sociallogin), "name": sociallogin.user.name}

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Without a name we ask: the form has one field more than the provider told."""
        return bool(sociallogin.user.name) and super().is_auto_signup_allowed(request, sociallogin)

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        services.record_change("accounts.sign_up", user, by=user, provider=sociallogin.account.provider)
        arrivals.proved(user)  # of an address that the provider vouches for
        return user
