"""What somebody answered to an edition: the answers of now, every change that led to them, and the files given with them.

Who may see a response is whoever may see its owner (an application, a letter, a report): it has no rules of its own.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.stored import StoredFile
from bartholdi.office.questionnaires.models.questionnaire import Edition


class Response(models.Model):
    """`hidden` are answers whose question does not show at present: kept with a draft, never part of what is submitted.

    `stamps` says at which version each answer was last changed: two people who edit at once are told apart by it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="responses", verbose_name=_("edition"))
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    hidden = models.JSONField(_("answers that do not show"), default=dict, blank=True)
    stamps = models.JSONField(default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    saved_by = models.CharField(_("saved by"), max_length=200, blank=True, editable=False)

    journal_secret = ("answers", "hidden", "stamps")

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.edition_id} / {self.pk}"

    def everything(self) -> dict[str, Any]:
        """The answers of a draft, those that do not show included."""
        return {**self.answers, **self.hidden}


class ResponseVersion(models.Model):
    """One save: what each changed answer was before and is since. Not an entry of the journal: a form is saved every few seconds.

    `set_aside` is what is no answer but must not be lost: the other text of a conflict, what a new edition does not ask for.
    `tab` is the window that saved it.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("saved"), default=timezone.now)
    by_key = models.CharField(max_length=80, blank=True)
    by_label = models.CharField(_("saved by"), max_length=200, blank=True)
    tab = models.CharField(max_length=32, blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    set_aside = models.JSONField(_("set aside"), default=dict, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a response")
        verbose_name_plural = _("versions of responses")
        constraints = [models.UniqueConstraint(fields=["response", "number"], name="questionnaires_version_once")]

    def __str__(self) -> str:
        return f"{self.response_id} / {self.number}"


class Attachment(StoredFile):
    """A file given as (part of) an answer; the answer holds its facts, and names it by its digest."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="attachments")
    field_key = models.CharField(max_length=40)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)

    class Meta(StoredFile.Meta):
        ordering = ["kept_at", "pk"]
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        indexes = [models.Index(fields=["response", "field_key"], name="questionnaires_attached_to")]

    def facts(self) -> dict[str, Any]:
        """As an answer names it."""
        known = {"name": self.name, "size": self.size, "digest": self.digest, "media_type": self.media_type}
        return known if self.pages is None else {**known, "pages": self.pages}
