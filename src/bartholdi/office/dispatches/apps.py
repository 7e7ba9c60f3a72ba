"""Registers the app with Django, the words of its acts, its letters, and what is hidden."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.dispatches.words import ACTS
from bartholdi.office.journal import words


class DispatchesConfig(AppConfig):
    name = "bartholdi.office.dispatches"
    verbose_name = _("Dispatches")

    def ready(self) -> None:
        from bartholdi.office.dispatches import hidden, kinds

        words.register(ACTS)
        kinds.register_all()
        hidden.register_all()
