"""Standing is a row: who stands how to an application, since when, until when, by whose act. Barred wins over everything."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessQuerySet(models.QuerySet["Access"]):
    def current(self) -> AccessQuerySet:
        return self.filter(until=None)

    def barring(self) -> AccessQuerySet:
        return self.filter(role=Access.Role.BARRED)

    def seeing(self) -> AccessQuerySet:
        return self.exclude(role=Access.Role.BARRED)


class Access(models.Model):
    class Role(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        PARTY = "party", _("Party")
        REVIEWER = "reviewer", _("Reviewer")
        OBSERVER = "observer", _("Observer")
        BARRED = "barred", _("Barred")

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    given_by = models.CharField(_("by"), max_length=200, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        indexes = [models.Index(fields=["user", "role"], condition=models.Q(until=None), name="applications_standing")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user", "role"], condition=models.Q(until=None), name="applications_standing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


def hidden_keys(user: Any) -> QuerySet[Any, Any]:
    """Of the applications from which somebody is barred, or with which they apply themselves: what the office wrote of those into
    the journal and the outbox is not for them, whatever their role. As these name them."""
    kept_from = (Access.Role.BARRED, Access.Role.APPLICANT, Access.Role.PARTY)
    rows = Access.objects.current().filter(user_id=getattr(user, "pk", None) or 0, role__in=kept_from).order_by()
    named = Concat(Value("applications.application:"), Cast("application_id", CharField()), output_field=CharField())
    return rows.annotate(named=named).values("named")


def standing(user: Any, application: Any) -> frozenset[str]:
    """The roles that somebody holds on an application now; asked once per row, since several rules read it."""
    if not getattr(user, "pk", None) or application is None:
        return frozenset()
    known: dict[int, frozenset[str]] = application.__dict__.setdefault("_standing", {})
    if user.pk not in known:
        rows = Access.objects.current().filter(application_id=application.pk, user_id=user.pk)
        known[user.pk] = frozenset(rows.values_list("role", flat=True))
    return known[user.pk]


def forget_standing(application: Any) -> None:
    """After a change, the next question reads it again."""
    application.__dict__.pop("_standing", None)
