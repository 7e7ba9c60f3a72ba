"""Assignments: a member of a panel reviews an application; who judges, or was to judge and did not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.reviews.models.seat import Seat
from bartholdi.office.reviews.workflow import ASKED, STANDING, AssignmentState


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> AssignmentQuerySet:
        """Who reads cases, is not barred and does not apply with it; a reviewer their own, until they are barred."""
        if not getattr(user, "pk", None):
            return self.none()
        held = Access.objects.current().filter(application=OuterRef("application"), user_id=user.pk)
        if reads_cases(user):
            kept_out = (Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)
            return self.exclude(Exists(held.filter(role__in=kept_out)))
        own = self.filter(seat__reviewer__person__account_id=user.pk, state__in=ASKED)
        return own.exclude(Exists(held.barring()))

    def standing(self) -> AssignmentQuerySet:
        return self.filter(state__in=STANDING)

    def asked(self) -> AssignmentQuerySet:
        return self.filter(state__in=ASKED)

    def of_call(self, call: Any) -> AssignmentQuerySet:
        return self.filter(application__call=call)


class Assignment(models.Model):
    """`fit` from 0 to 1 and `why` say how well the reviewer's publications fit, as it was known when they were assigned."""

    class Source(models.TextChoices):
        PROPOSED = "proposed", _("Proposed by Bartholdi")
        HAND = "hand", _("By hand")
        FILE = "file", _("From a file")

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("application")
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("reviewer"))
    state = models.CharField(_("state"), max_length=10, choices=AssignmentState, default=AssignmentState.PROPOSED, editable=False)
    source = models.CharField(_("how it came"), max_length=8, choices=Source, default=Source.HAND, editable=False)
    kept = models.BooleanField(_("kept where the proposal is made anew"), default=False)
    fit = models.FloatField(_("fit"), null=True, blank=True, editable=False)
    why = models.JSONField(_("why this pair"), default=dict, blank=True, editable=False)
    due_at = models.DateTimeField(_("to be reviewed until"), null=True, blank=True)
    made_at = models.DateTimeField(_("assigned"), default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    journal_secret = ("why",)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["application", "pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [models.Index(fields=["seat", "state"], name="reviews_assigned_to")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "seat"],
                condition=Q(state__in=sorted(STANDING)),
                name="reviews_assigned_once",
                violation_error_message=_("This reviewer has this application already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat.reviewer} – {self.application.reference}"

    @property
    def journal_key(self) -> str:
        """Its application: what is written of it is hidden from whoever must not see that."""
        return f"applications.application:{self.application_id}"

    def is_late(self, now: datetime) -> bool:
        return self.state in ASKED and self.due_at is not None and now > self.due_at
