"""Institutions invited to nominate candidates of a call, each with how many."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models.call import Call, Side


class Invitation(models.Model):
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    quota = models.PositiveSmallIntegerField(_("candidates at most"), default=1)
    contact_name = models.CharField(_("who nominates"), max_length=200, blank=True)
    contact_email = models.EmailField(_("their e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, default="en")
    token_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    journal_secret = ("token_digest",)

    class Meta:
        ordering = ["organisation__filed_under", "pk"]
        verbose_name = _("invited institution")
        verbose_name_plural = _("invited institutions")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"],
                name="programmes_invited_once",
                violation_error_message=_("This institution is invited already."),
            ),
            models.CheckConstraint(condition=models.Q(quota__gt=0), name="programmes_quota_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.quota})"
