"""Instalments: what is planned to be paid of an award, when, and to which side."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.awards.models.award import Award
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import Side


class InstalmentQuerySet(models.QuerySet["Instalment"]):
    def visible_to(self, user: Any) -> InstalmentQuerySet:
        return self.filter(award__in=Award.objects.visible_to(user).order_by().values("pk"))


class Instalment(models.Model):
    """`side` and `organisation` are empty where the laureate is paid, and `organisation` also where the directory does not know it."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("number"))
    due_on = models.DateField(_("due"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(_("currency"), max_length=3)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("side"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        ordering = ["award", "number"]
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        constraints = [models.UniqueConstraint(fields=["award", "number"], name="awards_instalment_once")]

    def __str__(self) -> str:
        return f"{self.award} {self.number}"
