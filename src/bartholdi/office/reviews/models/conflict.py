"""Conflicts of interest: a reason, with evidence and dates, why somebody must not see or judge an application."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Application
from bartholdi.office.reviews.models.reviewer import Reviewer
from bartholdi.office.reviews.models.seat import Seat
from bartholdi.office.reviews.workflow import ConflictState


class Reason(models.TextChoices):
    """In the order of their weight."""

    DECLARED = "declared", _("Declared")
    NAMED = "named", _("Declared by the applicant")
    SAME_PERSON = "same_person", _("The same person")
    SUPERVISES = "supervises", _("Supervisor, host or writer of a letter")
    WROTE_TOGETHER = "wrote_together", _("Published together")
    SAME_INSTITUTION = "same_institution", _("Same institution")
    SAME_DOMAIN = "same_domain", _("Addresses of the same domain")
    SAME_NAME = "same_name", _("Same family name at a related institution")


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, user: Any) -> ConflictQuerySet:
        """Who reads cases, but for the applications that they may not see themselves, and for what is said in confidence."""
        if not reads_cases(user):
            return self.none()
        kept = Conflict.objects.in_confidence_from(user).order_by().values("pk")
        return self.filter(application__in=Application.objects.visible_to(user).order_by().values("pk")).exclude(pk__in=kept)

    def in_confidence_from(self, user: Any) -> ConflictQuerySet:
        """What those who apply say of reviewers: nobody who judges in the call reads it, nor the reviewer in question."""
        judged = Seat.objects.judging(user).order_by().values("panel__call")
        own = Q(reviewer__person__account_id=getattr(user, "pk", None) or 0)
        return self.filter(own | Q(application__call__in=judged), reason=Reason.NAMED)

    def open(self) -> ConflictQuerySet:
        return self.filter(state=ConflictState.OPEN)

    def confirmed(self) -> ConflictQuerySet:
        return self.filter(state=ConflictState.CONFIRMED)


class Conflict(models.Model):
    """`evidence` is what was found, in both languages; `strength` 1 to 3: a hint, likely, certain."""

    class Strength(models.IntegerChoices):
        HINT = 1, _("A hint")
        LIKELY = 2, _("Likely")
        CERTAIN = 3, _("Certain")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    strength = models.PositiveSmallIntegerField(_("strength"), choices=Strength, default=Strength.LIKELY)
    evidence = models.JSONField(_("evidence"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=ConflictState, default=ConflictState.OPEN, editable=False)
    found_at = models.DateTimeField(_("found"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True, editable=False)
    why = models.TextField(_("why"), max_length=2000, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["-strength", "found_at", "pk"]
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        indexes = [models.Index(fields=["state", "reviewer"], name="reviews_conflict_state")]
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer", "reason"], name="reviews_conflict_once"),
            models.CheckConstraint(condition=Q(strength__in=[1, 2, 3]), name="reviews_conflict_strength"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} – {self.application.reference}"
