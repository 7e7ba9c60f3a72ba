"""Notes: what staff write down about an application, for each other and for nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models.access import Access
from bartholdi.office.applications.models.application import Application

MENDABLE = timedelta(hours=1)  # afterwards others may have read it, and acted on it
LONGEST = 5_000


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Any) -> NoteQuerySet:
        """Who reads cases and is not barred; nobody reads what is noted about their own."""
        if not reads_cases(user):
            return self.none()
        own = Access.objects.current().filter(application=OuterRef("application"), user_id=user.pk)
        concerned = own.filter(role__in=[Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED])
        return self.exclude(Exists(concerned))


class Note(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    author_label = models.CharField(_("by"), max_length=200)
    text = models.TextField(_("note"), max_length=LONGEST)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True, editable=False)

    # What is noted is for those who see the file: the journal says only that something was.
    journal_secret = ("text",)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return f"{self.author_label}, {self.written_at:%Y-%m-%d}"

    def is_mendable(self, at: datetime) -> bool:
        return at < self.written_at + MENDABLE
