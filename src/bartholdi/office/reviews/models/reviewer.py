"""The pool of reviewers, kept over the years, and what they have published."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.directory.models import Person
from bartholdi.office.lib.searching import Searchable, matching


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    def visible_to(self, user: Any) -> ReviewerQuerySet:
        """The pool is theirs who read cases: who is asked to judge is nobody else's business."""
        return self.all() if reads_cases(user) else self.none()

    def available(self) -> ReviewerQuerySet:
        return self.filter(available=True)

    def search(self, query: str) -> ReviewerQuerySet:
        return self.filter(matching(query))


class Reviewer(Searchable):
    """`topics` are words, one a line, as the reviewer would say them; `capacity` is how many reviews they take on for one call."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="reviewer", verbose_name=_("person"))
    topics = models.TextField(_("topics"), max_length=2000, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("reviews for one call at most"), default=8, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    senior = models.BooleanField(_("senior"), default=False)
    available = models.BooleanField(_("can be asked"), default=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="reviews_capacity_of_one",
                violation_error_message=_("A reviewer takes on one review at least; who takes none cannot be asked."),
            )
        ]

    def __str__(self) -> str:
        return self.person.name

    def searched(self) -> tuple[str, ...]:
        return (self.person.name, self.person.orcid or "", self.topics)


class Publication(models.Model):
    """What a reviewer wrote: for how well they fit an application, and with whom they wrote, for conflicts. `authors` are names."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="publications")
    title = models.CharField(_("title"), max_length=600)
    abstract = models.TextField(_("abstract"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["-year", "title", "pk"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [models.UniqueConstraint(fields=["reviewer", "digest"], name="reviews_publication_once")]

    def __str__(self) -> str:
        return self.title
