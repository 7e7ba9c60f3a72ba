"""Registers the app with Django, the words of its acts, its letter, and what it does once an application is funded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import words


class AwardsConfig(AppConfig):
    name = "bartholdi.office.awards"
    verbose_name = _("Awards")

    def ready(self) -> None:
        from bartholdi.office.awards import hidden, kinds, moves, telling
        from bartholdi.office.awards.services import carrying
        from bartholdi.office.awards.services.offering import offer
        from bartholdi.office.awards.words import ACTS
        from bartholdi.office.decisions import funded
        from bartholdi.office.programmes import carried

        words.register(ACTS)
        kinds.register_all()
        moves.register_all()
        hidden.register_all()
        funded.register(offer, told=telling.answer_by)
        carried.register(carrying.PART)
