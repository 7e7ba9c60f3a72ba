"""The life of an agreement. In force, expired and late are not states: they are read from its dates."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("agreement", "In preparation")
    NEGOTIATION = "negotiation", pgettext_lazy("agreement", "In negotiation")
    SIGNED = "signed", pgettext_lazy("agreement", "Signed")
    DENOUNCED = "denounced", pgettext_lazy("agreement", "Denounced")
    REPLACED = "replaced", pgettext_lazy("agreement", "Replaced")
    ABANDONED = "abandoned", pgettext_lazy("agreement", "Abandoned")


S = State

WORKFLOW = Workflow(
    State,
    initial=S.DRAFT,
    moves=[
        Move("negotiate", (S.DRAFT,), S.NEGOTIATION),
        Move("sign", (S.DRAFT, S.NEGOTIATION), S.SIGNED),
        Move("denounce", (S.SIGNED,), S.DENOUNCED),
        Move("take_back_denunciation", (S.DENOUNCED,), S.SIGNED),  # before it takes effect
        Move("replace", (S.SIGNED, S.DENOUNCED), S.REPLACED),
        Move("abandon", (S.DRAFT, S.NEGOTIATION), S.ABANDONED),
        Move("resume", (S.ABANDONED,), S.NEGOTIATION),
    ],
)
# Signed once, whatever came after.
CONCLUDED = frozenset({S.SIGNED, S.DENOUNCED, S.REPLACED})
# Where one that never entered into force does not wait any more.
OVER = frozenset({S.DENOUNCED, S.REPLACED})
