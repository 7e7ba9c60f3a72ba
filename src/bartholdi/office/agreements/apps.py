"""Registers the app with Django, the words of its acts, its letters, and what moves when two accounts are merged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.agreements import kinds
from bartholdi.office.agreements.words import ACTS
from bartholdi.office.journal import words


class AgreementsConfig(AppConfig):
    name = "bartholdi.office.agreements"
    verbose_name = _("Agreements")

    def ready(self) -> None:
        from bartholdi.office.agreements import moves

        moves.register_all()
        words.register(ACTS)
        kinds.register_all()
