"""What a certifier signed for: each certificate that it endorsed, when, who recorded it, and whether it still stands. Always three queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.dispatches import slips
from bartholdi.office.dispatches.models import Certificate, LogEntry, Mailbox
from bartholdi.office.dispatches.workflow import SEALABLE, State


class Standing(models.TextChoices):
    STANDS = "stands", pgettext_lazy("endorsement", "Stands")
    REPLACED = "replaced", _("Another certificate took its place")
    DOUBTED = "doubted", _("Its words must be compared anew")
    REVOKED = "revoked", _("The certificate was revoked")
    UNSUPPORTED = "unsupported", _("The certifier’s key was revoked")


@dataclass(frozen=True)
class Endorsement:
    """`entry`: the event in the log, with who recorded it; `signer`: the certifier's key; `signed_at`: as the certifier's clock said."""

    entry: LogEntry
    signer: str
    signed_at: datetime
    standing: Standing


def certifiers(mailboxes: models.QuerySet[Mailbox]) -> models.QuerySet[Mailbox]:
    return mailboxes.filter(certifier=True).defer("search_text")


def endorsed_by(certifier: Mailbox) -> list[Endorsement]:
    """The newest first. Each statement was verified before it came into the log; here it is read for whose it is."""
    own: dict[str, bool] = {}
    for fingerprint, state in certifier.certificates.order_by("received_at", "pk").values_list("fingerprint", "state"):
        own[fingerprint] = own.get(fingerprint, False) or state == State.REVOKED
    entries = LogEntry.objects.filter(kind=LogEntry.Kind.ENDORSED).select_related("mailbox").order_by("-number")
    signed = [(each, said) for each in entries if (said := slips.said(bytes(each.statement))).get("sender") in own]
    mailboxes = {each.mailbox_id for each, _said in signed}
    newest = {each.mailbox_id: each for each in Certificate.objects.newest().filter(mailbox__in=mailboxes).defer("octets")}
    return [
        Endorsement(
            entry,
            said["sender"],
            datetime.fromisoformat(said["created"]),
            _standing(entry, newest.get(entry.mailbox_id), unsupported=own[said["sender"]]),
        )
        for entry, said in signed
    ]


def _standing(entry: LogEntry, newest: Certificate | None, *, unsupported: bool) -> Standing:
    """A renewed edition of the same key keeps what was endorsed."""
    if newest is None or newest.fingerprint != entry.fingerprint:
        return Standing.REPLACED
    if newest.state == State.REVOKED:
        return Standing.REVOKED
    if unsupported:
        return Standing.UNSUPPORTED
    return Standing.STANDS if newest.state in SEALABLE else Standing.DOUBTED
