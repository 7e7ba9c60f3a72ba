"""Programmes: lasting schemes, renamed, merged and absorbed over the years."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.searching import Searchable, matching


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: Any) -> ProgrammeQuerySet:
        return self.all() if getattr(user, "is_staff", False) else self.none()

    def search(self, query: str) -> ProgrammeQuerySet:
        return self.filter(matching(query))


class Programme(Searchable):
    class Mission(models.TextChoices):
        COOPERATION = "cooperation", _("Bilateral cooperation")
        MOBILITY = "mobility", _("Mobility")
        INNOVATION = "innovation", _("Innovation")
        COMMUNITIES = "communities", _("Scientific communities")

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=160)
    name_fr = models.CharField(_("name in French"), max_length=160)
    mission = models.CharField(_("mission"), max_length=12, choices=Mission)
    summary_en = models.TextField(_("summary in English"), max_length=2000, blank=True)
    summary_fr = models.TextField(_("summary in French"), max_length=2000, blank=True)

    name, summary = Bilingual("name"), Bilingual("summary")
    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name

    def searched(self) -> tuple[str, ...]:
        own = (self.name_en, self.name_fr, self.slug)
        return own if self._state.adding else (*own, *(each.text for each in self.names.all()))


class ProgrammeName(models.Model):
    """What it is or was also called: an alias has no dates, a former name ends."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=160)
    starts = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)
    ends = models.PositiveSmallIntegerField(_("until the year"), null=True, blank=True)

    class Meta:
        ordering = [F("ends").desc(nulls_first=True), "text"]
        verbose_name = _("name of a programme")
        verbose_name_plural = _("names of programmes")
        constraints = [
            models.UniqueConstraint(fields=["programme", "text"], name="programmes_name_once"),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(starts__lte=F("ends")),
                name="programmes_name_starts_before_it_ends",
                violation_error_message=_("A name cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
