"""Certificates of mailboxes, what is known of each, and the log in which every event of a certificate stands for good."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.dispatches.models.mailbox import Mailbox
from bartholdi.office.dispatches.workflow import SEALABLE, State


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def newest(self) -> CertificateQuerySet:
        """The one that each mailbox shows; older ones stay, to read what they signed."""
        return self.filter(replaced_at=None)

    def sealable(self, now: datetime) -> CertificateQuerySet:
        """What may be sealed to by the state of our own directory; the certificate itself is judged once more where it is used."""
        live = self.newest().filter(state__in=SEALABLE, mailbox__closed_on=None)
        ends = ("expires_at", "kem_expires_at")
        return live.filter(*(models.Q(**{each: None}) | models.Q(**{f"{each}__gt": now}) for each in ends))


class Certificate(models.Model):
    """The public octets of one edition of a certificate (docs/sealing-format.md section 8), as they were received.

    `fingerprint`: of its primary key, hexadecimal; a rotation brings new octets with the same fingerprint, a changed certificate
    another one. `digest`: SHA-256 of the octets. `expires_at`, `kem_expires_at`: read from it once; None: never.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="certificates")
    octets = models.BinaryField(_("certificate"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64, db_index=True)
    digest = models.CharField(_("SHA-256 digest"), max_length=64)
    suite = models.CharField(_("protection"), max_length=4)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UNVERIFIED, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, editable=False)
    kem_expires_at = models.DateTimeField(_("sealing key expires"), null=True, blank=True, editable=False)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)

    journal_secret = ("octets",)  # public, but long
    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = pgettext_lazy("dispatch", "certificate")
        verbose_name_plural = pgettext_lazy("dispatch", "certificates")
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "digest"], name="dispatches_certificate_once"),
            models.UniqueConstraint(
                fields=["mailbox"], condition=models.Q(replaced_at=None), name="dispatches_one_newest_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox.post} {self.fingerprint[:8]}"


class LogEntry(models.Model):
    """One event of a certificate, chained to the one before: nothing here is ever changed or removed.

    `statement`: the signed slip of whoever's key vouches for it, empty where no key did; `digest`: SHA-256 over the canonical text
    of all other columns and `before`, the digest of the entry before.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        ROTATED = "rotated", _("sealing key renewed")
        CHANGED = "changed", _("another certificate in its place")
        VERIFIED = "verified", _("verified in person")
        ENDORSED = "endorsed", _("endorsed")
        REVOKED = "revoked", _("revoked")
        DESTROYED = "destroyed", _("secret destroyed")
        HANDED_OVER = "handed", _("handed over")

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"))
    kind = models.CharField(_("event"), max_length=10, choices=Kind)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="log")
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    certificate = models.CharField(_("digest of the certificate"), max_length=64)
    by = models.CharField(_("by"), max_length=200)
    statement = models.BinaryField(_("signed statement"), default=bytes)
    before = models.CharField(_("digest of the entry before"), max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The log of certificates is only added to.")
        super().save(*args, **kwargs)
