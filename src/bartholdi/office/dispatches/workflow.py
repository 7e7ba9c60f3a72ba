"""The lives of certificates and of dispatches. Expired and overdue are not states: they are read from instants."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.workflow import Move, Workflow


class State(TextChoices):
    UNVERIFIED = "unverified", pgettext_lazy("certificate", "Not verified")
    VERIFIED = "verified", pgettext_lazy("certificate", "Verified in person")
    ENDORSED = "endorsed", pgettext_lazy("certificate", "Endorsed by a certifier")
    CHANGED = "changed", pgettext_lazy("certificate", "Changed: nothing is sealed to it")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")


class DispatchState(TextChoices):
    NUMBERED = "numbered", pgettext_lazy("dispatch", "Numbered, not sent")
    SENT = "sent", pgettext_lazy("dispatch", "Sent")
    RECEIVED = "received", pgettext_lazy("dispatch", "Received")  # came from another installation
    VOID = "void", pgettext_lazy("dispatch", "Number not used")
    RECALLED = "recalled", pgettext_lazy("dispatch", "Recall asked for")
    DESTROYED = "destroyed", pgettext_lazy("dispatch", "Sealed text destroyed")


S, D = State, DispatchState

CERTIFICATES = Workflow(
    State,
    initial=S.UNVERIFIED,
    moves=[
        Move("verify", (S.UNVERIFIED, S.CHANGED, S.ENDORSED), S.VERIFIED),
        Move("endorse", (S.UNVERIFIED, S.CHANGED, S.VERIFIED), S.ENDORSED),
        Move("mark_changed", (S.UNVERIFIED, S.VERIFIED, S.ENDORSED), S.CHANGED),
        Move("revoke", (S.UNVERIFIED, S.VERIFIED, S.ENDORSED, S.CHANGED), S.REVOKED),
    ],
)
DISPATCHES = Workflow(
    DispatchState,
    initial=D.NUMBERED,
    moves=[
        Move("send", (D.NUMBERED,), D.SENT),
        Move("receive", (D.NUMBERED,), D.RECEIVED),
        Move("void", (D.NUMBERED,), D.VOID),
        Move("recall", (D.SENT,), D.RECALLED),
        Move("destroy", (D.SENT, D.RECEIVED, D.RECALLED), D.DESTROYED),
    ],
)
# Never sealed to by policy: whoever is not verified.
SEALABLE = frozenset({S.VERIFIED, S.ENDORSED})
