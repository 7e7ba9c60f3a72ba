"""Decisions: what one side, or both jointly, settled about an application."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.programmes.models import CallFund, Side


class Outcome(models.TextChoices):
    FUND = "fund", _("Funded")
    RESERVE = "reserve", _("On the reserve list")
    DECLINE = "decline", _("Not selected")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> DecisionQuerySet:
        """Who reads cases and has no part in this one; who applies reads what was announced in the letter, not here."""
        if not reads_cases(user):
            return self.none()
        held = Access.objects.current().filter(application=OuterRef("application"), user_id=user.pk)
        return self.exclude(Exists(held.filter(role__in=[Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED])))

    def joint(self) -> DecisionQuerySet:
        return self.filter(side=None)

    def of_call(self, call: Any) -> DecisionQuerySet:
        return self.filter(application__call=call)

    def fund(self) -> DecisionQuerySet:
        return self.filter(outcome=Outcome.FUND)


class Decision(models.Model):
    """`side` empty: the joint one, which alone is announced. `place` orders the reserve. `amount` is in the currency of `fund`'s fund.

    `message` is what the applicant is told besides the letter, after editing; `reason` stays in the office. `turn` counts how often it was
    decided: once more with each appeal that was upheld.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("side"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    place = models.PositiveIntegerField(_("place on the reserve list"), null=True, blank=True)
    fund = models.ForeignKey(CallFund, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fund"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DecisionState, default=DecisionState.DRAFT, editable=False)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    message = models.TextField(_("message to the applicant"), max_length=5000, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    turn = models.PositiveSmallIntegerField(_("turn"), default=1, editable=False)

    journal_secret = ("reason", "message")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["application", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["application", "state"], name="decisions_of_application")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "side"],
                name="decisions_side_once",
                violation_error_message=_(
                    "Somebody else has just decided about this application. Read what they wrote, then decide."
                ),
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(side=None),
                name="decisions_joint_once",
                violation_error_message=_(
                    "Somebody else has just decided about this application. Read what they wrote, then decide."
                ),
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.RESERVE) | Q(place=None),
                name="decisions_place_of_reserve",
                violation_error_message=_("Only who is on the reserve list has a place on it."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="decisions_amount_not_negative",
                violation_error_message=_("An amount is not less than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.reference}: {self.get_outcome_display()}"
