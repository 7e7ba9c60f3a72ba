"""Registers the app with Django, the words of its acts, and what moves when two accounts are merged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import words


class DirectoryConfig(AppConfig):
    name = "bartholdi.office.directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from bartholdi.office.directory import moves
        from bartholdi.office.directory.words import ACTS

        words.register(ACTS)
        moves.register_all()
