"""The letters about agreements: which there are, with examples that the tests render."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

ABOUT = {"name": "Camille Oyelaran-Dupin", "agreement": "Partnership on quantitative biology", "path": "/en/desk/agreements/1/"}


def register_all() -> None:
    register(
        Kind(
            app="agreements",
            name="milestone_due",
            label=_("Milestone of an agreement"),
            reason=_("you see to this milestone of an agreement"),
            example={**ABOUT, "what": "Joint workshop", "due": "15 March 2027", "late": False},
            lifetime=timedelta(days=7),
        ),
        Kind(
            app="agreements",
            name="end_near",
            label=_("End or renewal of an agreement"),
            reason=_("you follow this agreement for the office"),
            example={**ABOUT, "renews": True, "day": "30 June 2027"},
            lifetime=timedelta(days=7),
        ),
    )
