"""The lives of a seat on a panel and of a conflict of interest. Late is not a state: it is computed from when somebody was asked."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class SeatState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("seat", "Proposed")
    INVITED = "invited", pgettext_lazy("seat", "Invited")
    ACCEPTED = "accepted", pgettext_lazy("seat", "Accepted")
    DECLINED = "declined", pgettext_lazy("seat", "Declined")
    LEFT = "left", pgettext_lazy("seat", "Left")
    WITHDRAWN = "withdrawn", pgettext_lazy("seat", "Taken back")


S = SeatState

SEAT_WORKFLOW = Workflow(
    SeatState,
    initial=S.PROPOSED,
    moves=[
        # Again: a new link, for a mail that was lost.
        Move("offer_seat", (S.PROPOSED, S.INVITED), S.INVITED),
        Move("accept_seat", (S.INVITED,), S.ACCEPTED),
        Move("decline_seat", (S.INVITED,), S.DECLINED),
        Move("withdraw_seat", (S.PROPOSED, S.INVITED), S.WITHDRAWN),
        Move("leave_panel", (S.ACCEPTED,), S.LEFT),
    ],
)
TAKEN = frozenset({S.PROPOSED, S.INVITED, S.ACCEPTED})


class ConflictState(TextChoices):
    """Found by Bartholdi or declared by a person: open until an officer has decided, and decided anew when more is known."""

    OPEN = "open", pgettext_lazy("conflict", "To be decided")
    CONFIRMED = "confirmed", pgettext_lazy("conflict", "Confirmed")
    DISMISSED = "dismissed", pgettext_lazy("conflict", "Dismissed")


C = ConflictState

CONFLICT_WORKFLOW = Workflow(
    ConflictState,
    initial=C.OPEN,
    moves=[
        Move("confirm_conflict", (C.OPEN, C.DISMISSED), C.CONFIRMED),
        Move("dismiss_conflict", (C.OPEN, C.CONFIRMED), C.DISMISSED),
    ],
)
