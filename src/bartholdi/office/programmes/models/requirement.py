"""The letters that a call asks of people other than the applicant, and the papers it gives out."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.stored import StoredFile
from bartholdi.office.programmes.models.call import Call, Side
from bartholdi.office.questionnaires.models import Edition


class PartyRole(models.TextChoices):
    """What somebody is to an application."""

    LEAD = "lead", _("Lead")
    CO_LEAD = "co_lead", _("Co-lead")
    SUPERVISOR = "supervisor", _("Supervisor")
    HOST = "host", _("Host")
    REFEREE = "referee", _("Referee")
    SIGNATORY = "signatory", _("Institutional signatory")


def check_roles(roles: object) -> None:
    if not isinstance(roles, list) or not set(map(str, roles)) <= set(PartyRole.values):
        raise ValidationError(_("Choose roles from the list."))


class CallPaper(StoredFile):
    """A template or guide to download: a letter of intent, a budget sheet."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="papers")
    title_en = models.CharField(_("title in English"), max_length=120)
    title_fr = models.CharField(_("title in French"), max_length=120)

    title = Bilingual("title")

    class Meta(StoredFile.Meta):
        ordering = ["pk"]
        verbose_name = _("paper of a call")
        verbose_name_plural = _("papers of calls")

    def __str__(self) -> str:
        return self.title


class LetterRequirement(models.Model):
    """One kind of letter: who writes it, how many, what it must say, until when. `not_also` are roles its writer may not have too."""

    class Way(models.TextChoices):
        WRITE = "write", _("written on our page")
        UPLOAD = "upload", _("uploaded as a file")
        EITHER = "either", _("written or uploaded")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="letters")
    key = models.SlugField(max_length=40)
    role = models.CharField(_("written by"), max_length=12, choices=PartyRole)
    side = models.ForeignKey(Side, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    label_en = models.CharField(_("name in English"), max_length=120)
    label_fr = models.CharField(_("name in French"), max_length=120)
    ask_en = models.TextField(_("what it must say, in English"), max_length=4000, blank=True)
    ask_fr = models.TextField(_("what it must say, in French"), max_length=4000, blank=True)
    minimum = models.PositiveSmallIntegerField(_("how many at least"), default=1)
    maximum = models.PositiveSmallIntegerField(_("how many at most"), default=1)
    way = models.CharField(_("way"), max_length=8, choices=Way, default=Way.EITHER)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("questions to the writer")
    )
    template = models.ForeignKey(CallPaper, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    not_also = models.JSONField(_("may not also be"), default=list, blank=True, validators=[check_roles])
    closes_at = models.DateTimeField(_("due"), null=True, blank=True)
    grace_minutes = models.PositiveIntegerField(_("grace, in minutes"), default=0)

    label, ask = Bilingual("label"), Bilingual("ask")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter asked for")
        verbose_name_plural = _("letters asked for")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "key"],
                name="programmes_letter_once",
                violation_error_message=_("Another letter of the call has this key: choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("maximum")) & Q(maximum__gt=0),
                name="programmes_letter_numbers",
                violation_error_message=_("At least one letter at most, and not fewer than the least number."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)
