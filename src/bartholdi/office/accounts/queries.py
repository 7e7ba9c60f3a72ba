"""What the rows of allauth say about an account: its addresses, its second factors, its sessions."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from bartholdi.office.accounts.models import User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    found: bool = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()
    return found


def authenticators(user: User) -> Any:
    """App, passkeys and recovery codes."""
    return Authenticator.objects.filter(user=user)


def with_second_factor(users: "QuerySet[User]") -> "QuerySet[User]":
    """Each with `second_factor`: yes or no, for lists."""
    return users.annotate(second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)))


def at_a_glance(user: User, **more: Any) -> Any:
    """How many documents they keep here (`kept`), whether they have a second factor, and what higher floors ask: one query for a first page."""
    return (
        with_second_factor(User.objects.filter(pk=user.pk))
        .annotate(kept=Count("documents"), **more)
        .values("kept", "second_factor", *more)
        .get()
    )


def verified_owner(address: str) -> User | None:
    """Whose address this is, proved and still able to sign in."""
    found = EmailAddress.objects.filter(email=address.lower(), verified=True, user__is_active=True).select_related("user").first()
    return found.user if found else None


def addresses(user: User) -> Any:
    return EmailAddress.objects.filter(user=user).order_by("-primary", "email")


def sessions(user: User) -> Any:
    """Those that are still open, the latest first; rows of ended ones are dropped by allauth at the next sign-in."""
    still_open = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=still_open).order_by("-last_seen_at")


def providers(user: User) -> Any:
    return SocialAccount.objects.filter(user=user).order_by("provider", "pk")
