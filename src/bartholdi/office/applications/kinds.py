"""The letters of the applications: which there are, with examples that the tests render."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

NOON = datetime(2027, 1, 27, 17, tzinfo=UTC)
ABOUT = {
    "name": "Claire Dupont",
    "by": "Ada Morel",
    "reference": "CHAT-0042",
    "title": "Ice cores",
    "call": "Chateaubriand 2027",
    "closes": NOON,
    "call_zone": "America/New_York",
    "zone": "Europe/Paris",
    "path": "/en/portal/applications/42/",
    "home_path": "/en/portal/",
}
APPLIES = _("you are a lead of this application")


def register_all() -> None:
    sent: dict[str, Any] = {"number": 1, "sent": "CHAT-0042-1", "digest": "ab" * 32, "arrived": NOON}
    changed: dict[str, Any] = {"changes": "- A question is new: “Field”.", "lost": "- The question “Why” is no longer asked."}
    invited: dict[str, Any] = {"inviter": "Claire Dupont", "ends": NOON, "link_path": "/en/lead/x/"}
    register(
        _kind(
            "submitted",
            _("The application was submitted"),
            multiline=frozenset({"own_body"}),
            **sent,
            paper_path="/en/portal/applications/42/sent/1/paper/",
        ),
        _kind(
            "returned", _("More is needed for the application"), multiline=frozenset({"message"}), message="A budget.", until=NOON
        ),
        _kind("withdrawn", _("The application was withdrawn")),
        _kind("lead_accepted", _("A lead accepted"), who="Sam Lee", address="sam@example.org"),
        _kind("lead_removed", _("A lead was removed"), left=False),
        _kind("questions_changed", _("The questions changed"), multiline=frozenset({"changes", "lost"}), **changed),
        Kind(
            app="applications",
            name="lead_invited",
            label=_("Invitation to lead an application together"),
            reason=_("somebody wants to apply together with you"),
            example={**ABOUT, **invited},
            private=True,
            lifetime=timedelta(days=3),
        ),
    )


def _kind(name: str, label: Any, *, multiline: frozenset[str] = frozenset(), **example: Any) -> Kind:
    return Kind(
        app="applications",
        name=name,
        label=label,
        reason=APPLIES,
        example={**ABOUT, **example},
        multiline=multiline,
    )
