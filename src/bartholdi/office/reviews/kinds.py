"""The letters of reviewing: which there are, with examples that the tests render."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

SEAT_OFFERED = Kind(
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
REVIEW_RETURNED = Kind(
    app="reviews",
    name="review_returned",
    label=_("A review was returned for changes"),
    reason=_("you review for a call of the office"),
    example={
        "name": "Marie Lambert",
        "call": "Chateaubriand 2027",
        "until": "",
        "reference": "CHAT-0042",
        "message": "Please say in a sentence why the team fits.",
        "link_path": "/en/portal/reviewing/1/",
    },
    multiline=frozenset({"message"}),
)
REMARK_MENTIONS = Kind(
    app="reviews",
    name="remark_mentions",
    label=_("Somebody is named in a discussion of a panel"),
    reason=_("somebody named you in the discussion of a panel"),
    example={
        "name": "Marie Lambert",
        "call": "Chateaubriand 2027",
        "until": "",
        "reference": "CHAT-0042",
        "author": "Rose Reviewer",
        "link_path": "/en/portal/reviewing/1/",
    },
)


REVIEWS_ASKED = Kind(
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
        "link_path": "/en/portal/reviewing/",
    },
    lifetime=timedelta(days=3),
)


def register_all() -> None:
    register(
        SEAT_OFFERED,
        REVIEW_RETURNED,
        REMARK_MENTIONS,
        REVIEWS_ASKED,
        _reminder("review_due", _("Reviews are due soon")),
        _reminder("review_late", _("Reviews are late")),
    )


def _reminder(name: str, label: Promise) -> Kind:
    return Kind(
        app="reviews",
        name=name,
        label=label,
        reason=_("you review for a call of the office"),
        example={
            "name": "Marie Lambert",
            "call": "Chateaubriand 2027",
            "until": "20 November 2026, 12:00 (Paris)",
            "references": "- CHAT-0042\n- CHAT-0043",
            "number": 2,
            "link_path": "/en/portal/reviewing/",
        },
        multiline=frozenset({"references"}),
    )
