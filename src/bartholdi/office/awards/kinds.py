"""The letters that ask a laureate to answer, each with an example that the tests render."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

REMINDER = "awards.award_reminder"
AGAIN = "awards.award_again"
EXAMPLE = {
    "name": "Claire Dupont",
    "reference": "CHST-0042",
    "title": "Ice cores",
    "call": "Chateaubriand 2027",
    "until": "15 March 2027, 12:00 noon (Washington)",
    "path": "/en/portal/applications/1/award/",
}


def register_all() -> None:
    register(
        Kind(
            app="awards",
            name="award_reminder",
            label=_("Reminder to accept or decline an award"),
            reason=_("the office offers you an award"),
            example=EXAMPLE,
            lifetime=timedelta(days=2),
        ),
        Kind(
            app="awards",
            name="award_again",
            label=_("Award that is offered again"),
            reason=_("the office offers you an award"),
            example=EXAMPLE,
        ),
    )
