"""Rankings as they were computed: kept by the digest of the marks that went in, so that other marks never read them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.programmes.models import Call, Panel


class RankingResult(models.Model):
    """`panel` empty: of all of them together. `given` is what the computing needs, dropped once `found` holds its answer.

    Whoever may not see an application sends other marks and has a result of their own: no hidden score moves what they read.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="rankings")
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, null=True, blank=True, related_name="rankings")
    digest = models.CharField(_("SHA-256 of the marks"), max_length=64)
    places = models.PositiveIntegerField(_("how many can be chosen"), default=1)
    given = models.JSONField(default=dict, blank=True)
    found = models.JSONField(default=dict, blank=True)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True)

    journal_secret = ("given", "found")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "panel", "digest"], condition=Q(panel__isnull=False), name="reviews_ranked_once"
            ),
            models.UniqueConstraint(fields=["call", "digest"], condition=Q(panel=None), name="reviews_ranked_jointly_once"),
        ]

    def __str__(self) -> str:
        of = str(self.panel or _("All panels together"))
        return f"{self.call} – {of}"

    @property
    def is_running(self) -> bool:
        return self.computed_at is None and not self.error

    @property
    def refusal(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.found.get("refused")
        return found
