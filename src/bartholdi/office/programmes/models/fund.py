"""Funds: whose money it is, how much in which year, and for what it may be used."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.directory.models import Organisation
from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.programmes.models.call import Call


class FundQuerySet(models.QuerySet["Fund"]):
    def visible_to(self, user: Any) -> FundQuerySet:
        return self.all() if getattr(user, "is_staff", False) else self.none()


class Fund(models.Model):
    class Use(models.TextChoices):
        ANY = "any", _("any award of the call")
        OWN_UNITS = "own_units", _("only stays in the funder’s own units")

    key = models.SlugField(max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=160)
    name_fr = models.CharField(_("name in French"), max_length=160)
    funder = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="funds", verbose_name=_("funder")
    )
    currency = models.CharField(
        _("currency"), max_length=3, validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("Three capital letters, such as EUR."))]
    )
    use = models.CharField(_("may be used for"), max_length=12, choices=Use, default=Use.ANY)

    name = Bilingual("name")
    objects = FundQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("fund")
        verbose_name_plural = _("funds")

    def __str__(self) -> str:
        return self.name


class FundBudget(models.Model):
    """What a fund holds in one year: nothing is carried over by itself."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["year"]
        verbose_name = _("yearly budget")
        verbose_name_plural = _("yearly budgets")
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year"],
                name="programmes_budget_once",
                violation_error_message=_("This year has a budget already."),
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="programmes_budget_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class CallFund(models.Model):
    """A fund that pays awards of a call; `places` is a limit of its own, where it set one."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="call_funds")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="call_funds")
    places = models.PositiveSmallIntegerField(_("places at most"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("fund of a call")
        verbose_name_plural = _("funds of calls")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "fund"],
                name="programmes_call_fund_once",
                violation_error_message=_("This fund pays for the call already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.call} – {self.fund}"
