"""Registers the app with Django, the words of its acts, its letters, what is hidden, and what moves when two accounts are merged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.dispatches.words import ACTS
from bartholdi.office.journal import words


class DispatchesConfig(AppConfig):
    name = "bartholdi.office.dispatches"
    verbose_name = _("Dispatches")

    def ready(self) -> None:
        from bartholdi.office.dispatches import hidden, kinds, moves

        moves.register_all()
        words.register(ACTS)
        kinds.register_all()
        hidden.register_all()
