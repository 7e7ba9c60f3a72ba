"""The life of an award until it is answered. Lapsed is not a state: the clock says so."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class AwardState(TextChoices):
    OFFERED = "offered", pgettext_lazy("award", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("award", "Accepted")
    DECLINED = "declined", pgettext_lazy("award", "Declined by the laureate")


S = AwardState

AWARD_WORKFLOW = Workflow(
    AwardState,
    initial=S.OFFERED,
    moves=[
        Move("accept_award", (S.OFFERED,), S.ACCEPTED),
        Move("decline_award", (S.OFFERED,), S.DECLINED),
        Move("extend_answer", (S.OFFERED,), S.OFFERED),
        # A slip of the laureate: offered anew, while nobody has their place.
        Move("take_decline_back", (S.DECLINED,), S.OFFERED),
    ],
)
