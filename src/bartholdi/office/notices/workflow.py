"""The life of a notice: from the queue to the mail server, with an officer's hand on the way."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class State(TextChoices):
    QUEUED = "queued", pgettext_lazy("notice", "Waiting to leave")
    HELD = "held", pgettext_lazy("notice", "Held")
    SENDING = "sending", pgettext_lazy("notice", "Leaving now")
    SENT = "sent", pgettext_lazy("notice", "Sent")
    FAILED = "failed", pgettext_lazy("notice", "Could not leave")
    UNCERTAIN = "uncertain", pgettext_lazy("notice", "Perhaps sent")
    CANCELLED = "cancelled", pgettext_lazy("notice", "Cancelled")


class Trouble(TextChoices):
    """Why the last attempt did not succeed, in our words; the server’s own words stand beside it."""

    LATER = "later", pgettext_lazy("notice", "The mail server asked to try again later.")
    REFUSED = "refused", pgettext_lazy("notice", "The mail server refused this letter for good.")
    UNREACHABLE = (
        "unreachable",
        pgettext_lazy("notice", "The connection to the mail server broke before the letter was handed over."),
    )
    SILENT = (
        "silent",
        pgettext_lazy("notice", "The letter was handed over, but the mail server did not answer: it may have left."),
    )
    DIED = "died", pgettext_lazy("notice", "The program stopped while the letter was leaving.")
    EXPIRED = "expired", pgettext_lazy("notice", "The letter could not leave in time, and would come too late now.")


WORKFLOW = Workflow(
    State,
    initial=State.QUEUED,
    moves=[
        # An officer's moves
        Move("hold", (State.QUEUED,), State.HELD),
        Move("release", (State.HELD,), State.QUEUED),
        Move("send_now", (State.QUEUED, State.HELD, State.FAILED), State.QUEUED),
        Move("cancel", (State.QUEUED, State.HELD, State.FAILED), State.CANCELLED),
        Move("mark_sent", (State.UNCERTAIN,), State.SENT),
        # The worker's moves
        Move("claim", (State.QUEUED,), State.SENDING),
        Move("retry", (State.SENDING,), State.QUEUED),
        Move("lose", (State.SENDING,), State.UNCERTAIN),
        Move("fail", (State.QUEUED, State.SENDING), State.FAILED),
        # A reply that comes after the lease ended still tells the truth.
        Move("deliver", (State.SENDING, State.UNCERTAIN), State.SENT),
    ],
)

EDITABLE = frozenset({State.QUEUED, State.HELD, State.FAILED})
# A failed letter is sent now, not again: it never left.
REPEATABLE = frozenset({State.SENT, State.UNCERTAIN, State.CANCELLED})
