"""Awards: what one laureate is offered for one decision, until when, and what they answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.awards.money import stipend
from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.decisions.models import Decision


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, user: Any) -> AwardQuerySet:
        """Who reads cases, of those in which they have no part; everybody else their own."""
        if not reads_cases(user):
            return self.of(user)
        held = Access.objects.current().filter(application=OuterRef("decision__application"), user_id=user.pk)
        return self.exclude(Exists(held.filter(role__in=[Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED])))

    def of(self, user: Any) -> AwardQuerySet:
        """A person's own, whatever their role in the office."""
        return self.filter(decision__application__in=Application.objects.of(user).order_by().values("pk"))

    def of_call(self, call: Any) -> AwardQuerySet:
        return self.filter(decision__application__call=call)

    def unanswered(self) -> AwardQuerySet:
        return self.filter(state=AwardState.OFFERED)


class Award(models.Model):
    """What the call's terms say is copied when it is offered. `ceiling` is a month's where `monthly`, else the whole's; so is `other_income`.

    Empty: no money was decided, or not yet. `months`: the longest stay.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="award")
    laureate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("laureate"),
    )
    state = models.CharField(_("state"), max_length=10, choices=AwardState, default=AwardState.OFFERED, editable=False)
    offered_at = models.DateTimeField(_("offered"), default=timezone.now, editable=False)
    answer_by = models.DateTimeField(_("to be answered until"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)
    ceiling = models.DecimalField(_("ceiling"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    monthly = models.BooleanField(_("paid each month"), default=False)
    months = models.PositiveSmallIntegerField(_("months at most"), null=True, blank=True)
    parts = models.PositiveSmallIntegerField(_("instalments"), default=1)
    starts_from = models.DateField(_("begins on this day at the earliest"), null=True, blank=True)
    starts_until = models.DateField(_("begins on this day at the latest"), null=True, blank=True)
    other_income = models.DecimalField(_("other income"), max_digits=12, decimal_places=2, default=Decimal(0))
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    journal_secret = ("other_income", "reason")

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["decision__application", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        indexes = [models.Index(fields=["state", "answer_by"], name="awards_unanswered")]
        constraints = [
            models.CheckConstraint(
                condition=Q(other_income__gte=0) & (Q(ceiling=None) | Q(ceiling__gte=0)),
                name="awards_money_not_negative",
                violation_error_message=_("An amount is not less than zero."),
            ),
            models.CheckConstraint(condition=Q(ceiling=None) | ~Q(currency=""), name="awards_money_has_a_currency"),
            models.CheckConstraint(
                condition=~Q(state=AwardState.ACCEPTED)
                | Q(starts_on__isnull=False, ends_on__isnull=False, ends_on__gte=F("starts_on")),
                name="awards_accepted_with_days",
                violation_error_message=_("The last day does not come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.decision.application.reference

    @property
    def stipend(self) -> Decimal | None:
        """Of a month where it is monthly, else of the whole."""
        return None if self.ceiling is None else stipend(self.ceiling, self.other_income)

    def is_lapsed(self, at: datetime) -> bool:
        return self.state == AwardState.OFFERED and at > self.answer_by

    def standing(self, at: datetime) -> str:
        """In the reader's words."""
        return str(pgettext_lazy("award", "Not answered in time") if self.is_lapsed(at) else self.get_state_display())
