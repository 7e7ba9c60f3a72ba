"""Parties: who takes part in an application, in which role, with or without an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models.application import Application
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import PartyRole, Side


class Party(models.Model):
    """A lead may edit once `user` is known. `removed_at`: no longer part of it; the row stays, since letters and journal name it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=12, choices=PartyRole)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, default="en")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation_name = models.CharField(_("organisation"), max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("account"),
    )
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="applications_party_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
