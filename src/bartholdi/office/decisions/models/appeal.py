"""Appeals: what an applicant wrote against a decision that was announced, and what the office answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models import Application
from bartholdi.office.decisions.models.decision import Decision
from bartholdi.office.decisions.workflow import AppealState


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, user: Any) -> AppealQuerySet:
        """Who sees the decision."""
        return self.filter(application__in=Decision.objects.visible_to(user).joint().order_by().values("application"))


class Appeal(models.Model):
    """`state` is its outcome: open, upheld, dismissed or withdrawn."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="appeals")
    received_on = models.DateField(_("received on"))
    text = models.TextField(_("what the applicant writes"), max_length=10_000)
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)
    state = models.CharField(_("outcome"), max_length=10, choices=AppealState, default=AppealState.OPEN, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    journal_secret = ("text", "answer")

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AppealState.OPEN) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="decisions_appeal_answered",
                violation_error_message=_("An appeal is settled with an answer."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application.reference}, {self.received_on.isoformat()}"
