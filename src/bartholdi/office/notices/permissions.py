"""Who may do what with a notice; roles are read by name, because accounts stand above notices."""

from typing import Any

from bartholdi.office.lib.policy import Policy, Rule
from bartholdi.office.notices.models import READERS, Notice

WRITERS = frozenset({"officer", "director", "administrator"})


def _reads(user: Any, notice: Notice | None) -> bool:
    return getattr(user, "is_superuser", False) or bool(getattr(user, "roles", frozenset()) & READERS)


def _works(user: Any, notice: Notice | None) -> bool:
    return getattr(user, "is_superuser", False) or bool(getattr(user, "roles", frozenset()) & WRITERS)


def _private(user: Any, notice: Notice | None) -> bool:
    return notice is not None and notice.private


reads_outbox = Rule(_reads, "reads the outbox")
works_outbox = Rule(_works, "works the outbox")
is_private = Rule(_private, "letter is private")

POLICY = Policy(
    {
        "view": reads_outbox,
        "read": reads_outbox & ~is_private,
        "hold": works_outbox,
        "release": works_outbox,
        "edit": works_outbox & ~is_private,
        "send_now": works_outbox,
        "send_again": works_outbox & ~is_private,
        "cancel": works_outbox,
        "mark_sent": works_outbox,
        "send_trial": works_outbox,
    }
)
