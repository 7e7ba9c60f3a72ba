"""Registers the app with Django, its letters, and what moves when two accounts are merged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import words


class AccountsConfig(AppConfig):
    name = "bartholdi.office.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from bartholdi.office.accounts import kinds, moves
        from bartholdi.office.accounts.words import ACTS

        words.register(ACTS)
        kinds.register_all()
        moves.register_all()
