"""The life of a call. Open and closed are not states: they are read from its dates."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("call", "In preparation")
    ANNOUNCED = "announced", pgettext_lazy("call", "Announced")
    CANCELLED = "cancelled", pgettext_lazy("call", "Cancelled")
    CONCLUDED = "concluded", pgettext_lazy("call", "Concluded")


WORKFLOW = Workflow(
    State,
    initial=State.DRAFT,
    moves=[
        Move("announce", (State.DRAFT,), State.ANNOUNCED),
        Move("retract", (State.ANNOUNCED,), State.DRAFT),  # before it opens
        Move("cancel", (State.DRAFT, State.ANNOUNCED), State.CANCELLED),
        Move("conclude", (State.ANNOUNCED,), State.CONCLUDED),
    ],
)
