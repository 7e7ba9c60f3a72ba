"""Dispatches as the server knows them: who to whom, when, how urgent, how large; and drafts, sealed to their own mailbox."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.dispatches.models.mailbox import Mailbox
from bartholdi.office.dispatches.workflow import DispatchState
from bartholdi.office.lib.stored import private, random_place


class Urgency(models.TextChoices):
    ROUTINE = "routine", pgettext_lazy("urgency", "Routine")
    PRIORITY = "priority", pgettext_lazy("urgency", "Priority")
    IMMEDIATE = "immediate", pgettext_lazy("urgency", "Immediate")
    FLASH = "flash", pgettext_lazy("urgency", "Flash")


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def visible_to(self, user: Any) -> DispatchQuerySet:
        """Whoever holds the mailbox that sent it, or, once it is sent, one of those it was written to, at this moment. Nobody else,
        whatever their role."""
        held = Mailbox.objects.here().held_by(user).order_by().values("pk")
        return self.filter(Q(sender__in=held) | Q(pk__in=self._to(held)))

    def sent_by(self, mailbox: Any) -> DispatchQuerySet:
        return self.filter(sender=mailbox)

    def received_by(self, mailbox: Any) -> DispatchQuerySet:
        return self.filter(pk__in=self._to([mailbox.pk]))

    def sealed(self) -> DispatchQuerySet:
        """What is still kept; of others only the tombstone is left."""
        return self.exclude(envelope="")

    def _to(self, mailboxes: Any) -> Any:
        addressees = apps.get_model("dispatches", "Addressee")._default_manager
        return addressees.filter(mailbox__in=mailboxes, stored_at__isnull=False).order_by().values("dispatch")


class Dispatch(models.Model):
    """`identity`: the manifest's id, hexadecimal; `digest`: SHA-256 of the manifest, as the sender's page said and receipts confirm.

    `number`: the sender's own. `urgency`, `open_by`: what the sender chose to show outside the seal. `size`: of the envelope.
    When the sealed text is destroyed by date, `envelope` is empty and everything else stays: the tombstone.
    """

    class Kind(models.TextChoices):
        DISPATCH = "dispatch", pgettext_lazy("kind of message", "Dispatch")
        RECALL = "recall", pgettext_lazy("kind of message", "Recall")
        FORWARD = "forward", pgettext_lazy("kind of message", "Forward")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.DISPATCH)
    identity = models.CharField(_("identity"), max_length=32, unique=True)
    sender = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="sent", verbose_name=_("from"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    number = models.PositiveIntegerField(_("number"), default=0)
    urgency = models.CharField(_("urgency"), max_length=9, choices=Urgency, default=Urgency.ROUTINE)
    open_by = models.DateTimeField(_("to be opened by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DispatchState, default=DispatchState.NUMBERED, editable=False)
    digest = models.CharField(_("digest of the content"), max_length=64, blank=True)
    about = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="recalls", verbose_name=_("about")
    )
    numbered_at = models.DateTimeField(_("numbered"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False, db_index=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    envelope = models.FileField(_("envelope"), storage=private, upload_to=random_place, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    keep_until = models.DateField(_("kept until"), null=True, blank=True, db_index=True)
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True, editable=False)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        indexes = [models.Index(fields=["sender", "-sent_at"], name="dispatches_sent")]
        constraints = [
            models.UniqueConstraint(fields=["sender", "number"], condition=Q(number__gt=0), name="dispatches_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sender.post} {self.number}" if self.number else f"{self.sender.post} {self.identity[:8]}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Any) -> DraftQuerySet:
        """Whoever holds the mailbox at this moment; the key decides who can read it."""
        return self.filter(mailbox__in=Mailbox.objects.held_by(user).order_by().values("pk"))


class Draft(models.Model):
    """A text not sent yet, sealed in the browser to the mailbox it is written in: any holder with the key goes on with it.

    `dispatch`: the numbers that were taken for it, once the author asked for them. `ready`: waits for a second person to release it.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    dispatch = models.OneToOneField(Dispatch, on_delete=models.SET_NULL, null=True, blank=True, related_name="draft")
    envelope = models.FileField(_("envelope"), storage=private, upload_to=random_place, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    ready = models.BooleanField(_("waits for its release"), default=False, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("draft of a dispatch")
        verbose_name_plural = _("drafts of dispatches")

    def __str__(self) -> str:
        return f"{self.mailbox.post} {self.pk}"
