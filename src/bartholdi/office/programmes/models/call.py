"""Calls: one edition of a programme, with its sides, its dates, whom to ask, and who judges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.directory.models.columns import check_country
from bartholdi.office.lib.bilingual import LANGUAGES, Bilingual
from bartholdi.office.lib.searching import Searchable, matching
from bartholdi.office.lib.times import is_zone
from bartholdi.office.programmes.models.programme import Programme
from bartholdi.office.programmes.rules import check_rules
from bartholdi.office.programmes.workflow import State
from bartholdi.office.questionnaires.models import Edition

BAR = "|"
NO_LANGUAGE = _("Choose at least one language: English, French or both.")


def check_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(_("There is no such time zone. Choose one such as America/New_York, Europe/Paris or Etc/GMT+12."))


def check_languages(codes: object) -> None:
    if not isinstance(codes, list) or not codes or sorted(set(codes)) != sorted(codes) or not set(codes) <= set(LANGUAGES):
        raise ValidationError(NO_LANGUAGE)


def both_languages() -> list[str]:
    return list(LANGUAGES)


class CallQuerySet(models.QuerySet["Call"]):
    def real(self) -> CallQuerySet:
        """Without rehearsals."""
        return self.filter(rehearsal_of=None)

    def announced(self) -> CallQuerySet:
        return self.filter(state=State.ANNOUNCED)

    def open(self, now: datetime) -> CallQuerySet:
        """Announced and within its dates; grace and extensions are an applicant's own, and not shown to the public."""
        return self.real().announced().filter(opens_at__lte=now, closes_at__gt=now)

    def visible_to(self, user: Any) -> CallQuerySet:
        """Staff see every call; everybody else what was announced, concluded or cancelled after having been announced."""
        if getattr(user, "is_staff", False):
            return self.all()
        return self.public()

    def public(self) -> CallQuerySet:
        """What anybody may read of: a call that was cancelled before it was ever announced is nobody's business."""
        return self.real().exclude(state=State.DRAFT).exclude(state=State.CANCELLED, announced_at=None)

    def search(self, query: str) -> CallQuerySet:
        return self.filter(matching(query))


class Call(Searchable):
    """`columns` says which answer of the questionnaire feeds which column of an application; `rules` are those of cores/eligibility;
    `notices` are its own words in letters, by their kind (`own_words.py`).

    `revision` counts changes of dates, so that a calendar knows which it has. A rehearsal is a copy of a call with invented applicants and a clock of its own: ask `moment()` for the time, never the clock.
    """

    class Kind(models.TextChoices):
        COMPETITION = "competition", _("Competition")
        NOMINATION = "nomination", _("Nomination by invited institutions")
        INVITATION = "invitation", _("Invitation")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="calls", verbose_name=_("programme"))
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    code = models.CharField(
        _("letters of its references"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"\A[A-Z][A-Z0-9]{1,11}\Z", _("Two to twelve capital letters or digits, a letter first."))],
    )
    title_en = models.CharField(_("title in English"), max_length=200)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary in English"), max_length=4000, blank=True)
    summary_fr = models.TextField(_("summary in French"), max_length=4000, blank=True)
    for_whom_en = models.TextField(_("who can apply, in English"), max_length=4000, blank=True)
    for_whom_fr = models.TextField(_("who can apply, in French"), max_length=4000, blank=True)
    offers_en = models.TextField(_("what one gets, in English"), max_length=4000, blank=True)
    offers_fr = models.TextField(_("what one gets, in French"), max_length=4000, blank=True)
    needs_en = models.TextField(_("what is needed, in English"), max_length=4000, blank=True)
    needs_fr = models.TextField(_("what is needed, in French"), max_length=4000, blank=True)
    languages = models.JSONField(
        _("languages in which to apply"),
        default=both_languages,
        validators=[check_languages],
        error_messages={"blank": NO_LANGUAGE},
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2099)])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.COMPETITION)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(_("changes of its dates"), default=0, editable=False)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default="America/New_York", validators=[check_zone])
    grace_minutes = models.PositiveSmallIntegerField(_("grace after closing, in minutes"), default=0)
    lead_per_side = models.BooleanField(_("one lead on each side"), default=False)
    blind = models.BooleanField(_("reviewers do not learn who applies"), default=False)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("application form")
    )
    review_edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("review form")
    )
    columns = models.JSONField(_("answers that are columns"), default=dict, blank=True)
    rules = models.JSONField(_("rules of eligibility"), default=list, blank=True, validators=[check_rules])
    notices = models.JSONField(_("texts of its letters"), default=dict, blank=True)
    blueprint = models.CharField(_("blueprint"), max_length=80, blank=True, editable=False)
    rehearsal_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="rehearsals", editable=False
    )
    rehearsed_at = models.DateTimeField(_("time of the rehearsal"), null=True, blank=True, editable=False)

    title, summary = Bilingual("title"), Bilingual("summary")
    for_whom, offers, needs = Bilingual("for_whom"), Bilingual("offers"), Bilingual("needs")
    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_at", "title_en", "pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        indexes = [models.Index(fields=["state", "closes_at"], name="programmes_call_closing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="programmes_call_opens_before_it_closes",
                violation_error_message=_("A call closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(state=State.CANCELLED) | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="programmes_call_announced_with_dates",
                violation_error_message=_("An announced call says when it opens and when it closes."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def searched(self) -> tuple[str, ...]:
        return (self.title_en, self.title_fr, self.code, str(self.year), self.programme.name_en, self.programme.name_fr)

    def moment(self) -> datetime:
        """What time it is for this call."""
        return self.rehearsed_at or timezone.now()

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)

    @property
    def standing(self) -> str:
        """draft, coming, open, closed, cancelled or concluded: computed, never stored."""
        if self.state != State.ANNOUNCED or self.opens_at is None or self.closes_at is None:
            return str(self.state)
        now = self.moment()
        return "coming" if now < self.opens_at else "open" if now < self.closes_at else "closed"

    @property
    def can_be_begun(self) -> bool:
        """Whether anybody may begin an application now; to the other kinds one is named or invited."""
        return self.standing == "open" and self.kind == self.Kind.COMPETITION


class Side(models.Model):
    """One of the countries of a cooperation; `letter` tells sides apart where colour must not."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="sides")
    country = models.CharField(_("country"), max_length=2, validators=[check_country])
    letter = models.CharField(max_length=1, default="A")

    class Meta:
        ordering = ["letter"]
        verbose_name = _("side")
        verbose_name_plural = _("sides")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "country"],
                name="programmes_side_once",
                violation_error_message=_("This country is a side of the call already."),
            ),
            models.UniqueConstraint(fields=["call", "letter"], name="programmes_side_letter_once"),
        ]

    def __str__(self) -> str:
        return self.country


class Milestone(models.Model):
    """A date of the timeline that is neither opening nor closing: panel, announcement, start of stays. `at` in the call's zone."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="milestones")
    key = models.SlugField(max_length=40)
    label_en = models.CharField(_("what, in English"), max_length=120)
    label_fr = models.CharField(_("what, in French"), max_length=120)
    at = models.DateTimeField(_("when"))
    public = models.BooleanField(_("shown to the public"), default=True)

    label = Bilingual("label")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "key"],
                name="programmes_milestone_once",
                violation_error_message=_("Another date of the call has this key: choose another one."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class Contact(models.Model):
    """Whom applicants ask."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="contacts")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name


class Panel(models.Model):
    """Who judges for one side, or jointly where `side` is empty; its members come with reviewing. `fields`: the values of the fields
    that are routed to it, each between bars; all where it is empty."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="panels")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, null=True, blank=True, related_name="panels")
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    reviews_each = models.PositiveSmallIntegerField(_("reviews for each application"), default=1)
    fields = models.CharField(_("fields"), max_length=2000, blank=True)

    name = Bilingual("name")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("panel")
        verbose_name_plural = _("panels")

    def __str__(self) -> str:
        return self.name

    @property
    def routed(self) -> list[str]:
        """The values of its fields; none where it judges all."""
        return [value for value in self.fields.split(BAR) if value]

    @staticmethod
    def between_bars(values: Iterable[str]) -> str:
        return "".join(f"{BAR}{value}" for value in values) + BAR if values else ""
