"""Registers the app with Django, the words of its acts, who answers a questionnaire, and what moves when two accounts are merged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import labels, words
from bartholdi.office.lib import hidden


class ApplicationsConfig(AppConfig):
    name = "bartholdi.office.applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from bartholdi.office.accounts.roles import reads_cases
        from bartholdi.office.applications import answering, answering_letters, casework_kinds, kinds, letter_kinds, moves
        from bartholdi.office.applications.models import Bulk
        from bartholdi.office.applications.models.access import hidden_keys
        from bartholdi.office.applications.words import ACTS

        words.register(ACTS)
        labels.register("applications.bulk", "%(kind)s (%(number)s)", kind=lambda: Bulk.Kind.labels)
        hidden.register(hidden_keys)
        hidden.register_closed("applications", reads_cases)
        answering.register_all()
        answering_letters.register_all()
        kinds.register_all()
        moves.register_all()
        casework_kinds.register_all()
        letter_kinds.register_all()
