"""Submissions: exactly what was sent, each time it was sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models.application import Application
from bartholdi.office.questionnaires.models import Edition


class Submission(models.Model):
    """`arrived_at` is when the request reached us, before any queue: that instant decides. The newest is the one that counts."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"))
    digest = models.CharField(_("SHA-256 of the answers"), max_length=64)
    arrived_at = models.DateTimeField(_("arrived"))
    submitted_at = models.DateTimeField(_("kept"))
    by_label = models.CharField(_("by"), max_length=200)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="applications_submission_once")]

    def __str__(self) -> str:
        return f"{self.application.reference}-{self.number}"
