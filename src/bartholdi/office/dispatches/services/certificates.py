"""The acts on certificates: publish, verify, endorse, revoke, and the record that a secret was destroyed. Only public operations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.cores.sealing import certificates as core
from bartholdi.cores.sealing import reading
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.cores.sealing.signatures import BINDING, DIRECT, REVOKED
from bartholdi.office.dispatches import workflow
from bartholdi.office.dispatches.models import Certificate, LogEntry, Mailbox
from bartholdi.office.dispatches.permissions import CERTIFICATES
from bartholdi.office.dispatches.services import log, telling
from bartholdi.office.dispatches.words import refused
from bartholdi.office.dispatches.workflow import State
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused

# A renewed edition keeps what was found out about its key: the move that leads a new row there.
CARRIED = {State.VERIFIED: "verify", State.ENDORSED: "endorse", State.CHANGED: "mark_changed"}
Kind = LogEntry.Kind
SKEW = timedelta(minutes=5)


@transaction.atomic
def publish(mailbox: Mailbox, octets: bytes, *, statement: bytes = b"", by: Actor) -> Certificate:
    """The newest edition from now on. The same key with something new keeps its state; another key blocks sealing until it is verified."""
    octets, found = _read(octets)
    CERTIFICATES.require(by, "publish", Certificate(mailbox=mailbox))
    Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    before = Certificate.objects.newest().filter(mailbox=mailbox).first()
    if before is not None and before.fingerprint == found.fingerprint and _is_revoked(found):
        return revoke(before, octets, statement=statement, by=by)
    certificate = _row(mailbox, octets, found)
    kind = _kind(before, certificate, found)
    if statement:
        _stated(statement, kind, certificate, [found])
    _replace(before)
    with act("dispatches.publish", certificate, by=by, policy=CERTIFICATES) as running:
        running.note(event=kind)
        if before is not None:
            move = "mark_changed" if kind == Kind.CHANGED else CARRIED.get(State(before.state))
            if move:
                workflow.CERTIFICATES.apply(certificate, move)
        log.append(kind, certificate, by=by, statement=statement)
    if kind == Kind.CHANGED:
        telling.tell_changed(certificate, by=by)
    return certificate


@transaction.atomic
def verify(certificate: Certificate, *, by: Actor, beside: Certificate | None = None, statement: bytes = b"") -> None:
    """Two people compared the words and found them the same. Words are of two certificates: the one `beside` it is right then, too."""
    with act("dispatches.verify", certificate, by=by, policy=CERTIFICATES, workflow=workflow.CERTIFICATES) as running:
        _require_newest(certificate)
        if statement:
            _stated(statement, Kind.VERIFIED, certificate, [parsed(beside)] if beside else [])
        if beside is not None:
            running.note(beside=str(beside))
        log.append(Kind.VERIFIED, certificate, by=by, statement=statement)
    if beside is not None and beside.state in {State.UNVERIFIED, State.CHANGED} and beside.replaced_at is None:
        verify(beside, by=by)


def endorse(certificate: Certificate, statement: bytes, *, by: Actor) -> None:
    """A certifier, whose own certificate was verified here in person, vouches for this one by a signed statement."""
    with act("dispatches.endorse", certificate, by=by, policy=CERTIFICATES, workflow=workflow.CERTIFICATES) as running:
        _require_newest(certificate)
        rows = Certificate.objects.newest().filter(mailbox__certifier=True, state=State.VERIFIED, mailbox__closed_on=None)
        read = _stated(
            statement, Kind.ENDORSED, certificate, [parsed(each) for each in rows.exclude(mailbox=certificate.mailbox)]
        )
        running.note(certifier=read.signer.fingerprint)
        log.append(Kind.ENDORSED, certificate, by=by, statement=statement)


@transaction.atomic
def revoke(certificate: Certificate, octets: bytes, *, statement: bytes = b"", by: Actor) -> Certificate:
    """`octets`: its certificate with a revocation by its own key. It replaces the edition without, so that every reader gets it."""
    octets, found = _read(octets)
    Mailbox.objects.select_for_update().get(pk=certificate.mailbox_id)
    if found.fingerprint != certificate.fingerprint:
        raise Refused(gettext("Nothing was changed: the file revokes another certificate than this one."))
    if not _is_revoked(found):
        raise Refused(gettext("Nothing was changed: the file holds no revocation that counts by now."))
    _require_newest(certificate)
    revoked = _row(certificate.mailbox, octets, found)
    if certificate.state == State.REVOKED or certificate.digest == revoked.digest:
        raise Refused(gettext("Nothing was changed: this certificate is revoked already."))
    if statement:
        _stated(statement, Kind.REVOKED, revoked, [parsed(certificate)])
    _replace(certificate)
    with act("dispatches.revoke", revoked, by=by, policy=CERTIFICATES, workflow=workflow.CERTIFICATES):
        log.append(Kind.REVOKED, revoked, by=by, statement=statement)
    telling.tell_changed(revoked, by=by)
    return revoked


def destroyed(certificate: Certificate, statement: bytes, *, by: Actor) -> None:
    """Its key says that secrets of old sealing keys exist no more: what was sealed to them, nobody opens again."""
    with act("dispatches.destroyed", certificate, by=by, policy=CERTIFICATES):
        _require_newest(certificate)
        _stated(statement, Kind.DESTROYED, certificate, [parsed(certificate)])
        log.append(Kind.DESTROYED, certificate, by=by, statement=statement)


def parsed(certificate: Certificate) -> core.Certificate:
    """A kept certificate as the core reads it."""
    return core.parsed(bytes(certificate.octets))


def _read(octets: bytes) -> tuple[bytes, core.Certificate]:
    """Of an uploaded file. A secret key is refused before anything is kept of it."""
    try:
        octets = core.binary(octets)
        return octets, core.parsed(octets)
    except Refusal as refusal:
        raise Refused(refused(refusal.code)) from None


def _row(mailbox: Mailbox, octets: bytes, found: core.Certificate) -> Certificate:
    digest = sha256(octets).hexdigest()
    if Certificate.objects.filter(mailbox=mailbox, digest=digest).exists():
        raise Refused(gettext("Nothing was changed: the directory has this file already."))
    at = _seconds()
    direct = found.primary.newest(DIRECT, at)
    kem = None if _is_revoked(found) else _usable(found, at)
    bound = kem.newest(BINDING, at) if kem else None
    return Certificate(
        mailbox=mailbox,
        octets=octets,
        fingerprint=found.fingerprint,
        digest=digest,
        suite=found.suite.name,
        expires_at=_ends(found.primary, direct),
        kem_expires_at=_ends(kem, bound) if kem else None,
    )


def _usable(found: core.Certificate, at: int) -> core.Key:
    try:
        return found.usable(at)
    except Refusal as refusal:
        raise Refused(refused(refusal.code)) from None


def _kind(before: Certificate | None, certificate: Certificate, found: core.Certificate) -> str:
    """What this edition is, beside the one before it."""
    if before is None:
        return Kind.PUBLISHED
    if before.fingerprint != certificate.fingerprint:
        return Kind.CHANGED
    if before.state == State.REVOKED:
        raise Refused(gettext("Nothing was changed: this key is revoked for good. A new one must be made."))
    older = parsed(before)
    if _newest(found) < _newest(older) or not {each.fingerprint for each in older.subkeys} <= {
        k.fingerprint for k in found.subkeys
    }:
        raise Refused(gettext("Nothing was changed: this is an older edition of the certificate than the one in the directory."))
    new = {each.fingerprint for each in found.subkeys} - {each.fingerprint for each in older.subkeys}
    return Kind.ROTATED if new else Kind.PUBLISHED


def _stated(statement: bytes, event: str, certificate: Certificate, signers: list[core.Certificate]) -> reading.Read:
    """A statement that holds, of this event, about this certificate; a changed certificate calls itself published."""
    said = Kind.PUBLISHED if event == Kind.CHANGED else event
    try:
        read = reading.read_slip(statement, reading.Reader(now=timezone.now(), pinned=signers), kind="event")
    except Refusal as refusal:
        raise Refused(
            gettext("Nothing was changed: the signed statement does not hold. %(why)s") % {"why": refused(refusal.code)}
        )
    about = (read.manifest["event"], read.manifest["mailbox"], read.manifest["fingerprint"], read.manifest["certificate"])
    if about != (said, certificate.mailbox.post, certificate.fingerprint, certificate.digest):
        raise Refused(gettext("Nothing was changed: the signed statement speaks of something else than this certificate."))
    return read


def _replace(certificate: Certificate | None) -> None:
    if certificate is not None:
        certificate.replaced_at = timezone.now()
        certificate.save(update_fields=["replaced_at"])


def _require_newest(certificate: Certificate) -> None:
    if certificate.replaced_at is not None:
        raise Refused(gettext("Nothing was changed: a newer certificate has taken its place. Look at that one."))


def _is_revoked(found: core.Certificate) -> bool:
    return found.primary.revoked(REVOKED, _seconds())


def _newest(found: core.Certificate) -> int:
    return max((each.created for key in (found.primary, *found.subkeys) for each in key.signatures), default=0)


def _ends(key: core.Key, bound: Any) -> datetime | None:
    return datetime.fromtimestamp(key.created, UTC) + timedelta(seconds=bound.lifetime) if bound and bound.lifetime else None


def _seconds() -> int:
    """When a file is judged: a little later than now, so that a browser whose clock is ahead is not refused."""
    return int((timezone.now() + SKEW).timestamp())
