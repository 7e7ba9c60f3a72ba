"""One act on many applications: what was chosen, and how far each has come; so that it goes on after a fault, and nothing is done twice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models.application import Application


class BulkQuerySet(models.QuerySet["Bulk"]):
    def visible_to(self, user: Any) -> BulkQuerySet:
        return self.all() if reads_cases(user) else self.none()


class Bulk(models.Model):
    """`facts` are what every act of it is given: words, an instant, a reason."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("A message")
        EXTEND = "extend", _("An extension")
        FIND_INELIGIBLE = "find_ineligible", _("Not eligible")
        FIND_ELIGIBLE = "find_eligible", _("Eligible")
        TELL_EXTENSION = "tell_extension", _("News of an extension for everyone")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    facts = models.JSONField(_("particulars"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)

    journal_secret = ("facts",)

    objects = BulkQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("act on many applications")
        verbose_name_plural = _("acts on many applications")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"


class BulkItemQuerySet(models.QuerySet["BulkItem"]):
    def visible_to(self, user: Any) -> BulkItemQuerySet:
        """An application from which somebody is barred is counted nowhere for them."""
        return self.filter(application__in=Application.objects.visible_to(user))

    def waiting(self) -> BulkItemQuerySet:
        return self.filter(outcome=BulkItem.Outcome.WAITING)

    def refused(self) -> BulkItemQuerySet:
        return self.filter(outcome=BulkItem.Outcome.REFUSED)


class BulkItem(models.Model):
    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Not done")

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.WAITING, editable=False)
    sentence = models.CharField(_("why not"), max_length=500, blank=True, editable=False)

    objects = BulkItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("application of an act on many")
        verbose_name_plural = _("applications of an act on many")
        indexes = [models.Index(fields=["bulk", "outcome"], name="applications_bulk_outcome")]
        constraints = [models.UniqueConstraint(fields=["bulk", "application"], name="applications_bulk_once")]

    def __str__(self) -> str:
        return f"{self.bulk_id} / {self.application_id}"
