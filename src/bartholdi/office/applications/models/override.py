"""Overrides: what an officer found of an application's eligibility, whatever the rules say. Signed; the newest one counts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models.application import Application
from bartholdi.office.applications.reasons import Reason


class OverrideQuerySet(models.QuerySet["Override"]):
    def visible_to(self, user: Any) -> OverrideQuerySet:
        """Who reads cases and is not barred. Never who applies, whatever their role in the office: `why` is written for the file."""
        if not reads_cases(user):
            return self.none()
        own = Application.objects.of(user).values("pk")
        return self.filter(application__in=Application.objects.visible_to(user)).exclude(application__in=own)


class Override(models.Model):
    """`finding` is empty where an officer left it to the rules again. `why` stays in the file; `message` is what the applicants
    were told in the officer's words, where `told`. `answers` are those that the rules read, as they were when it was signed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="overrides")
    finding = models.CharField(_("eligibility"), max_length=13, choices=Application.Finding, blank=True)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason, blank=True)
    why = models.TextField(_("why"), blank=True)
    message = models.TextField(_("message"), blank=True)
    told = models.BooleanField(_("the applicants were told"), default=False)
    rules_said = models.CharField(_("what the rules said"), max_length=13, choices=Application.Finding, blank=True)
    answers = models.JSONField(_("answers when it was signed"), default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    by_label = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("override of a finding")
        verbose_name_plural = _("overrides of findings")

    def __str__(self) -> str:
        return f"{self.get_finding_display() or '–'} ({self.by_label})"
