"""From the names under which allauth sends its mails to our letters; codes are private and leave at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from bartholdi.office.accounts import queries
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import Actor, System, record
from bartholdi.office.notices import services as notices

DOOR = System("sign-in")

LETTERS = {
    "account/email/login_code": "sign_in_code",
    "account/email/email_confirmation_signup": "sign_up_code",
    "account/email/email_confirmation": "address_code",
    "account/email/password_reset_code": "password_code",
    "account/email/unknown_account": "no_account",
    "account/email/account_already_exists": "account_exists",
}

LINKS = {
    "sign_in_path": "account_login",
    "sign_up_path": "account_signup",
    "account_path": "account_overview",
    "addresses_path": "account_email",
}

# allauth's notification -> the act in the journal, and what the letter `account_changed` says happened.
CHANGES = {
    "account/email/email_changed": ("accounts.choose_primary_address", "primary_changed"),
    "account/email/email_deleted": ("accounts.remove_address", "address_removed"),
    "account/email/password_changed": ("accounts.change_password", "password_changed"),
    "account/email/password_set": ("accounts.set_password", "password_set"),
    "account/email/password_reset": ("accounts.reset_password", "password_changed"),
    "mfa/email/totp_activated": ("accounts.add_authenticator_app", "app_added"),
    "mfa/email/totp_deactivated": ("accounts.remove_authenticator_app", "app_removed"),
    "mfa/email/webauthn_added": ("accounts.add_passkey", "passkey_added"),
    "mfa/email/webauthn_removed": ("accounts.remove_passkey", "passkey_removed"),
    "mfa/email/recovery_codes_generated": ("accounts.make_recovery_codes", "recovery_codes_made"),
    "socialaccount/email/account_connected": ("accounts.connect_provider", "provider_connected"),
    "socialaccount/email/account_disconnected": ("accounts.disconnect_provider", "provider_disconnected"),
}


def send(template_prefix: str, address: str, context: dict[str, Any], *, language: str) -> None:
    """A code, or the word that there is no account: the same work for a known and for an unknown address."""
    kind = LETTERS[template_prefix]
    answer(kind, address, {"code": context.get("code", "")}, language=language)


def answer(kind: str, address: str, context: dict[str, str], *, language: str) -> None:
    """To an address that somebody typed: its owner may have no account, and the journal names nobody."""
    with transaction.atomic():
        notices.queue(
            f"accounts.{kind}",
            to=address,
            label=address,
            language=language,
            context={"address": address, **context, **links(language)},
            by=DOOR,
        )


def links(language: str) -> dict[str, str]:
    """In the letter's language, which need not be the page's."""
    with translation.override(language):
        return {name: reverse(url) for name, url in LINKS.items()}


def record_and_tell(template_prefix: str, user: User, context: dict[str, Any], *, to: str | None = None) -> None:
    name, what = CHANGES[template_prefix]
    provider = context["account"].get_provider().name if "account" in context else ""
    facts = {
        "address": str(context.get("deleted_email") or context.get("to_email") or ""),
        "before": str(context.get("from_email") or ""),
        "provider": provider,
    }
    said = {key: value for key, value in facts.items() if value}
    with transaction.atomic():
        record(name, user, by=user, change=said)
        tell_of_change(user, what, said, to=to)


def tell_of_change(user: User, what: str, facts: dict[str, str], *, to: str | None = None) -> None:
    """Whoever did it, the owner hears of it: that is how a stolen session is noticed."""
    tell(user, "account_changed", {"what": what, "address": "", "provider": "", **facts}, by=user, to=to)


def tell(user: User, kind: str, context: dict[str, Any], *, by: Actor, to: str | None = None) -> None:
    primary = queries.addresses(user).filter(verified=True).first()
    address = to or (primary.email if primary else user.email)
    with transaction.atomic():
        notices.queue(
            f"accounts.{kind}",
            to=address,
            label=str(user),
            language=user.language,
            context={"name": user.name, **context, **links(user.language)},
            by=by,
            cause=user.journal_key,
        )
