"""The letters that officers' acts and nominations send to applicants: which there are, with examples that the tests render."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

APPLIES = _("you apply to a call of the office")
LONG = timedelta(days=14)
UNTIL = "27 January 2027, 12:00\u00a0noon (Washington) · 6:00\u00a0pm (Paris)"
ABOUT: dict[str, Any] = {
    "name": "Claire Dupont",
    "reference": "CHST-0042",
    "title": "Light in cold atoms",
    "call": "Chateaubriand Fellowship 2027",
    "home_path": "/en/portal/",
}


def register_all() -> None:
    register(*_about_applications(), *_nominations())


def _about_applications() -> list[Kind]:
    examples: dict[str, tuple[Any, dict[str, Any]]] = {
        "found_ineligible": (
            _("Not eligible"),
            {"why": "The project is outside the subject of the call", "remark": "The call is about oceans.", "other": False},
        ),
        "found_eligible": (_("Eligible"), {"draft": False}),
        "withdrawn_on_request": (_("Withdrawn on request"), {}),
        "extended": (_("More time"), {"until": UNTIL, "reason": "The office’s site could not be reached for two hours."}),
        "message": (
            _("Message of the office"),
            {"subject": "The panel meets in March", "text": "Dear Claire Dupont,\n\nthe panel meets on 15 March."},
        ),
    }
    several_lines = frozenset({"remark", "text"})
    return [
        Kind(app="applications", name=name, label=label, reason=APPLIES, example=ABOUT | more, multiline=several_lines)
        for name, (label, more) in examples.items()
    ]


def _nominations() -> list[Kind]:
    """Two hold a link that opens something: nobody at the desk reads them."""
    invited = ABOUT | {"institution": "Lakeshore University", "places": 3, "until": UNTIL, "link_path": "/en/nominations/x/"}
    reason = _("your institution was invited to nominate candidates")
    named = _("an institution nominated you")
    return [
        Kind(
            app="applications",
            name="nomination_invited",
            label=_("Invitation to nominate"),
            reason=reason,
            example=invited,
            private=True,
            lifetime=LONG,
            multiline=frozenset({"own_body"}),
        ),
        Kind(
            app="applications",
            name="nominated",
            label=_("Nomination"),
            reason=named,
            example=invited,
            private=True,
            lifetime=LONG,
            multiline=frozenset({"own_body"}),
        ),
        Kind(app="applications", name="nomination_withdrawn", label=_("Nomination withdrawn"), reason=named, example=ABOUT),
    ]
