"""Who may do what with a notice; roles are read by name, because accounts stand above notices."""

from bartholdi.office.lib.policy import Policy, Rule, has_role
from bartholdi.office.notices.models import READERS

WRITERS = frozenset({"officer", "director", "administrator"})

reads_outbox = has_role(*sorted(READERS))
works_outbox = has_role(*sorted(WRITERS))
is_private = Rule(lambda _user, notice: notice is not None and notice.private, "letter is private")

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
        # A file of everybody's addresses leaves the office with whoever takes it.
        "export": has_role("director", "auditor", "administrator"),
    }
)
