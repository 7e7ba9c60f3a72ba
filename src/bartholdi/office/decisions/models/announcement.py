"""One announcement of a call's decisions: which, and how far each has come; and the numbered letters that came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.decisions.models.decision import Decision, Outcome
from bartholdi.office.programmes.models import Call


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def visible_to(self, user: Any) -> AnnouncementQuerySet:
        """Who sees one of its decisions: of one that is about hidden ones alone, not even that it is there is told."""
        seen = AnnouncementItem.objects.visible_to(user).filter(announcement=OuterRef("pk"))
        return self.filter(Exists(seen)) if reads_cases(user) else self.none()

    def waiting_for(self, user: Any) -> AnnouncementQuerySet:
        """Under way as far as this person can tell."""
        waiting = AnnouncementItem.objects.visible_to(user).waiting()
        return self.visible_to(user).filter(Exists(waiting.filter(announcement=OuterRef("pk"))))


class Announcement(models.Model):
    """`held`: the letters wait in the outbox until an officer lets them go."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="announcements", verbose_name=_("call"))
    held = models.BooleanField(_("letters wait in the outbox"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)

    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    released_at = models.DateTimeField(_("letters let go"), null=True, blank=True, editable=False)
    left_at = models.DateTimeField(_("letters all gone"), null=True, blank=True, editable=False)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def __str__(self) -> str:
        return f"{self.call} ({self.pk})"


class AnnouncementItemQuerySet(models.QuerySet["AnnouncementItem"]):
    def visible_to(self, user: Any) -> AnnouncementItemQuerySet:
        return self.filter(decision__in=Decision.objects.visible_to(user).order_by().values("pk"))

    def waiting(self) -> AnnouncementItemQuerySet:
        return self.filter(fate=AnnouncementItem.Fate.WAITING)


class AnnouncementItem(models.Model):
    class Fate(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Not done")

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="items")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    fate = models.CharField(_("how far"), max_length=8, choices=Fate, default=Fate.WAITING, editable=False)
    sentence = models.CharField(_("why not"), max_length=500, blank=True, editable=False)

    objects = AnnouncementItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision of an announcement")
        verbose_name_plural = _("decisions of an announcement")
        indexes = [models.Index(fields=["announcement", "fate"], name="decisions_item_fate")]
        constraints = [models.UniqueConstraint(fields=["announcement", "decision"], name="decisions_item_once")]

    def __str__(self) -> str:
        return f"{self.announcement_id} / {self.decision_id}"


class DecisionLetterQuerySet(models.QuerySet["DecisionLetter"]):
    def visible_to(self, user: Any) -> DecisionLetterQuerySet:
        """Who reads cases and sees the decision; who applies sees their own."""
        if reads_cases(user):
            own = models.Q(address__iexact=user.email, application__in=Application.objects.of(user))
            return self.filter(own | models.Q(decision__in=Decision.objects.visible_to(user).order_by().values("pk")))
        held = Access.objects.current().filter(application=OuterRef("application"), user_id=getattr(user, "pk", None) or 0)
        mine = self.filter(Exists(held.filter(role=Access.Role.APPLICANT))).exclude(Exists(held.barring()))
        return mine.filter(address__iexact=getattr(user, "email", ""))


class DecisionLetter(models.Model):
    """What one applicant is told, word for word as approved; the paper is made of it each time it is asked for.

    `digest` is the SHA-256 of number, reader, subject and words.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="letters")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decision_letters")
    number = models.PositiveSmallIntegerField(_("number"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    turn = models.PositiveSmallIntegerField(default=1, editable=False)
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=200)
    words = models.TextField(_("words"))
    signed_by = models.CharField(_("signed by"), max_length=200)
    digest = models.CharField(_("SHA-256 of the letter"), max_length=64)
    written_at = models.DateTimeField(_("written"))

    journal_secret = ("name", "address", "subject", "words")

    objects = DecisionLetterQuerySet.as_manager()

    class Meta:
        ordering = ["application", "number"]
        verbose_name = _("letter of a decision")
        verbose_name_plural = _("letters of decisions")
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="decisions_letter_number_once"),
            models.UniqueConstraint(fields=["decision", "turn", "outcome", "address"], name="decisions_letter_once"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.application.reference}-D{self.number}"
