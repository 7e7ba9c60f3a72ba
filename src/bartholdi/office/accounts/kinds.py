"""The letters of the accounts: which there are, with examples that the tests render."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

PATHS = {
    "sign_in_path": "/en/account/sign-in/",
    "sign_up_path": "/en/account/sign-up/",
    "account_path": "/en/account/",
    "addresses_path": "/en/account/addresses/",
}
CODE = {"code": "BCDF-GHJK", "address": "claire@example.org", **PATHS}
OWNER = {"name": "Claire Dupont", "by": "Ada Morel", **PATHS}
SOON = timedelta(minutes=15)  # after that the code has ended, and the letter would only confuse

ASKED = _("this address was typed on our sign-in page")
OWNED = _("it is about your account")


def register_all() -> None:
    register(*_codes_and_answers(), *_changes())


def _codes_and_answers() -> list[Kind]:
    """What is sent in place of a code is as private and as fast, so that nothing tells which of the two it was."""
    labels = {
        "sign_in_code": _("Code to sign in"),
        "sign_up_code": _("Code to make an account"),
        "address_code": _("Code to add an address"),
        "password_code": _("Code to choose a new password"),
        "merge_code": _("Code to merge two accounts"),
        "no_account": _("There is no account"),
        "account_exists": _("There is an account already"),
        "merge_no_account": _("There is no account to merge"),
    }
    return [
        Kind(
            app="accounts",
            name=name,
            label=label,
            reason=ASKED,
            example={**CODE, "asker": "Claire Dupont"},
            private=True,
            urgent=True,
            lifetime=SOON,
        )
        for name, label in labels.items()
    ]


def _changes() -> list[Kind]:
    changed = {**OWNER, "what": "address_added", "address": "claire@example.org", "provider": "ORCID"}
    standing = {**OWNER, "what": "given", "role": "Officer"}
    merged = {**OWNER, "other": "claire@example.net"}
    return [
        Kind(app="accounts", name="account_changed", label=_("The account was changed"), reason=OWNED, example=changed),
        Kind(app="accounts", name="standing_changed", label=_("The role was changed"), reason=OWNED, example=standing),
        Kind(app="accounts", name="merge_done", label=_("Two accounts were merged"), reason=OWNED, example=merged),
    ]
