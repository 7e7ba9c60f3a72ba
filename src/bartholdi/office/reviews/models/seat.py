"""A seat on a panel: a reviewer who was proposed, asked, and said yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models.reviewer import Reviewer
from bartholdi.office.reviews.workflow import TAKEN, SeatState

ANSWER_WITHIN = timedelta(days=7)


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, user: Any) -> SeatQuerySet:
        return self.all() if reads_cases(user) else self.filter(reviewer__person__account_id=user.pk or 0)

    def taken(self) -> SeatQuerySet:
        return self.filter(state__in=TAKEN)

    def judging(self, user: Any) -> SeatQuerySet:
        """With which this person judges, or is to judge, in a call."""
        return self.taken().filter(reviewer__person__account_id=getattr(user, "pk", None) or 0)


class Seat(models.Model):
    """`capacity` empty: what the reviewer takes on anywhere. The link to answer is kept as its digest only."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats", verbose_name=_("panel"))
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="seats", verbose_name=_("reviewer"))
    state = models.CharField(_("state"), max_length=10, choices=SeatState, default=SeatState.PROPOSED, editable=False)
    chairs = models.BooleanField(_("chairs the panel"), default=False)
    capacity = models.PositiveSmallIntegerField(
        _("reviews at most"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    token_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    journal_secret = ("token_digest",)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["panel", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "reviewer"],
                condition=models.Q(state__in=sorted(TAKEN)),
                name="reviews_seat_once",
                violation_error_message=_("This reviewer has a seat on the panel already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} – {self.panel}"

    @property
    def reviews_at_most(self) -> int:
        return self.capacity or self.reviewer.capacity

    def is_late(self, now: datetime) -> bool:
        return self.state == SeatState.INVITED and self.asked_at is not None and now > self.asked_at + ANSWER_WITHIN


@dataclass(frozen=True)
class Holder:
    """Whoever holds the link of a seat answers as its reviewer. No account: a rule that looks for one finds none."""

    seat: Seat

    @property
    def journal_key(self) -> str:
        return f"directory.person:{self.seat.reviewer.person_id}"

    def __str__(self) -> str:
        return self.seat.reviewer.person.name
