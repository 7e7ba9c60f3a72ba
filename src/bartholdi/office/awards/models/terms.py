"""What the awards of a call have in common: how long one may think, how the money is counted, when stays begin."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.programmes.models import Call

ANSWER_DAYS = 21


class TermsQuerySet(models.QuerySet["Terms"]):
    def visible_to(self, user: Any) -> TermsQuerySet:
        return self.all() if reads_cases(user) else self.none()


class Terms(models.Model):
    """A call without any has what stands here as default. Changing them changes no award that was offered already.

    `monthly`: what was decided is for `months` months, and is paid for each month of the stay; else in `instalments`.
    """

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="award_terms")
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer"), default=ANSWER_DAYS, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    monthly = models.BooleanField(_("paid each month"), default=False)
    months = models.PositiveSmallIntegerField(
        _("months at most"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    instalments = models.PositiveSmallIntegerField(
        _("instalments"), default=1, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    starts_from = models.DateField(_("begins on this day at the earliest"), null=True, blank=True)
    starts_until = models.DateField(_("begins on this day at the latest"), null=True, blank=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of awards")
        verbose_name_plural = _("terms of awards")
        constraints = [
            models.CheckConstraint(
                condition=Q(monthly=False) | Q(months__isnull=False),
                name="awards_terms_months",
                violation_error_message=_("An award that is paid each month says for how many months at most."),
            ),
            models.CheckConstraint(
                condition=Q(starts_from=None) | Q(starts_until=None) | Q(starts_from__lte=F("starts_until")),
                name="awards_terms_window",
                violation_error_message=_("The earliest day to begin comes before the latest."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.call)
