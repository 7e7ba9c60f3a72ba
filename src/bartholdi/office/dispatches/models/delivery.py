"""To whom a dispatch goes and how far it got there, its sealed attachments, and the running numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.dispatches.models.dispatch import Dispatch
from bartholdi.office.dispatches.models.mailbox import Mailbox
from bartholdi.office.lib.stored import private, random_place


class AddresseeQuerySet(models.QuerySet["Addressee"]):
    def visible_to(self, user: Any) -> AddresseeQuerySet:
        """Like their dispatches: whoever holds the sending mailbox sees all, whoever holds another sees what it was sent."""
        held = Mailbox.objects.here().held_by(user).order_by().values("pk")
        return self.filter(Q(mailbox__in=held, stored_at__isnull=False) | Q(dispatch__sender__in=held))

    def waiting(self) -> AddresseeQuerySet:
        """Sent, and neither opened nor refused yet. What is past its day and destroyed, nobody can open any more."""
        sent = self.filter(dispatch__sent_at__isnull=False, dispatch__destroyed_at=None)
        return sent.filter(outcome="", role__in=Addressee.READERS)

    def overdue(self, now: datetime) -> AddresseeQuerySet:
        return self.waiting().filter(due_at__lt=now)


class Addressee(models.Model):
    """One mailbox that a dispatch goes to. `number`: the running number from this sender to this mailbox; a gap shows a loss.

    `stored_at`: this server keeps it; `delivered_at`: a holder fetched it, or the other installation's mail server took it;
    `outcome`: what the reader's key signed (`receipt`), never what the server believes. `due_at`: by when it should be opened.
    """

    class Role(models.TextChoices):
        ACTION = "action", pgettext_lazy("addressee", "For action")
        INFO = "info", pgettext_lazy("addressee", "For information")
        COPY = "copy", pgettext_lazy("addressee", "Own copy")
        RECOVERY = "recovery", pgettext_lazy("addressee", "Recovery")

    READERS = frozenset({Role.ACTION, Role.INFO})  # who is to open it: they have numbers, and their receipts are awaited

    class Outcome(models.TextChoices):
        OPENED = "opened", _("Opened")
        REFUSED = "refused", _("Refused")

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="addressees")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="received")
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.ACTION)
    number = models.PositiveIntegerField(_("number"), default=0)
    due_at = models.DateTimeField(_("to be opened by"), null=True, blank=True)
    stored_at = models.DateTimeField(_("stored"), null=True, blank=True, editable=False)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome, blank=True, editable=False)
    reason = models.CharField(_("reason code"), max_length=40, blank=True, editable=False)
    receipt = models.BinaryField(_("signed receipt"), default=bytes, editable=False)
    outcome_at = models.DateTimeField(_("opened or refused at"), null=True, blank=True, editable=False)

    journal_secret = ("receipt",)
    objects = AddresseeQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        indexes = [
            models.Index(fields=["mailbox", "-stored_at"], name="dispatches_received"),
            models.Index(fields=["mailbox", "due_at"], condition=Q(outcome=""), name="dispatches_waiting"),
            models.Index(fields=["number", "mailbox"], name="dispatches_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "mailbox"], name="dispatches_addressee_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox.post} {self.number}"

    @property
    def journal_key(self) -> str:
        """Its dispatch: what is done for an addressee stands in the dispatch's history, and is hidden with it."""
        return f"dispatches.dispatch:{self.dispatch_id}"


class Blob(models.Model):
    """A sealed attachment, its octets as they came; `root` as in the manifest (docs/sealing-format.md section 6). Its name is inside."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="blobs")
    identity = models.CharField(_("identity"), max_length=32)
    file = models.FileField(_("file"), storage=private, upload_to=random_place, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"))

    class Meta:
        ordering = ["identity"]
        verbose_name = _("sealed attachment")
        verbose_name_plural = _("sealed attachments")
        constraints = [models.UniqueConstraint(fields=["dispatch", "identity"], name="dispatches_blob_once")]

    def __str__(self) -> str:
        return self.identity


class Counter(models.Model):
    """The last number given: by a sender to all its dispatches (`recipient` empty), or to those for one recipient."""

    sender = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="counters")
    recipient = models.ForeignKey(Mailbox, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("running number")
        verbose_name_plural = _("running numbers")
        constraints = [
            models.UniqueConstraint(fields=["sender", "recipient"], name="dispatches_counter_once"),
            models.UniqueConstraint(fields=["sender"], condition=Q(recipient=None), name="dispatches_own_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} {self.recipient_id or ''} {self.last}"
