"""Registers the app with Django, and what moves when two accounts are merged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "bartholdi.office.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from bartholdi.office.accounts import moves

        moves.register_all()
