"""The life of a decision. What was decided shows to nobody outside before it is announced."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class DecisionState(TextChoices):
    DRAFT = "draft", pgettext_lazy("decision", "Draft")
    PROPOSED = "proposed", pgettext_lazy("decision", "Proposed")
    APPROVED = "approved", pgettext_lazy("decision", "Approved")
    ANNOUNCED = "announced", pgettext_lazy("decision", "Announced")


S = DecisionState

DECISION_WORKFLOW = Workflow(
    DecisionState,
    initial=S.DRAFT,
    moves=[
        Move("propose_decision", (S.DRAFT,), S.PROPOSED),
        Move("reopen_decision", (S.PROPOSED, S.APPROVED), S.DRAFT),
        Move("approve_decision", (S.PROPOSED,), S.APPROVED),
        Move("announce_decision", (S.APPROVED,), S.ANNOUNCED),
        Move("promote_decision", (S.ANNOUNCED,), S.ANNOUNCED),
    ],
)
