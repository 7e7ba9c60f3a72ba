"""Which sealed dispatch carries an agreement, as far as a person has said it: the server reads no dispatch."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.agreements.models.agreement import Agreement
from bartholdi.office.dispatches.models import Dispatch


class CarriageQuerySet(models.QuerySet["Carriage"]):
    def visible_to(self, user: Any) -> CarriageQuerySet:
        """Who sees both ends: for everybody else the dispatch does not exist."""
        dispatches = Dispatch.objects.visible_to(user).order_by().values("pk")
        return self.filter(dispatch__in=dispatches, agreement__in=Agreement.objects.visible_to(user).order_by().values("pk"))


class Carriage(models.Model):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="carriages")
    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="carriages", verbose_name=_("dispatch"))
    said_by = models.CharField(_("by"), max_length=200, editable=False)
    said_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    # Of which agreement a dispatch speaks is for its readers.
    journal_secret = ("agreement",)

    objects = CarriageQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = _("agreement that a dispatch carries")
        verbose_name_plural = _("agreements that dispatches carry")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "dispatch"],
                name="agreements_carried_once",
                violation_error_message=_("This dispatch is named here already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.dispatch)

    @property
    def journal_key(self) -> str:
        """It stands in the history of the dispatch, hidden from whoever does not hold one of its mailboxes."""
        return f"dispatches.dispatch:{self.dispatch_id}"
