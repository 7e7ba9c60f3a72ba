"""Registers the app with Django, its acts, and the one letter that is its own."""

from datetime import UTC, datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from bartholdi.office.journal import labels, words
from bartholdi.office.notices import kinds
from bartholdi.office.notices.words import ACTS


class NoticesConfig(AppConfig):
    name = "bartholdi.office.notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        words.register(ACTS)
        sentence = _("Letter %(number)s: %(kind)s")
        labels.register("notices.notice", sentence, kind=lambda: [each.label for each in kinds.KINDS.values()])
        kinds.register(
            kinds.Kind(
                app="notices",
                name="trial",
                label=_("Test letter"),
                reason=_("you asked for a test letter at the desk"),
                example={
                    "name": "Camille Martin",
                    "asked": datetime(2027, 3, 15, 16, 0, tzinfo=UTC),
                    "zone": "America/New_York",
                },
            )
        )
