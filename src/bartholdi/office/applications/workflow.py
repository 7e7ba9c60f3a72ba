"""The lives of an application and of the letters asked for it. Late is not a state; and a decision shows only once it is announced."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("application", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("application", "Submitted")
    RETURNED = "returned", pgettext_lazy("application", "Returned for changes")
    INELIGIBLE = "ineligible", pgettext_lazy("application", "Not eligible")
    IN_REVIEW = "in_review", pgettext_lazy("application", "In review")
    FUNDED = "funded", pgettext_lazy("application", "Funded")
    RESERVE = "reserve", pgettext_lazy("application", "On the reserve list")
    DECLINED = "declined", pgettext_lazy("application", "Not selected")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


S = State

WORKFLOW = Workflow(
    State,
    initial=S.DRAFT,
    moves=[
        # Again until closing: what was submitted last stands, so that who goes on writing and forgets to send loses nothing.
        Move("submit", (S.DRAFT, S.RETURNED, S.SUBMITTED), S.SUBMITTED),
        Move("return_for_changes", (S.SUBMITTED,), S.RETURNED),
        Move("find_ineligible", (S.SUBMITTED,), S.INELIGIBLE),
        Move("find_eligible", (S.INELIGIBLE,), S.SUBMITTED),
        Move("start_review", (S.SUBMITTED,), S.IN_REVIEW),
        Move("fund", (S.IN_REVIEW, S.RESERVE), S.FUNDED),
        Move("reserve", (S.IN_REVIEW,), S.RESERVE),
        Move("decline", (S.IN_REVIEW, S.RESERVE), S.DECLINED),
        Move("review_again", (S.RESERVE, S.DECLINED), S.IN_REVIEW),
        Move("withdraw", (S.DRAFT, S.RETURNED, S.SUBMITTED, S.IN_REVIEW), S.WITHDRAWN),
        Move("withdraw_on_request", (S.DRAFT, S.RETURNED, S.SUBMITTED, S.IN_REVIEW), S.WITHDRAWN),
        Move("withdraw_nomination", (S.DRAFT, S.RETURNED, S.SUBMITTED), S.WITHDRAWN),
    ],
)

WRITABLE = frozenset({S.DRAFT, S.RETURNED, S.SUBMITTED})
HANDED_IN = frozenset(State) - {S.DRAFT, S.WITHDRAWN}


class LetterState(TextChoices):
    """Asked when, opened, reminded, late: these are columns of the letter."""

    NAMED = "named", pgettext_lazy("letter", "Not asked yet")
    ASKED = "asked", pgettext_lazy("letter", "Asked")
    RECEIVED = "received", pgettext_lazy("letter", "Received")
    DECLINED = "declined", pgettext_lazy("letter", "Declined")
    HANDED_OVER = "handed_over", pgettext_lazy("letter", "Handed over")
    CANCELLED = "cancelled", pgettext_lazy("letter", "Cancelled")


L = LetterState

LETTER_WORKFLOW = Workflow(
    LetterState,
    initial=L.NAMED,
    moves=[
        Move("ask_for_letter", (L.NAMED,), L.ASKED),
        # Again until its last instant: the newest letter counts.
        Move("send_letter", (L.ASKED, L.RECEIVED), L.RECEIVED),
        Move("accept_late_letter", (L.ASKED, L.RECEIVED), L.RECEIVED),
        Move("decline_letter", (L.ASKED,), L.DECLINED),
        Move("hand_letter_over", (L.ASKED,), L.HANDED_OVER),
        Move("cancel_letter", (L.NAMED, L.ASKED), L.CANCELLED),
    ],
)

ACTIVE_LETTERS = frozenset({L.NAMED, L.ASKED, L.RECEIVED})
