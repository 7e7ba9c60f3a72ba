"""The letters of reviewing: which there are, with examples that the tests render."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register


def register_all() -> None:
    register(
        Kind(
            app="reviews",
            name="seat_offered",
            label=_("Invitation to a panel"),
            reason=_("the office would like you to review for a call"),
            example={
                "name": "Marie Lambert",
                "call": "Chateaubriand 2027",
                "panel": "French panel",
                "reviews": 8,
                "until": "20 November 2026, 12:00 (Paris)",
                "link_path": "/en/reviewing/x/",
            },
            private=True,
            lifetime=timedelta(days=3),
        )
    )
    register(
        Kind(
            app="reviews",
            name="reviews_asked",
            label=_("Applications to review"),
            reason=_("you accepted to review for a call"),
            example={
                "name": "Marie Lambert",
                "call": "Chateaubriand 2027",
                "panel": "French panel",
                "reviews": 5,
                "until": "20 January 2027, 12:00 (Paris)",
                "link_path": "/en/portal/",
            },
            lifetime=timedelta(days=3),
        )
    )
