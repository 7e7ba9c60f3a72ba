"""Agreements: what they are, when they were signed, and the terms from which the days of their life are computed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bartholdi.office.agreements import terms
from bartholdi.office.agreements.workflow import CONCLUDED, OVER, State
from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.searching import Searchable, matching
from bartholdi.office.programmes.models import Call, Programme

EARLIEST, LATEST = date(1600, 1, 1), date(2200, 12, 31)
MONTHS = [MaxValueValidator(1_200)]


def check_day(day: date) -> None:
    if day < EARLIEST:
        raise ValidationError(_("This day lies too far back: the register begins with the year 1600."))
    if day > LATEST:
        raise ValidationError(_("This day lies too far ahead: the register ends with the year 2200."))


A_DAY = [check_day]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: Any) -> AgreementQuerySet:
        """Staff see the whole register; everybody else what the office has published."""
        return self.all() if getattr(user, "is_staff", False) else self.public()

    def public(self) -> AgreementQuerySet:
        return self.filter(public=True, state__in=CONCLUDED)

    def concluded(self) -> AgreementQuerySet:
        return self.filter(state__in=CONCLUDED)

    def standing(self, name: str, today: date) -> AgreementQuerySet:
        return self.filter(in_standing(name, today))

    def search(self, query: str) -> AgreementQuerySet:
        return self.filter(matching(query))


def in_standing(name: str, today: date) -> Q:
    """The same as the property `standing_on`, asked of the database."""
    signed, over, never = Q(state__in=CONCLUDED), Q(ends_on__lt=today), Q(enters_on=None)
    holds = signed & Q(enters_on__lte=today) & ~over
    by_date = {
        "waiting": Q(state=State.SIGNED) & never,
        "coming": signed & Q(enters_on__gt=today) & ~over,
        "in_force": holds & ~Q(state=State.DENOUNCED),
        "leaving": holds & Q(state=State.DENOUNCED),
        "ended": signed & ~never & over | Q(state__in=OVER) & never,
    }
    return by_date.get(name) or Q(state=name)


class Agreement(Searchable):
    """`name` is the office's own short name; what each side calls the text stands on its `Side`. `remark` is for staff only.

    `enters_on` and `ends_on` are computed from the terms at each act, never by the clock; `ends_on` is the last day on which it holds.
    """

    class Nature(models.TextChoices):
        TREATY = "treaty", _("Treaty")
        SIMPLIFIED = "simplified", _("Agreement in simplified form")
        ARRANGEMENT = "arrangement", _("Administrative arrangement")
        INSTITUTIONAL = "institutional", _("Institutional partnership")

    class Entry(models.TextChoices):
        SIGNATURE = terms.ON_SIGNATURE, _("on the day of signature")
        DAY = terms.ON_A_DAY, _("on a day that the text names")
        MONTH_AFTER = terms.MONTH_AFTER, _("on the first day of a month after the last notification")
        DAYS_AFTER = terms.DAYS_AFTER, _("some days after the last notification")

    class Leaving(models.TextChoices):
        ANY_TIME = terms.AT_ANY_TIME, _("at any time")
        PERIOD_END = terms.AT_PERIOD_END, _("at the end of a period")

    class Prevails(models.TextChoices):
        EQUALLY = "equally", _("each text equally")
        ENGLISH = "en", _("the English text")
        FRENCH = "fr", _("the French text")
        OTHER = "other", _("the text in another language")

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name_en = models.CharField(_("short name in English"), max_length=200)
    name_fr = models.CharField(_("short name in French"), max_length=200)
    summary_en = models.TextField(_("summary in English"), max_length=4000, blank=True)
    summary_fr = models.TextField(_("summary in French"), max_length=4000, blank=True)
    nature = models.CharField(_("legal nature"), max_length=14, choices=Nature)
    languages = models.CharField(
        _("languages of the text"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"\A[a-z]{2}( [a-z]{2})*\Z", _("Two letters for each language, such as: en fr."))],
    )
    prevails = models.CharField(_("which text prevails"), max_length=8, choices=Prevails, default=Prevails.EQUALLY)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    public = models.BooleanField(_("public"), default=False, editable=False)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("followed by"),
    )
    remark = models.TextField(_("remark, for staff only"), max_length=4000, blank=True)

    signed_on = models.DateField(_("signed on"), null=True, blank=True, validators=A_DAY)
    signed_at_en = models.CharField(_("place of signature, in English"), max_length=120, blank=True)
    signed_at_fr = models.CharField(_("place of signature, in French"), max_length=120, blank=True)
    entry = models.CharField(_("enters into force"), max_length=12, choices=Entry, default=Entry.SIGNATURE)
    entry_number = models.PositiveSmallIntegerField(
        _("which month, or how many days after"), default=2, validators=[MaxValueValidator(366)]
    )
    entry_day = models.DateField(_("the day that the text names"), null=True, blank=True, validators=A_DAY)
    lasts_months = models.PositiveSmallIntegerField(_("lasts so many months"), default=0, validators=MONTHS)
    last_day = models.DateField(_("or until this day"), null=True, blank=True, validators=A_DAY)
    renewed_months = models.PositiveSmallIntegerField(_("then tacitly renewed by so many months"), default=0, validators=MONTHS)
    notice_months = models.PositiveSmallIntegerField(_("notice, in months"), default=0, validators=MONTHS)
    leaving = models.CharField(_("can be denounced"), max_length=12, choices=Leaving, default=Leaving.ANY_TIME)
    denounced_on = models.DateField(_("denounced on"), null=True, blank=True, validators=A_DAY, editable=False)
    replaced_on = models.DateField(_("replaced on"), null=True, blank=True, validators=A_DAY, editable=False)
    enters_on = models.DateField(_("in force from"), null=True, blank=True, editable=False)
    ends_on = models.DateField(_("in force until"), null=True, blank=True, editable=False)

    programmes = models.ManyToManyField(Programme, blank=True, related_name="agreements", verbose_name=_("programmes"))
    calls = models.ManyToManyField(Call, blank=True, related_name="agreements", verbose_name=_("calls"))

    name, summary, signed_at = Bilingual("name"), Bilingual("summary"), Bilingual("signed_at")
    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = [F("signed_on").desc(nulls_first=True), "name_en", "pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["state", "enters_on"], name="agreements_state_entry")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(CONCLUDED)) | Q(signed_on__isnull=False),
                name="agreements_signed_on_a_day",
                violation_error_message=_("A signed agreement says on which day it was signed."),
            ),
            models.CheckConstraint(
                condition=Q(lasts_months=0) | Q(last_day=None),
                name="agreements_one_duration",
                violation_error_message=_("Say how long it lasts, or until which day: not both."),
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(signed_on=None) | Q(last_day__gte=F("signed_on")),
                name="agreements_ends_after_it_is_signed",
                violation_error_message=_("An agreement cannot end before it is signed."),
            ),
            models.CheckConstraint(
                condition=Q(renewed_months=0) | Q(lasts_months__gt=0) | Q(last_day__isnull=False),
                name="agreements_renewed_after_a_period",
                violation_error_message=_(
                    "What is renewed tacitly has a first period: say how long it lasts, or until which day."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(entry=terms.MONTH_AFTER) | Q(entry_number__gte=1),
                name="agreements_some_month_after",
                violation_error_message=_("Say which month after the last notification: 1 is the next one."),
            ),
            models.CheckConstraint(
                condition=~Q(entry=terms.ON_A_DAY) | Q(entry_day__isnull=False) | ~Q(state__in=sorted(CONCLUDED)),
                name="agreements_names_its_day",
                violation_error_message=_("Say on which day the text enters into force, or choose another rule."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def searched(self) -> tuple[str, ...]:
        """By every title, former name and party too, once the row has a key to hang them on."""
        own = (self.name_en, self.name_fr, self.slug)
        if self._state.adding:
            return own
        titles = [text for side in self.sides.all() for text in (side.title_en, side.title_fr)]
        names = [text for each in self.former_names.all() for text in (each.name_en, each.name_fr)]
        parties = [text for each in self.parties.select_related("organisation") for text in each.names()]
        return (*own, *titles, *names, *parties)

    def clean(self) -> None:
        if (self.signed_at_en == "") != (self.signed_at_fr == ""):
            raise ValidationError(_("Write the place of signature in both languages, or in neither."))
        if (self.summary_en == "") != (self.summary_fr == ""):
            raise ValidationError(_("Write the summary in both languages, or in neither."))

    @property
    def was_in_force(self) -> bool:
        """Or is: it may have been denounced, or replaced, before it ever was."""
        return self.enters_on is not None and (self.ends_on is None or self.enters_on <= self.ends_on)

    @property
    def concluded(self) -> bool:
        return self.state in CONCLUDED

    def terms(self) -> terms.Terms:
        """Asks for the sides; nobody who joined later is waited for."""
        return terms.Terms(
            entry=self.entry,
            number=self.entry_number,
            day=self.entry_day,
            signed=self.signed_on if self.concluded else None,
            notified=tuple((str(side), side.notified_on) for side in self.sides.all()),
            months=self.lasts_months,
            last_day=self.last_day,
            renewed_by=self.renewed_months,
            notice=self.notice_months,
            leaving=self.leaving,
            denounced=self.denounced_on,
            replaced=self.replaced_on,
        )

    def reckon(self) -> None:
        """The two days, from the terms as they are now."""
        if self.pk is not None:
            now = self.terms()
            self.enters_on, self.ends_on = terms.enters(now), terms.ends(now)

    def standing_on(self, today: date) -> str:
        """draft, negotiation, abandoned; waiting, coming, in_force, leaving or ended: computed, never stored."""
        if not self.concluded:
            return str(self.state)
        if self.enters_on is None:
            return "ended" if self.state in OVER else "waiting"
        if self.ends_on is not None and self.ends_on < today:
            return "ended"
        if self.enters_on > today:
            return "coming"
        return "leaving" if self.state == State.DENOUNCED else "in_force"


class FormerName(models.Model):
    """What the office called it before it was renamed; `until` is the day of the renaming."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="former_names")
    name_en = models.CharField(_("short name in English"), max_length=200)
    name_fr = models.CharField(_("short name in French"), max_length=200)
    until = models.DateField(_("until"), validators=A_DAY)
    month_only = models.BooleanField(_("only the month is known"), default=False)

    name = Bilingual("name")

    class Meta:
        ordering = ["-until", "-pk"]
        verbose_name = _("former name")
        verbose_name_plural = _("former names")

    def __str__(self) -> str:
        return self.name


class Subject(models.TextChoices):
    """The themes of the register."""

    HEALTH = "health", _("Health and life sciences")
    ENVIRONMENT = "environment", _("Environment and climate")
    OCEAN = "ocean", _("Ocean")
    SPACE = "space", _("Space")
    ENERGY = "energy", _("Energy")
    QUANTUM = "quantum", _("Quantum science")
    DIGITAL = "digital", _("Digital sciences")
    MATTER = "matter", _("Physics, chemistry and materials")
    AGRICULTURE = "agriculture", _("Agriculture and food")
    SOCIETY = "society", _("Humanities and social sciences")
    INNOVATION = "innovation", _("Innovation and transfer")
    MOBILITY = "mobility", _("Mobility of researchers")


class Theme(models.Model):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="themes")
    subject = models.CharField(_("theme"), max_length=12, choices=Subject)

    class Meta:
        ordering = ["subject"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["agreement", "subject"], name="agreements_theme_once")]

    def __str__(self) -> str:
        return str(self.get_subject_display())
