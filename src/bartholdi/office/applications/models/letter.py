"""Letters asked of a party: how far each got here; what its writer wrote stands in tables that no applicant's page reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts import roles
from bartholdi.office.applications.models.access import Access
from bartholdi.office.applications.models.application import Application
from bartholdi.office.applications.models.extension import Extension
from bartholdi.office.applications.models.party import Party
from bartholdi.office.applications.workflow import ACTIVE_LETTERS, LetterState
from bartholdi.office.lib.policy import holds
from bartholdi.office.lib.stored import StoredFile
from bartholdi.office.programmes.models import LetterRequirement
from bartholdi.office.questionnaires.models import Edition

LONGEST = 20_000  # characters of a letter: some seven pages
DRAFT = 60_000  # of its draft: who pastes too much shortens it here, and loses nothing
READERS = frozenset({roles.OFFICER, roles.DIRECTOR})


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Any) -> LetterQuerySet:
        """That a letter was asked for, of whom, and how far it got; never what it says."""
        return self.filter(application__in=Application.objects.visible_to(user))

    def active(self) -> LetterQuerySet:
        return self.filter(state__in=ACTIVE_LETTERS)

    def asked(self) -> LetterQuerySet:
        return self.filter(state=LetterState.ASKED)

    def received(self) -> LetterQuerySet:
        return self.filter(state=LetterState.RECEIVED)

    def timed(self) -> LetterQuerySet:
        """Each with `due_at`, without grace: its kind's own date or the call's, or a later one that was granted."""
        application = OuterRef("application")
        whose = Q(application=None, user=None) | Q(application=application)
        granted = Extension.objects.filter(whose, call=OuterRef("application__call")).order_by("-until").values("until")[:1]
        closing = F("application__call__closes_at")
        follows = Greatest(closing, Coalesce(Subquery(granted), closing))
        due = Coalesce(F("requirement__closes_at"), follows)
        return self.annotate(due_at=Greatest(due, Coalesce(F("extended_until"), due)))


class Letter(models.Model):
    """`late_at`: sent after the last instant, and kept for an officer. `replaces`: the request in whose place it was asked."""

    class Cause(models.TextChoices):
        """Why a request ended."""

        APPLICANT = "applicant", _("Cancelled by the applicant")
        ENOUGH = "enough", _("Enough letters came")
        WITHDRAWN = "withdrawn", _("The application was withdrawn")
        OFFICE = "office", _("Cancelled by the office")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters", verbose_name=_("application"))
    requirement = models.ForeignKey(LetterRequirement, on_delete=models.PROTECT, related_name="asked", verbose_name=_("letter"))
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="letters", verbose_name=_("writer"))
    state = models.CharField(_("state"), max_length=11, choices=LetterState, default=LetterState.NAMED, editable=False)
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name=_("in place of")
    )
    named_at = models.DateTimeField(_("named"), default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)
    received_at = models.DateTimeField(_("received"), null=True, blank=True, editable=False)
    late_at = models.DateTimeField(_("sent too late"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("declined, handed over or cancelled"), null=True, blank=True, editable=False)
    cause = models.CharField(_("why it was cancelled"), max_length=9, choices=Cause, blank=True, editable=False)
    extended_until = models.DateTimeField(_("extended until"), null=True, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()
    due_at: datetime | None  # where the rows are `timed()`

    class Meta:
        ordering = ["requirement", "pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["state", "asked_at"], name="applications_letters_asked")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement", "party"],
                condition=Q(state__in=sorted(ACTIVE_LETTERS)),
                name="applications_letter_once",
                violation_error_message=_("This person is asked for this letter already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LetterState.NAMED, LetterState.CANCELLED]) | Q(asked_at__isnull=False),
                name="applications_letter_asked_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.RECEIVED) | Q(received_at__isnull=False),
                name="applications_letter_received_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.reference}: {self.requirement.label} – {self.party.name}"

    @property
    def journal_key(self) -> str:
        return letter_key(self.pk)


def letter_key(pk: int) -> str:
    """As the journal and the outbox name a letter."""
    return f"applications.letter:{pk}"


class LetterLink(models.Model):
    """A way in without an account, for one letter's writer: only the digest of its 256 bits is kept."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    journal_secret = ("digest",)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link to a letter")
        verbose_name_plural = _("links to letters")

    def __str__(self) -> str:
        return f"{self.letter_id} / {self.pk}"


class LetterFile(StoredFile):
    """A file that a writer uploaded. It is read at the desk, and by its writer until the letter is sent in another form."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="files")

    class Meta(StoredFile.Meta):
        ordering = ["pk"]
        verbose_name = _("file of a letter")
        verbose_name_plural = _("files of letters")


class LetterDraft(models.Model):
    """What its writer has typed so far, or why they declined. `version` tells two windows apart. `aside`: in both languages, what
    no longer fitted when the questions became others."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="draft")
    text = models.TextField(_("letter"), blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    aside = models.JSONField(_("answers that no longer fit"), default=dict, blank=True)
    file = models.ForeignKey(LetterFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(_("why it was declined"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("draft of a letter")
        verbose_name_plural = _("drafts of letters")

    def __str__(self) -> str:
        return f"{self.letter_id}"


class SentLetterQuerySet(models.QuerySet["SentLetter"]):
    def readable_by(self, user: Any) -> SentLetterQuerySet:
        """By officers and by the application's reviewers; never by who applies with it, whatever their role in the office."""
        if not getattr(user, "pk", None):
            return self.none()
        mine = Access.objects.current().filter(application=OuterRef("letter__application"), user_id=user.pk)
        kept_out = mine.filter(role__in=[Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED])
        found = self.exclude(Exists(kept_out))
        return found if holds(user, READERS) else found.filter(Exists(mine.filter(role=Access.Role.REVIEWER)))


class SentLetter(models.Model):
    """Exactly what was sent, each time; the newest that counts is the letter. `counts` is false while it came too late."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="sent")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("letter"), blank=True)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("questions")
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    file = models.ForeignKey(LetterFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(_("SHA-256"), max_length=64)
    arrived_at = models.DateTimeField(_("arrived"))
    counts = models.BooleanField(_("counts"), default=True)

    objects = SentLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("letter as sent")
        verbose_name_plural = _("letters as sent")
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="applications_sent_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} / {self.number}"
