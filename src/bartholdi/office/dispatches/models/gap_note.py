"""What was found out about numbers that never came."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.dispatches.models.mailbox import Mailbox


class Range(NamedTuple):
    """Running numbers from the first to the last, both among them."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class GapNoteQuerySet(models.QuerySet["GapNote"]):
    def current(self) -> GapNoteQuerySet:
        return self.filter(taken_back_at=None)

    def visible_to(self, user: Any) -> GapNoteQuerySet:
        """Who holds the mailbox: to whom somebody writes, and how often, is for nobody else."""
        return self.filter(mailbox__in=Mailbox.objects.here().held_by(user).order_by().values("pk"))


class GapNote(models.Model):
    """Numbers from one sender that are not looked for any more, since the sender was asked by another way. What still comes is taken in as ever."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="gap_notes")
    sender = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="+")
    first = models.PositiveBigIntegerField(_("first number"))
    last = models.PositiveBigIntegerField(_("last number"))
    answer = models.CharField(_("what the sender answered"), max_length=300)
    said_by = models.CharField(_("by"), max_length=200, editable=False)
    said_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    objects = GapNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]
        verbose_name = _("note on missing numbers")
        verbose_name_plural = _("notes on missing numbers")
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=F("last")),
                name="dispatches_gap_forward",
                violation_error_message=_("The last number cannot be lower than the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender.post} {Range(self.first, self.last)}"
