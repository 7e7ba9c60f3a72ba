"""Questionnaires, which staff write as data, and their editions, which never change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.cores import formspec
from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.searching import Searchable, matching
from bartholdi.office.lib.workflow import Refused

LONGEST_DRAFT = 1_000_000  # characters: some fifty times a long form


class Purpose(models.TextChoices):
    APPLICATION = "application", _("Application")
    REVIEW = "review", _("Review")
    REPORT = "report", _("Report")
    REGISTRATION = "registration", _("Registration")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: Any) -> QuestionnaireQuerySet:
        """Staff; whoever fills in an edition sees it through what they fill it in for."""
        return self.all() if getattr(user, "is_staff", False) else self.none()

    def search(self, query: str) -> QuestionnaireQuerySet:
        return self.filter(matching(query))


class Questionnaire(Searchable):
    """`faults` and `pending` say of the draft what a list could only find out by reading every draft."""

    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    draft = models.TextField(_("draft"), max_length=LONGEST_DRAFT, blank=True)
    faults = models.PositiveIntegerField(_("faults of the draft"), default=0, editable=False)
    pending = models.BooleanField(_("draft differs from the newest edition"), default=True, editable=False)
    version = models.PositiveIntegerField(_("version of the draft"), default=1, editable=False)
    restored = models.PositiveIntegerField(_("version whose words the draft took back"), default=0, editable=False)
    edited_by = models.CharField(_("last edited by"), max_length=200, blank=True, editable=False)

    name = Bilingual("name")
    # A draft may be a thousand lines, saved a hundred times a day; each edition is kept whole, and sealed by its digest.
    journal_secret: Collection[str] = ("draft",)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.UniqueConstraint(
                fields=[column], name=f"questionnaires_{column}", violation_error_message=_("This name is taken.")
            )
            for column in ("name_en", "name_fr")
        ]

    def __str__(self) -> str:
        return self.name

    def searched(self) -> tuple[str, ...]:
        return (self.name_en, self.name_fr)


class EarlierDraft(models.Model):
    """A draft whose place another one has taken: the last ones are kept, so that each change can be taken back."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="earlier_drafts", verbose_name=_("questionnaire")
    )
    version = models.PositiveIntegerField(_("version of the draft"))
    restored = models.PositiveIntegerField(_("version whose words the draft took back"), default=0)
    draft = models.TextField(_("draft"), max_length=LONGEST_DRAFT, blank=True)
    edited_by = models.CharField(_("last edited by"), max_length=200, blank=True)
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    class Meta:
        ordering = ["-version"]
        verbose_name = _("earlier draft")
        verbose_name_plural = _("earlier drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "version"],
                name="questionnaires_earlier_version",
                violation_error_message=_("This draft is kept already."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(questionnaire)s, draft %(version)s") % {"questionnaire": self.questionnaire, "version": self.version}


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Any) -> EditionQuerySet:
        return self.all() if getattr(user, "is_staff", False) else self.none()


class Edition(models.Model):
    """What people answered must stay what they were asked: the row is written once."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="editions", verbose_name=_("questionnaire")
    )
    number = models.PositiveIntegerField(_("number"))
    spec = models.JSONField(_("questions"))
    published_at = models.DateTimeField(_("published"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="questionnaires_edition_number",
                violation_error_message=_("This edition exists already."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(questionnaire)s, edition %(number)s") % {"questionnaire": self.questionnaire, "number": self.number}

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(gettext("An edition never changes. Change the draft, and publish a new edition."))
        super().save(**kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refused(gettext("An edition is never deleted: people may have answered it."))

    def parsed(self) -> formspec.Spec:
        return formspec.parse(self.spec)
