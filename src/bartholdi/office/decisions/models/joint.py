"""The joint list as it is negotiated: each step with who settled it and why; and the third body that approves the whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.decisions.models.decision import Outcome
from bartholdi.office.decisions.models.scenario import KEPT_FROM
from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.programmes.models import Call, CallFund


class JointItemQuerySet(models.QuerySet["JointItem"]):
    def visible_to(self, user: Any) -> JointItemQuerySet:
        if not reads_cases(user):
            return self.none()
        held = Access.objects.current().filter(application=OuterRef("application"), user_id=user.pk)
        return self.exclude(Exists(held.filter(role__in=KEPT_FROM)))


class JointItem(models.Model):
    """One step about one application, never changed: the joint decision is what the last one says."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="joint_items")
    number = models.PositiveIntegerField()
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    fund = models.ForeignKey(CallFund, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fund"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    place = models.PositiveIntegerField(_("place on the reserve list"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = JointItemQuerySet.as_manager()

    class Meta:
        ordering = ["application", "number"]
        verbose_name = _("step of the joint list")
        verbose_name_plural = _("steps of the joint list")
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="decisions_joint_item_once")]

    def __str__(self) -> str:
        return f"{self.application.reference}: {self.get_outcome_display()} ({self.number})"


class FinalBody(models.Model):
    """Who approves a call's joint list after the sides: a ministry, a council. No row, no such body."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="final_body")
    name_en = models.CharField(_("name in English"), max_length=160)
    name_fr = models.CharField(_("name in French"), max_length=160)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=200, blank=True, editable=False)
    remark = models.CharField(_("how it was told"), max_length=500, blank=True)

    name = Bilingual("name")

    class Meta:
        ordering = ["call"]
        verbose_name = _("body of final approval")
        verbose_name_plural = _("bodies of final approval")

    def __str__(self) -> str:
        return self.name
