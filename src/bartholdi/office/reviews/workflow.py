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


class AssignmentState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("assignment", "Proposed")
    INVITED = "invited", pgettext_lazy("assignment", "Asked")
    ACCEPTED = "accepted", pgettext_lazy("assignment", "Accepted")
    DECLINED = "declined", pgettext_lazy("assignment", "Declined")
    RECUSED = "recused", pgettext_lazy("assignment", "Recused")
    WITHDRAWN = "withdrawn", pgettext_lazy("assignment", "Taken back")


A = AssignmentState

ASSIGNMENT_WORKFLOW = Workflow(
    AssignmentState,
    initial=A.PROPOSED,
    moves=[
        Move("ask_for_review", (A.PROPOSED,), A.INVITED),
        Move("accept_review", (A.INVITED,), A.ACCEPTED),
        Move("decline_review", (A.INVITED, A.ACCEPTED), A.DECLINED),
        # A conflict: at any moment, also once the review is in.
        Move("recuse", (A.PROPOSED, A.INVITED, A.ACCEPTED), A.RECUSED),
        # The conflict was none.
        Move("reinstate", (A.RECUSED,), A.ACCEPTED),
        Move("withdraw_assignment", (A.PROPOSED, A.INVITED, A.ACCEPTED), A.WITHDRAWN),
    ],
)
# Those who judge, or will: what the load of a reviewer and the coverage of an application count.
STANDING = frozenset({A.PROPOSED, A.INVITED, A.ACCEPTED})
ASKED = frozenset({A.INVITED, A.ACCEPTED})


class ReviewState(TextChoices):
    DRAFT = "draft", pgettext_lazy("review", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("review", "Submitted")
    RETURNED = "returned", pgettext_lazy("review", "Returned for changes")


R = ReviewState

REVIEW_WORKFLOW = Workflow(
    ReviewState,
    initial=R.DRAFT,
    moves=[
        # Again while the panel has not met: what was submitted last counts, and each version stays.
        Move("submit_review", (R.DRAFT, R.RETURNED, R.SUBMITTED), R.SUBMITTED),
        # Says that one does not judge; it is in, and does not count.
        Move("abstain", (R.DRAFT, R.RETURNED, R.SUBMITTED), R.SUBMITTED),
        Move("return_review", (R.SUBMITTED,), R.RETURNED),
    ],
)


class MeetingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    RUNNING = "running", pgettext_lazy("meeting", "Running")
    CLOSED = "closed", pgettext_lazy("meeting", "Closed")


M = MeetingState

MEETING_WORKFLOW = Workflow(
    MeetingState,
    initial=M.PLANNED,
    moves=[
        Move("start_meeting", (M.PLANNED,), M.RUNNING),
        Move("close_meeting", (M.RUNNING,), M.CLOSED),
    ],
)


class ItemState(TextChoices):
    WAITING = "waiting", pgettext_lazy("agenda", "Waiting")
    OPEN = "open", pgettext_lazy("agenda", "Being discussed")
    DECIDED = "decided", pgettext_lazy("agenda", "Decided")
    POSTPONED = "postponed", pgettext_lazy("agenda", "Postponed")


D = ItemState

ITEM_WORKFLOW = Workflow(
    ItemState,
    initial=D.WAITING,
    moves=[
        # Again: a panel may come back to what it has decided, as long as it meets.
        Move("open_item", (D.WAITING, D.POSTPONED, D.DECIDED), D.OPEN),
        Move("close_item", (D.OPEN,), D.POSTPONED),
        Move("decide_item", (D.OPEN,), D.DECIDED),
    ],
)
