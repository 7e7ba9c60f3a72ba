"""Reviews: one reviewer's scores and words on a call's criteria; each time it was submitted is kept as it was."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Application
from bartholdi.office.questionnaires.models import Edition, Response
from bartholdi.office.reviews.models.assignment import Assignment
from bartholdi.office.reviews.workflow import ReviewState


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: Any) -> ReviewQuerySet:
        """Whoever sees the assignment; and the others' of one's own panel, once one's own of that application is in."""
        if reads_cases(user):
            return self.filter(assignment__in=Assignment.objects.visible_to(user).order_by().values("pk"))
        own = Assignment.objects.visible_to(user).order_by()
        mine = Q(assignment__in=own.values("pk"))
        in_already = own.filter(review__state=ReviewState.SUBMITTED, review__counts=True)
        same_panel = in_already.filter(
            application=OuterRef("assignment__application"), seat__panel=OuterRef("assignment__seat__panel")
        )
        shown = Q(state=ReviewState.SUBMITTED) & models.Exists(same_panel)
        return self.filter(mine | shown)

    def counting(self) -> ReviewQuerySet:
        """Handed in, and nothing has been found against them since."""
        return self.filter(state=ReviewState.SUBMITTED, counts=True, abstains=False)

    def with_versions(self) -> ReviewQuerySet:
        newest = ReviewVersion.objects.filter(review=OuterRef("pk")).order_by("-number").values("number")[:1]
        return self.annotate(newest=Subquery(newest))


class Review(models.Model):
    """`score` is the weighted mean of what was submitted last (`scoring.py`). A review that does not count is kept, and says `why_not`.

    `response` follows the edition that the call had when the review was begun. `for_applicant` is the edited message: what an officer lets through.
    """

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="review")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews")
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="review")
    state = models.CharField(_("state"), max_length=10, choices=ReviewState, default=ReviewState.DRAFT, editable=False)
    abstains = models.BooleanField(_("abstains"), default=False, editable=False)
    counts = models.BooleanField(_("counts"), default=True, editable=False)
    why_not = models.CharField(_("why it does not count"), max_length=500, blank=True, editable=False)
    score = models.DecimalField(_("score"), max_digits=8, decimal_places=4, null=True, blank=True, editable=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    returned_message = models.TextField(_("what is needed"), max_length=2000, blank=True, editable=False)
    for_applicant = models.TextField(_("for the applicant, after editing"), max_length=5000, blank=True)

    journal_secret = ("score", "for_applicant", "returned_message")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["application", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["application", "state"], name="reviews_of_application")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReviewState.SUBMITTED) | Q(submitted_at__isnull=False), name="reviews_submitted_at"
            )
        ]

    def __str__(self) -> str:
        return str(self.assignment)

    @property
    def journal_key(self) -> str:
        """Its application: what is written of it is hidden from whoever must not see that."""
        return f"applications.application:{self.application_id}"

    def why_not_said(self) -> str:
        """In the reader's language where Bartholdi wrote it; a person's own words stand as they are."""
        return gettext(self.why_not) if self.why_not else ""


class ReviewVersion(models.Model):
    """Exactly what was submitted, each time."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="submitted")
    number = models.PositiveSmallIntegerField(_("number"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"))
    score = models.DecimalField(_("score"), max_digits=8, decimal_places=4, null=True, blank=True)
    digest = models.CharField(_("SHA-256 of the answers"), max_length=64)
    submitted_at = models.DateTimeField(_("submitted"))

    class Meta:
        ordering = ["-number"]
        verbose_name = _("review as submitted")
        verbose_name_plural = _("reviews as submitted")
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="reviews_version_once")]

    def __str__(self) -> str:
        return f"{self.review_id} / {self.number}"
