"""Remarks: what the members of a panel, and the office, say to each other about an application once reviews are in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models.assignment import Assignment
from bartholdi.office.reviews.workflow import ReviewState


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: Any) -> RemarkQuerySet:
        """Who reads cases, is not barred and does not apply with it; members of the panel whose own review of it is in."""
        if not getattr(user, "pk", None):
            return self.none()
        held = Access.objects.current().filter(application=OuterRef("application"), user_id=user.pk)
        if reads_cases(user):
            kept_out = (Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)
            return self.exclude(models.Exists(held.filter(role__in=kept_out)))
        return self.filter(
            models.Exists(talking(user).filter(application=OuterRef("application"), seat__panel=OuterRef("panel")))
        )


class Remark(models.Model):
    """`mentions` are those who were written to, by name, when it was said."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="remarks")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    text = models.TextField(_("remark"), max_length=5000)
    said_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("to"))

    journal_secret = ("text",)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        indexes = [models.Index(fields=["application", "panel"], name="reviews_remark_of")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="reviews_remark_says", violation_error_message=_("A remark says something.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.application.reference} – {self.author}"


def talking(user: Any) -> models.QuerySet[Assignment]:
    """A reviewer's own assignments whose review is in and counts: from then on they read the others, and talk with them."""
    own = Assignment.objects.visible_to(user).filter(seat__reviewer__person__account_id=user.pk).asked()
    return own.filter(review__state=ReviewState.SUBMITTED, review__counts=True).order_by()
