"""Submissions: exactly what was sent, each time it was sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models.application import Application
from bartholdi.office.questionnaires.models import Edition


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: Any) -> SubmissionQuerySet:
        """Whoever sees the application, and for ever those under whose names it was sent: a removed lead keeps what they signed."""
        if not getattr(user, "pk", None):
            return self.none()
        seen = Application.objects.visible_to(user).filter(pk=OuterRef("application"))
        signed = Submission.leads.through.objects.filter(submission=OuterRef("pk"), user=user.pk)
        return self.filter(Q(Exists(seen)) | Q(Exists(signed)))


class Submission(models.Model):
    """`arrived_at` is when the request reached us, before any queue: that instant decides. The newest is the one that counts.

    `token` is that of the form that was sent: the same form twice is one submission. `leads` are those under whose names it was sent.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"))
    digest = models.CharField(_("SHA-256 of the answers"), max_length=64)
    arrived_at = models.DateTimeField(_("arrived"))
    submitted_at = models.DateTimeField(_("kept"))
    by_label = models.CharField(_("by"), max_length=200)
    token = models.CharField(max_length=64, blank=True, editable=False)
    leads = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("sent under the names of"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="applications_submission_once")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """CHAT-0042-1: which application, and the how many-th time it was sent."""
        return f"{self.application.reference}-{self.number}"
