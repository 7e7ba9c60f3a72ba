"""Registers the app with Django, and what the journal says of its acts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import words
from bartholdi.office.questionnaires.words import ACTS


class QuestionnairesConfig(AppConfig):
    name = "bartholdi.office.questionnaires"
    verbose_name = _("Questionnaires")

    def ready(self) -> None:
        words.register(ACTS)
