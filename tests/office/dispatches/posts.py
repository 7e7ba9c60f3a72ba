"""Posts with keys for tests of delivery: keys are made once, mailboxes and certificates as the directory would leave them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from bartholdi.cores.sealing import sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Certificate, Dispatch, Holder, Mailbox
from bartholdi.office.dispatches.services import numbering, sending
from bartholdi.office.dispatches.workflow import State


@cache
def a_key(name: str) -> KeyFile:
    """The same for a name all through the run; twelve milliseconds each."""
    return sealing.generated(name)


def a_mailbox(post: str, *holders: User, state: str = State.VERIFIED, **columns: Any) -> Mailbox:
    """A mailbox with a certificate in this state, and its holders."""
    mailbox = Mailbox.objects.create(post=post, name_en=post.title(), name_fr=post.title(), **columns)
    a_certificate(mailbox, a_key(post), state=state)
    for user in holders:
        Holder.objects.create(mailbox=mailbox, user=user)
    return mailbox


def a_certificate(mailbox: Mailbox, key: KeyFile, *, state: str = State.VERIFIED) -> Certificate:
    certificate = key.certificate
    return Certificate.objects.create(
        mailbox=mailbox,
        octets=certificate.octets,
        fingerprint=certificate.fingerprint,
        digest=hashlib.sha256(certificate.octets).hexdigest(),
        suite=certificate.suite.name,
        state=state,
        kem_expires_at=timezone.now() + timedelta(days=90),
    )


def instant(at: datetime | None = None) -> str:
    return (at or timezone.now()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def numbered(sender: Mailbox, *to: Mailbox, by: User, **asked: Any) -> Dispatch:
    """With the numbers taken, for action; and the sender's own copy."""
    recipients = [*((each, "action") for each in to), (sender, "copy")]
    return numbering.reserve(sender, identity=os.urandom(16).hex(), recipients=recipients, by=by, **asked)


def values_of(dispatch: Dispatch, **changed: Any) -> dict[str, Any]:
    """A manifest as the browser would write it for a dispatch that has its numbers."""
    key, at = a_key(dispatch.sender.post), int(timezone.now().timestamp())
    recipients = [
        sealing.recipient(each.role, a_key(each.mailbox.post).certificate, at, name=each.mailbox.post, number=each.number)
        for each in dispatch.addressees.all()
    ]
    values = {
        "kind": "dispatch", "id": dispatch.identity, "created": instant(), "sender": key.certificate.fingerprint,
        "senderName": dispatch.sender.post, "recipients": recipients, "number": dispatch.number, "urgency": dispatch.urgency,
        "openBy": None, "notAfter": None, "marking": "", "caption": "", "language": "en", "subject": "Memorandum", "summary": "",
        "body": "Signed today.", "comment": "", "references": [], "replyTo": None, "attachments": [],
    }  # fmt: skip
    return values | changed


def sealed(dispatch: Dispatch, *, hidden: bool = False, **changed: Any) -> tuple[bytes, str]:
    """The envelope and the digest."""
    values = values_of(dispatch, **changed)
    to = [a_key(each.mailbox.post).certificate for each in dispatch.addressees.all()]
    at = int(timezone.now().timestamp())
    key = a_key(dispatch.sender.post)
    envelope, manifest = sealing.sealed(values, key, to, at=at, chance=os.urandom, hidden=hidden)
    return envelope, manifest.digest


def sent(sender: Mailbox, *to: Mailbox, by: User, **asked: Any) -> Dispatch:
    dispatch = numbered(sender, *to, by=by, **asked)
    sending.send(dispatch, *sealed(dispatch), by=by)
    return dispatch


def a_receipt(
    dispatch: Dispatch, by: str, *, outcome: str = "opened", reason: str = "", key: KeyFile | None = None, **about: str
) -> bytes:
    """The slip that the post `by` signs about this dispatch, or another `key` in its name; `about` changes what it names."""
    key, at = key or a_key(by), int(timezone.now().timestamp())
    sender = a_key(dispatch.sender.post).certificate
    named = {"id": dispatch.identity, "digest": dispatch.digest, "sender": sender.fingerprint} | about
    values: Mapping[str, Any] = {
        "kind": "receipt", "id": os.urandom(16).hex(), "created": instant(), "sender": key.certificate.fingerprint, "senderName": by,
        "recipients": [sealing.recipient("action", sender, at)], "about": named, "outcome": outcome, "reason": reason, "logHead": None,
    }  # fmt: skip
    return sealing.slip(values, key, at=at)[0]


def a_draft(post: str, content: str = "{}") -> bytes:
    """The envelope of a draft as the browser would seal it to its own mailbox."""
    key, at = a_key(post), int(timezone.now().timestamp())
    values = {
        "kind": "draft", "id": os.urandom(16).hex(), "created": instant(), "sender": key.certificate.fingerprint, "senderName": "",
        "recipients": [sealing.recipient("copy", key.certificate, at)], "form": "dispatch", "content": content,
    }  # fmt: skip
    return sealing.sealed(values, key, [key.certificate], at=at, chance=os.urandom)[0]
