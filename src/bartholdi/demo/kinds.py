"""The letters that the people of the demonstration write to one another."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

NOON = datetime(2027, 1, 27, 17, tzinfo=UTC)
BOTH = {"name": "Claire Dupont", "by": "Ada Morel", "zone": "America/New_York"}


def register_all() -> None:
    register(
        Kind(
            app="demo",
            name="call_reminder",
            label=_("A call closes soon"),
            reason=_("you asked to be reminded of this call"),
            example={**BOTH, "call": "FADEx", "call_path": "/en/programmes/fadex/", "closes": NOON},
        ),
        Kind(
            app="demo",
            name="event_invitation",
            label=_("Invitation to an event"),
            reason=_("you told the office which subjects interest you"),
            example={**BOTH, "event": "FADEx", "event_path": "/en/events/", "starts": NOON, "place": "Boston"},
        ),
        Kind(
            app="demo",
            name="thanks",
            label=_("Thanks after an event"),
            reason=_("you took part in an event of the office"),
            example={**BOTH, "event": "FADEx", "story_path": "/en/stories/"},
        ),
    )
