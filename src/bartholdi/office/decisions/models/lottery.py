"""Lotteries: applications declared equal, and the published seed by which anybody draws their order again."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.programmes.models import Call, Side


class Lottery(models.Model):
    """One for each list of a call: a second seed would be a second try. `ties` are references of applications; `order` is what was
    drawn, empty until then; `source` says where the seed comes from."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="lotteries")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("side"))
    seed = models.CharField(_("seed"), max_length=120)
    source = models.CharField(_("where the seed comes from"), max_length=300)
    ties = models.JSONField(_("declared equal"), default=list)
    order = models.JSONField(_("order drawn"), default=list, blank=True, editable=False)
    fixed_by = models.CharField(_("fixed by"), max_length=200, editable=False)
    fixed_at = models.DateTimeField(_("fixed"), default=timezone.now, editable=False)
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["call", "pk"]
        verbose_name = _("lottery")
        verbose_name_plural = _("lotteries")
        constraints = [
            models.UniqueConstraint(fields=["call", "side"], name="decisions_lottery_side_once"),
            models.UniqueConstraint(fields=["call"], condition=models.Q(side=None), name="decisions_lottery_joint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.call} – {self.seed}"
