"""Proposals of who reviews what: computed by the worker, with how far it has come and what it found; and how well everybody fits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Any) -> ProposalQuerySet:
        return self.all() if reads_cases(user) else self.none()

    def running(self) -> ProposalQuerySet:
        return self.filter(ended_at=None)


class Proposal(models.Model):
    """`digest` is that of what it was computed from; `found` what it made: numbers and, of what could not be met, codes with their facts.

    `fault` says why there is none, as a code that `telling.py` puts into words.
    """

    class Kind(models.TextChoices):
        ANEW = "anew", _("Proposed anew")
        REPAIR = "repair", _("Repaired with the fewest changes")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("call"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ANEW)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done = models.PositiveIntegerField(_("how far it has come"), default=0, editable=False)
    of = models.PositiveIntegerField(_("of how many steps"), default=0, editable=False)
    what = models.CharField(_("what is being done"), max_length=20, blank=True, editable=False)
    digest = models.CharField(_("SHA-256 of what it was given"), max_length=64, blank=True, editable=False)
    found = models.JSONField(_("what it found"), default=dict, blank=True, editable=False)
    fault = models.CharField(_("what stopped it"), max_length=40, blank=True, editable=False)

    journal_secret = ("found",)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("proposal of assignments")
        verbose_name_plural = _("proposals of assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=models.Q(ended_at=None),
                name="reviews_one_proposal",
                violation_error_message=_("A proposal is being computed for this call already: wait for it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.call}"


class FitQuerySet(models.QuerySet["Fit"]):
    def visible_to(self, user: Any) -> FitQuerySet:
        if not reads_cases(user):
            return self.none()
        return self.filter(application__in=Application.objects.visible_to(user).order_by().values("pk"))


class Fit(models.Model):
    """How well each reviewer of the call fits an application: reviewer -> hundredths, as it was computed last; who is not known is not there."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="fit")
    hundredths = models.JSONField(_("fit of each reviewer"), default=dict)
    made_at = models.DateTimeField(_("computed"), default=timezone.now, editable=False)

    objects = FitQuerySet.as_manager()

    class Meta:
        ordering = ["application"]
        verbose_name = _("fit of reviewers")
        verbose_name_plural = _("fit of reviewers")

    def __str__(self) -> str:
        return self.application.reference
