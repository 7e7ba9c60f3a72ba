"""Keys, mailboxes and certificates for tests of dispatches: a key is made once for each run, a row as services would leave it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from django.utils import timezone

from bartholdi.cores.sealing import making, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Addressee, Certificate, Dispatch, Holder, Mailbox
from bartholdi.office.dispatches.workflow import State

DAY = 86_400


def seconds(at: datetime | None = None) -> int:
    return int((at or timezone.now()).timestamp())


@cache
def a_key(name: str) -> KeyFile:
    """The unlocked key of this name, with a sealing key without end: the same each time in one run."""
    return sealing.generated(f"{name} (test only)")


@cache
def a_rotated_key(name: str, days: int = 90) -> KeyFile:
    """The same key with one more sealing key that lives so many days from when the key was made."""
    key = a_key(name)
    return making.rotated(key, at=key.certificate.primary.created, lifetime=days * DAY, chance=secrets.token_bytes)


@cache
def a_revoked_key(name: str, *, hard: bool = False) -> bytes:
    """The octets of its certificate with a revocation."""
    key = a_key(name)
    revocation = making.revocation(key, at=key.certificate.primary.created, chance=secrets.token_bytes, hard=hard)
    return key.certificate.octets[: primary_end(key)] + revocation + key.certificate.octets[primary_end(key) :]


def primary_end(key: KeyFile) -> int:
    """Where the primary key packet ends in the certificate."""
    return key.certificate.octets.index(key.certificate.primary.body) + len(key.certificate.primary.body)


def a_mailbox(post: str = "WASHINGTON", *, holders: tuple[User, ...] = (), **columns: Any) -> Mailbox:
    name = post.title()
    mailbox = Mailbox.objects.create(**{"post": post, "name_en": name, "name_fr": f"{name} (fr)", **columns})
    for user in holders:
        Holder.objects.create(mailbox=mailbox, user=user)
    return mailbox


def a_certificate(mailbox: Mailbox, key: KeyFile | None = None, **columns: Any) -> Certificate:
    """Verified, as services would leave it; the key is that of the mailbox's post."""
    certificate = (key or a_key(mailbox.post)).certificate
    return Certificate.objects.create(
        mailbox=mailbox,
        **{
            "octets": certificate.octets,
            "fingerprint": certificate.fingerprint,
            "digest": sha256(certificate.octets).hexdigest(),
            "suite": certificate.suite.name,
            "state": State.VERIFIED,
            "kem_expires_at": timezone.now() + timedelta(days=90),
            **columns,
        },
    )


def a_dispatch(sender: Mailbox, *to: Mailbox, **columns: Any) -> Dispatch:
    """Sent for action to these mailboxes; nothing is sealed in it."""
    dispatch = Dispatch.objects.create(
        **{
            "identity": secrets.token_hex(16),
            "sender": sender,
            "number": sender.sent.count() + 1,
            "state": "sent",
            "sent_at": timezone.now(),
            **columns,
        }
    )
    for each in to:
        number = each.received.filter(dispatch__sender=sender).count() + 1
        Addressee.objects.create(dispatch=dispatch, mailbox=each, number=number)
    return dispatch


def a_statement(signer: KeyFile, event: str, mailbox: str, about: bytes, fingerprint: str, **changed: Any) -> bytes:
    """The signed slip of what a key says about the certificate with these octets."""
    at = seconds()
    values = {
        "kind": "event",
        "id": secrets.token_hex(16),
        "created": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sender": signer.certificate.fingerprint,
        "senderName": "",
        "recipients": [],
        "event": event,
        "mailbox": mailbox,
        "fingerprint": fingerprint,
        "certificate": sha256(about).hexdigest(),
        "logHead": None,
        **changed,
    }
    return sealing.slip(values, signer, at=at)[0]
