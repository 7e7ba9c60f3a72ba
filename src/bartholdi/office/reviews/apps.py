"""Registers the app with Django, the words of its acts, and its letters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import labels, words


class ReviewsConfig(AppConfig):
    name = "bartholdi.office.reviews"
    verbose_name = _("Reviewing")

    def ready(self) -> None:
        from bartholdi.office.accounts import arrivals
        from bartholdi.office.applications import objected
        from bartholdi.office.reviews import answering, hidden, kinds, moves
        from bartholdi.office.reviews.models import Proposal
        from bartholdi.office.reviews.services.arriving import account_arrived
        from bartholdi.office.reviews.services.conflicts import objection_taken_back
        from bartholdi.office.reviews.words import ACTS

        words.register(ACTS)
        labels.register("reviews.proposal", _("%(kind)s: %(call)s"), kind=lambda: Proposal.Kind.labels)
        answering.register_all()
        kinds.register_all()
        moves.register_all()
        hidden.register_all()
        arrivals.register(account_arrived)
        objected.register(objection_taken_back)
