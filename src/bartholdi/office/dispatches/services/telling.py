"""Who is told of certificates: those who correspond with a mailbox when its key is another, its holders before it expires."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Addressee, Certificate, Dispatch, Holder
from bartholdi.office.dispatches.queries import certificates
from bartholdi.office.journal.acts import Actor, System
from bartholdi.office.lib import times
from bartholdi.office.notices import services as notices
from bartholdi.office.notices.models import Notice

BY = System("dispatches")
BEFORE_THE_END = (30, 14, 3)  # days


def tell_changed(certificate: Certificate, *, by: Actor) -> None:
    """Another certificate, or a revocation: nothing is sealed to this mailbox until somebody has looked."""
    facts = {"post": certificate.mailbox.post, "revoked": certificate.state == "revoked"}
    for user in _holders(correspondents(certificate)):
        _write("certificate_changed", certificate, user, facts, by=by, once=f"{certificate.digest}:{user.pk}")


def correspondents(certificate: Certificate) -> set[int]:
    """Mailboxes that wrote to this one or had something from it, and itself."""
    mailbox = certificate.mailbox_id
    to = Addressee.objects.filter(dispatch__sender=mailbox).values_list("mailbox", flat=True)
    senders = Dispatch.objects.filter(addressees__mailbox=mailbox).values_list("sender", flat=True)
    return {*to, *senders, mailbox}


def warn_of_ends(now: datetime) -> int:
    """Letters before a sealing key or a certificate ends, once for each step. Says how many were written."""
    written = 0
    for certificate in certificates.expiring(now, now + timedelta(days=max(BEFORE_THE_END))):
        ends = min(each for each in (certificate.kem_expires_at, certificate.expires_at) if each is not None and each > now)
        step = min(days for days in BEFORE_THE_END if ends - timedelta(days=days) <= now)
        for user in _holders({certificate.mailbox_id}):
            with translation.override(user.language):
                facts = {"post": certificate.mailbox.post, "day": times.day(timezone.localdate(ends))}
            written += _write("key_ends", certificate, user, facts, by=BY, once=f"{certificate.digest}:{user.pk}:{step}")
    return written


def _holders(mailboxes: Iterable[int]) -> list[User]:
    rows = Holder.objects.current().filter(Q(mailbox__in=mailboxes), mailbox__here=True, user__is_active=True)
    return list({each.user_id: each.user for each in rows.select_related("user").order_by("pk")}.values())


def _write(kind: str, certificate: Certificate, reader: User, facts: dict[str, Any], *, by: Actor, once: str) -> int:
    dedupe = f"{kind}:{once}"
    if Notice.objects.filter(dedupe=dedupe).exists():
        return 0
    with translation.override(reader.language):
        # The page of the certificate is the desk's; who holds a mailbox without working here has its dispatches in the portal.
        path = reverse("desk:mailbox", args=[certificate.mailbox_id]) if reader.is_staff else reverse("portal:dispatches")
    with transaction.atomic():
        notices.queue(
            f"dispatches.{kind}",
            to=reader.email,
            label=str(reader),
            language=reader.language,
            context={"name": str(reader), "path": path, **facts},
            by=by,
            cause=f"dispatches.mailbox:{certificate.mailbox_id}",
            dedupe=dedupe,
        )
    return 1
