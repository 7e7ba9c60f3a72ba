"""Registers the app with Django, the words of its acts, its letter, and what is hidden."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import labels, words


class DecisionsConfig(AppConfig):
    name = "bartholdi.office.decisions"
    verbose_name = _("Deciding")

    def ready(self) -> None:
        from bartholdi.office.decisions import hidden, kinds
        from bartholdi.office.decisions.models import Outcome
        from bartholdi.office.decisions.words import ACTS

        words.register(ACTS)
        labels.register("decisions.decision", _("%(reference)s: %(outcome)s"), outcome=lambda: Outcome.labels)
        kinds.register_all()
        hidden.register_all()
