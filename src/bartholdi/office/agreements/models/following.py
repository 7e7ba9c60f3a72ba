"""What comes of an agreement: dates to follow with a reminder, figures counted over the years, papers, and other texts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.agreements.models.agreement import A_DAY, Agreement
from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.stored import StoredFile

YEARS = [MinValueValidator(1600), MaxValueValidator(2200)]


class Milestone(models.Model):
    """Something due on a day; `owner` is reminded `remind_days` before, and once it is late."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="milestones")
    label_en = models.CharField(_("what, in English"), max_length=160)
    label_fr = models.CharField(_("what, in French"), max_length=160)
    due_on = models.DateField(_("due on"), validators=A_DAY)
    done_on = models.DateField(_("done on"), null=True, blank=True, validators=A_DAY)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sees to it"),
    )
    remind_days = models.PositiveSmallIntegerField(
        _("remind so many days before"), default=14, validators=[MaxValueValidator(366)]
    )
    public = models.BooleanField(pgettext_lazy("agreement", "shown to the public"), default=False)

    label = Bilingual("label")

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = pgettext_lazy("agreement", "milestone")
        verbose_name_plural = pgettext_lazy("agreement", "milestones")
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on=None), name="agreements_milestone_due")]

    def __str__(self) -> str:
        return self.label

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.due_on < today

    def is_near(self, today: date) -> bool:
        return self.done_on is None and self.due_on >= today >= self.due_on - timedelta(days=self.remind_days)


class Indicator(models.Model):
    """What is counted: projects, papers, stays. Its counts are one a year, each with its source."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="indicators")
    name_en = models.CharField(_("what is counted, in English"), max_length=120)
    name_fr = models.CharField(_("what is counted, in French"), max_length=120)
    public = models.BooleanField(pgettext_lazy("agreement", "shown to the public"), default=False)

    name = Bilingual("name")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "name_en"],
                name="agreements_indicator_once",
                violation_error_message=_("This is counted already: add the year there."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Count(models.Model):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="counts")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["year"]
        verbose_name = _("count")
        verbose_name_plural = pgettext_lazy("agreement", "counts")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                name="agreements_count_once",
                violation_error_message=_("This year was counted already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class DocumentQuerySet(models.QuerySet["AgreementDocument"]):
    def visible_to(self, user: Any) -> DocumentQuerySet:
        return self.all() if getattr(user, "is_staff", False) else self.public()

    def public(self) -> DocumentQuerySet:
        return self.filter(public=True, agreement__in=Agreement.objects.public().order_by().values("pk"))


class AgreementDocument(StoredFile):
    """A text of the agreement or about it; found by its digest, by whoever holds the same file."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signed text")
        TRANSLATION = "translation", _("translation")
        MANDATE = "mandate", _("powers or authorisation")
        NOTIFICATION = "notification", _("notification")
        ANNEX = "annex", _("annex")
        REPORT = "report", _("report")
        OTHER = "other", _("other paper")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")
        BOTH = "both", _("English and French")
        OTHER = "other", _("another language")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind of paper"), max_length=12, choices=Kind, default=Kind.SIGNED)
    title_en = models.CharField(_("title in English"), max_length=160)
    title_fr = models.CharField(_("title in French"), max_length=160)
    language = models.CharField(_("language"), max_length=6, choices=Language, default=Language.ENGLISH)
    public = models.BooleanField(pgettext_lazy("agreement", "shown to the public"), default=False)

    title = Bilingual("title")
    objects = DocumentQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        ordering = ["pk"]
        verbose_name = _("document of an agreement")
        verbose_name_plural = _("documents of agreements")
        indexes = [models.Index(fields=["digest"], name="agreements_document_digest")]

    def __str__(self) -> str:
        return self.title


class Link(models.Model):
    """From an agreement to the text that it has to do with: one of the register, or another that is only named, with its year."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("is made under")
        BUILDS_ON = "builds_on", _("builds on")
        AMENDS = "amends", _("amends")
        ACCESSION = "accession", _("is an accession to")
        RENAMES = "renames", _("renames")
        REPLACES = "replaces", _("replaces")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("how they belong together"), max_length=10, choices=Kind)
    target = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="linked_from",
        verbose_name=_("text of the register"),
    )
    text_en = models.CharField(_("or another text, in English"), max_length=300, blank=True)
    text_fr = models.CharField(_("or another text, in French"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the other text"), null=True, blank=True, validators=YEARS)

    text = Bilingual("text")

    class Meta:
        ordering = ["kind", "year", "pk"]
        verbose_name = _("link to another text")
        verbose_name_plural = _("links to other texts")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "target"],
                name="agreements_link_once",
                violation_error_message=_("The two texts are linked in this way already."),
            ),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(target=F("agreement")),
                name="agreements_link_not_to_itself",
                violation_error_message=_("A text cannot be linked to itself."),
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False, text_en="", text_fr="") | Q(target=None) & ~Q(text_en="") & ~Q(text_fr=""),
                name="agreements_link_to_one_text",
                violation_error_message=_("Choose a text of the register, or name another one in both languages: not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target or self.text}"

    def clean(self) -> None:
        if self.target and self.kind != self.Kind.PARENT:
            return
        step, seen = self.target, {self.agreement_id}
        while step is not None:
            if step.pk in seen:
                raise ValidationError(_("The two texts would be made under each other: look at the links of the other one."))
            seen.add(step.pk)
            above = step.links.filter(kind=self.Kind.PARENT).exclude(target=None).select_related("target").first()
            step = above.target if above else None
