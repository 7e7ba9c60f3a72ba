"""Invitations of a further lead, by a link: the party is named at once, and may edit once they accepted with an account."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models.party import Party


class LeadInviteQuerySet(models.QuerySet["LeadInvite"]):
    def open(self, now: datetime) -> LeadInviteQuerySet:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)


class LeadInvite(models.Model):
    """Only the SHA-256 of the link's key is kept: who reads the database opens nothing."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="invite")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.CharField(_("invited by"), max_length=200)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("ends"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    journal_secret = ("token_digest",)

    objects = LeadInviteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("invitation of a lead")
        verbose_name_plural = _("invitations of leads")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="applications_invite_accepted_or_taken_back"
            )
        ]

    def __str__(self) -> str:
        return str(self.party)

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at
