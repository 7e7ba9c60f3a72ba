"""Parties: who takes part in an application, in which role, with or without an account."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models.application import Application
from bartholdi.office.directory.models import Organisation
from bartholdi.office.directory.models.columns import check_orcid
from bartholdi.office.programmes.models import PartyRole, Side


class PartyQuerySet(models.QuerySet["Party"]):
    def current(self) -> PartyQuerySet:
        return self.filter(removed_at=None)


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
    orcid = models.CharField(_("ORCID identifier"), max_length=19, blank=True, validators=[check_orcid])
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    journal_secret = ("email",)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="applications_party_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where they work, in the reader's language where the directory knows it."""
        return self.organisation.name if self.organisation else self.organisation_name


@dataclass(frozen=True)
class Writer:
    """Whoever holds the link of a letter acts as its party. No account: a rule that looks for one finds none."""

    party: Party

    @property
    def journal_key(self) -> str:
        return f"applications.party:{self.party.pk}"

    def __str__(self) -> str:
        return self.party.name
