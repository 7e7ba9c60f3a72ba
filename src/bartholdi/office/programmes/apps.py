"""Registers the app with Django, and what the journal says of its acts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import words
from bartholdi.office.programmes.words import ACTS


class ProgrammesConfig(AppConfig):
    name = "bartholdi.office.programmes"
    verbose_name = _("Programmes and calls")

    def ready(self) -> None:
        words.register(ACTS)
