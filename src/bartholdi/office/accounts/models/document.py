"""A person's own papers (CV, transcripts, a photograph), kept ready for the applications to come."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.stored import StoredFile


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> DocumentQuerySet:
        """A person's papers are seen by nobody else, staff included, until the person sends them with an application."""
        return self.filter(owner_id=user.pk)


class Document(StoredFile):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="documents", verbose_name=_("owner")
    )
    title = models.CharField(_("what it is"), max_length=120)

    objects = DocumentQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        ordering = ["-kept_at", "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title
