"""Objections: whom those who apply ask not to judge their application. The office reads them; reviewers and writers of letters never do."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models.access import Access
from bartholdi.office.applications.models.application import Application


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, user: Any) -> ObjectionQuerySet:
        """Who reads cases and has nothing to do with this one; its own leads."""
        held = Access.objects.current().filter(application=OuterRef("application"), user_id=getattr(user, "pk", None) or 0)
        free = self.exclude(Exists(held.barring()))
        if reads_cases(user):
            return free.exclude(Exists(held.filter(role__in=[Access.Role.APPLICANT, Access.Role.PARTY])))
        return free.filter(Exists(held.filter(role=Access.Role.APPLICANT)))


class Objection(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="objections")
    name = models.CharField(_("name"), max_length=200)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    orcid = models.CharField(_("ORCID identifier"), max_length=19, blank=True)
    reason = models.TextField(_("reason"), max_length=1000)
    named_by = models.CharField(_("by"), max_length=200, editable=False)
    named_at = models.DateTimeField(_("named"), default=timezone.now, editable=False)

    # Whom somebody would not be judged by is nobody's business but the office's: the journal says only that somebody was named.
    journal_secret = ("name", "institution", "email", "orcid", "reason")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "pk"]
        verbose_name = _("objection to a reviewer")
        verbose_name_plural = _("objections to reviewers")

    def __str__(self) -> str:
        return self.application.reference or str(self.application_id)
