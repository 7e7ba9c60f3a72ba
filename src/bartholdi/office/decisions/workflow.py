"""The lives of a decision and of an appeal against it. What was decided shows to nobody outside before it is announced."""

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
        # Only where an appeal was upheld: decided, approved and told anew.
        Move("reconsider_decision", (S.ANNOUNCED,), S.DRAFT),
        Move("promote_decision", (S.ANNOUNCED,), S.ANNOUNCED),
    ],
)


class AppealState(TextChoices):
    OPEN = "open", pgettext_lazy("appeal", "Open")
    UPHELD = "upheld", pgettext_lazy("appeal", "Upheld")
    DISMISSED = "dismissed", pgettext_lazy("appeal", "Dismissed")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "Withdrawn by the applicant")


A = AppealState

APPEAL_WORKFLOW = Workflow(
    AppealState,
    initial=A.OPEN,
    moves=[
        Move("uphold_appeal", (A.OPEN,), A.UPHELD),
        Move("dismiss_appeal", (A.OPEN,), A.DISMISSED),
        Move("withdraw_appeal", (A.OPEN,), A.WITHDRAWN),
    ],
)
